import { expect, type Locator, type Page, type Response } from "@playwright/test";

/** A student's own notes: below a lesson, and on the page with all of them. */
export class Notes {
  readonly text: Locator;
  readonly save: Locator;
  readonly problem: Locator;
  readonly all: Locator;
  readonly search: Locator;
  readonly download: Locator;
  readonly bookmark: Locator;
  readonly bookmarks: Locator;

  constructor(private readonly page: Page) {
    this.text = page.getByLabel("New note");
    this.save = page.getByRole("button", { name: "Save note" });
    this.problem = page.locator("#new-note-error");
    this.all = page.locator(".note");
    this.search = page.getByLabel("Find a note");
    this.download = page.getByRole("link", { name: "Download as Markdown" });
    this.bookmark = page.getByRole("button", { name: "Bookmark" });
    this.bookmarks = page.getByRole("region", { name: "Bookmarked lessons" });
  }

  async open(query = ""): Promise<Response | null> {
    return this.page.goto(`/learn/notes${query}`);
  }

  /** A note by what is in it. */
  note(text: string): Locator {
    return this.all.filter({ has: this.page.locator(".note-text", { hasText: text }) });
  }

  /** Writes a note below a lesson, and waits until the server has it. */
  async write(text: string): Promise<void> {
    await this.text.fill(text);
    await this.answered("notes/add", () => this.save.click());
  }

  async edit(note: Locator, text: string): Promise<void> {
    await note.locator("summary").filter({ hasText: "Edit" }).click();
    await note.getByLabel("Note", { exact: true }).fill(text);
    await this.answered("notes/change", () => note.getByRole("button", { name: "Save the change" }).click());
  }

  async delete(note: Locator): Promise<void> {
    await note.locator("summary").filter({ hasText: "Delete" }).click();
    await this.answered("notes/delete", () => note.getByRole("button", { name: "Delete it" }).click());
  }

  async find(words: string): Promise<void> {
    await this.search.fill(words);
    await this.search.press("Enter");
    await expect(this.page).toHaveURL(/[?&]q=/);
  }

  /** Waits until the server has answered what an action asks of it. */
  async answered(name: string, action: () => Promise<void>): Promise<Response> {
    const answer = this.page.waitForResponse((response) => response.url().endsWith(`/api/${name}`));
    await action();
    return answer;
  }
}
