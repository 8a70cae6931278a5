import type { Locator, Page, Response } from "@playwright/test";

/** A lesson in the creator's panel. */
export class LessonDesk {
  readonly title: Locator;
  readonly chosen: Locator;
  readonly progress: Locator;
  readonly cancel: Locator;
  private readonly card: Locator;
  private readonly add: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.card = page.getByRole("region", { name: "Files" });
    this.chosen = this.card.getByLabel("Add a file");
    this.add = this.card.getByRole("button", { name: "Upload" });
    this.progress = this.card.getByRole("progressbar", { name: "Uploaded" });
    this.cancel = this.card.getByRole("button", { name: "Cancel" });
  }

  async open(slug: string): Promise<Response | null> {
    return this.page.goto(`/admin/lessons/${slug}`);
  }

  /** The line in which the page says something. */
  says(words: string | RegExp): Locator {
    return this.card.getByText(words).filter({ visible: true });
  }

  /** The titles of the files in their order. */
  titles(): Locator {
    return this.card.getByRole("listitem").getByRole("link");
  }

  /** The ids of the files in their order. */
  async ids(): Promise<string[]> {
    const fields = await this.card.locator('input[type="hidden"][name="file"]').evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
    return [...new Set(fields)];
  }

  file(title: string): Locator {
    return this.card.getByRole("listitem").filter({ has: this.page.getByRole("link", { name: title, exact: true }) });
  }

  async upload(name: string, content: string): Promise<void> {
    await this.chosen.setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
    await this.add.click();
  }

  /** Opens what can be done to a file. */
  async change(title: string): Promise<Locator> {
    const file = this.file(title);
    await file.getByText("Change").click();
    return file;
  }

  async remove(title: string): Promise<void> {
    const file = await this.change(title);
    await file.getByText("Remove…").click();
    await file.getByRole("button", { name: "Remove this file" }).click();
  }
}
