import { expect, type Locator, type Page, type Response } from "@playwright/test";

/** The panel's pages on which the sales page is written. */
export class LandingDesk {
  readonly title: Locator;
  readonly standing: Locator;
  readonly publish: Locator;
  readonly save: Locator;
  readonly preview: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.standing = page.getByRole("region", { name: "Draft" });
    this.publish = this.standing.getByRole("button", { name: "Publish" });
    // The form's first button is for the Enter key alone and is hidden.
    this.save = page.getByRole("button", { name: "Save", exact: true });
    this.preview = page.getByTitle("The draft as visitors would see it");
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/admin/landing");
  }

  async openSection(id: string): Promise<Response | null> {
    return this.page.goto(`/admin/landing/sections/${id}`);
  }

  async openVersions(): Promise<Response | null> {
    return this.page.goto("/admin/landing/versions");
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  says(words: string | RegExp): Locator {
    return this.page.getByText(words).filter({ visible: true });
  }

  /** Writes into one field of a section and saves it. */
  async write(section: string, label: string, text: string): Promise<void> {
    await this.openSection(section);
    await this.field(label).fill(text);
    await this.save.click();
    await expect(this.says("Saved in the draft.")).toBeVisible();
  }

  /** The names of the sections in their order. */
  sections(): Locator {
    return this.page.getByRole("region", { name: "Sections" }).getByRole("listitem").getByRole("link");
  }

  section(name: string): Locator {
    return this.page.getByRole("region", { name: "Sections" }).getByRole("listitem").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  async publishIt(): Promise<void> {
    await this.open();
    await this.publish.click();
    await expect(this.says("Visitors see it now.")).toBeVisible();
  }

  /** Makes the draft what visitors see, whatever a test has left of it. */
  async discard(): Promise<void> {
    await this.open();
    if (await this.standing.getByText("Discard…").isVisible()) {
      await this.standing.getByText("Discard…").click();
      await this.standing.getByRole("button", { name: "Discard the changes" }).click();
      await expect(this.standing.getByText("Published", { exact: true })).toBeVisible();
    }
  }

  /** Lets visitors see an earlier version again. */
  async restore(version: number): Promise<void> {
    await this.openVersions();
    await this.page.getByRole("button", { name: `Restore version ${version}`, exact: true }).click();
    await expect(this.says(/Visitors see that version again/)).toBeVisible();
  }
}
