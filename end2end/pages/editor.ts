import type { Locator, Page } from "@playwright/test";

/** The words of a lesson while they are written. */
export class Editor {
  readonly title: Locator;
  readonly text: Locator;
  readonly view: Locator;
  readonly stage: Locator;
  readonly conflict: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByLabel("Title", { exact: true });
    this.text = page.getByRole("textbox", { name: "Text", exact: true });
    this.view = page.getByRole("region", { name: "As students see it" });
    this.stage = page.getByRole("region", { name: "Words" }).locator("p[role=status]");
    this.conflict = page.getByText("saved this lesson while you were writing");
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/admin/lessons/${slug}`);
  }

  async save(button: string): Promise<void> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
  }

  async publish(button: string): Promise<void> {
    await this.page.getByRole("region", { name: "Students" }).getByRole("button", { name: button }).click();
  }

  async schedule(moment: string): Promise<void> {
    const card = this.page.getByRole("region", { name: "Students" });
    await card.getByText("Publish at a later moment").click();
    await card.getByLabel("From, in UTC").fill(moment);
    await card.getByRole("button", { name: "Schedule" }).click();
  }
}
