import { expect, type Locator, type Page } from "@playwright/test";

/** The form of the preview, and what it shows. */
export class Preview {
  readonly title: Locator;
  readonly banner: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.banner = page.getByRole("complementary", { name: "Preview" });
  }

  /** Opens the form. */
  async open(query = ""): Promise<void> {
    await this.page.goto(`/admin/preview${query}`);
    await expect(this.title).toHaveText("Preview as a student");
  }

  /** Opens a page of the preview. */
  async see(page: string, query = ""): Promise<void> {
    await this.page.goto(`/admin/preview/${page}?${query}`);
    await expect(this.banner).toBeVisible();
  }

  /** Imagines a student who stands so and bought so many days ago. */
  async imagine(student: string, days: number): Promise<void> {
    await this.page.getByLabel("The student").selectOption(student);
    await this.page.getByLabel("Bought so many days before").fill(String(days));
  }

  /** Looks at one of the pages. */
  async look(button: string): Promise<void> {
    await this.page.getByRole("button", { name: button }).click();
    await expect(this.banner).toBeVisible();
  }

  /** Goes to another page by the banner. */
  async goOn(link: string): Promise<void> {
    await this.banner.getByRole("link", { name: link }).click();
  }

  /** How many controls of the page could still be pressed or typed into. */
  async alive(): Promise<number> {
    return this.page.locator(":is(button, input, select, textarea):enabled").count();
  }
}
