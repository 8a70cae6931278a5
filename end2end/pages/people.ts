import { expect, type Locator, type Page, type Response } from "@playwright/test";

/** The panel's list of people, and what can be done for one of them. */
export class People {
  readonly title: Locator;
  readonly access: Locator;
  readonly said: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.access = page.getByRole("region", { name: "Why they can or cannot enter" });
    this.said = page.getByRole("main").getByRole("status");
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/admin/people");
  }

  /** Gives whoever has an address access, and ends on their page. */
  async giveAccess(email: string, name: string, reason: string): Promise<void> {
    await this.page.goto("/admin/people/new");
    await this.page.getByLabel("E-mail address").fill(email);
    await this.page.getByLabel("Name").fill(name);
    await this.page.getByLabel("Reason, for the log").fill(reason);
    await this.page.getByRole("button", { name: "Give access" }).click();
    await expect(this.title).toHaveText(name);
  }

  /** Takes the only grant of the person on the page back. */
  async takeBack(reason: string): Promise<void> {
    await this.access.getByText("Change or take back").click();
    const form = this.access.locator("form").filter({ has: this.page.getByRole("button", { name: "Take it back" }) });
    await form.getByLabel("Reason, for the log").fill(reason);
    await form.getByRole("button", { name: "Take it back" }).click();
  }

  /** Looks for somebody. */
  async search(words: string): Promise<void> {
    await this.page.getByRole("searchbox", { name: "Name, address or order" }).fill(words);
    await this.page.getByRole("button", { name: "Show" }).click();
  }

  /** The row of somebody in the list. */
  rowOf(email: string): Locator {
    return this.page.getByRole("row").filter({ hasText: email });
  }

  /** Pastes a table and opens its report. */
  async read(table: string): Promise<void> {
    await this.page.goto("/admin/people/import");
    await this.page.getByLabel("Or pasted here").fill(table);
    await this.page.getByRole("button", { name: "See what it does" }).click();
  }
}
