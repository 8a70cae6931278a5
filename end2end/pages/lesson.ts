import { expect, type Locator, type Page, type Response } from "@playwright/test";

/** A lesson. */
export class Lesson {
  readonly title: Locator;
  readonly player: Locator;
  readonly markComplete: Locator;
  readonly undo: Locator;
  readonly next: Locator;
  readonly keys: Locator;
  readonly files: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.player = page.frameLocator('iframe[title^="Video: "]').getByRole("button", { name: "Play" });
    this.markComplete = page.getByRole("button", { name: "Mark as complete" });
    this.undo = page.getByRole("button", { name: "Undo" });
    this.next = page.getByRole("navigation", { name: "Lessons" }).getByRole("link", { name: "Next" });
    this.keys = page.getByRole("dialog", { name: "Keys" });
    this.files = page.getByRole("region", { name: "Files" }).getByRole("link", { name: /^Download / });
  }

  /** The link to a file of the lesson. */
  file(title: string): Locator {
    return this.files.and(this.page.getByRole("link", { name: `Download ${title}` }));
  }

  /** Ticks the lesson off, and waits until the server knows. */
  async complete(): Promise<void> {
    await this.saved("mark_complete", () => this.markComplete.click());
    await expect(this.undo).toBeVisible();
  }

  /** Takes the tick back, and waits until the server knows. */
  async takeBack(): Promise<void> {
    await this.saved("undo_complete", () => this.undo.click());
    await expect(this.markComplete).toBeVisible();
  }

  /** Waits until the server has answered what an action asks of it. */
  async saved(name: "mark_complete" | "undo_complete", action: () => Promise<void>): Promise<void> {
    const answer = this.page.waitForResponse((response) => response.url().endsWith(`/learning/${name}`));
    await action();
    await answer;
    // A press does nothing before the page has read the answer to the last one.
    await expect(this.page.locator('button[aria-busy="true"]')).toHaveCount(0);
  }

  async open(slug: string): Promise<Response | null> {
    return this.page.goto(`/learn/${slug}`);
  }

  /** Waits until a lesson is there with its video. */
  async expectLesson(title: string): Promise<void> {
    await expect(this.title).toHaveText(title);
    await expect(this.player).toBeVisible();
  }

  /** Opens and closes the help, which only a page that listens to keys does. */
  async awaitKeys(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press("?");
      await expect(this.keys).toBeVisible({ timeout: 250 });
    }).toPass();
    await this.page.keyboard.press("Escape");
    await expect(this.keys).toBeHidden();
  }
}
