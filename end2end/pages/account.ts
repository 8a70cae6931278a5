import { expect, type Locator, type Page } from "@playwright/test";

/** The account of whoever is signed in, and the page that ends a kind of mail. */
export class Account {
  readonly title: Locator;
  readonly unsubscribe: Locator;
  readonly sessions: Locator;
  private readonly mails: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.unsubscribe = page.getByRole("button", { name: "Unsubscribe" });
    this.sessions = page.getByRole("region", { name: "Where you are signed in" });
    this.mails = page.getByRole("region", { name: "Mails about the course" });
  }

  async open(): Promise<void> {
    await this.page.goto("/account");
  }

  /** The box of a kind of mail. */
  mail(name: string): Locator {
    return this.mails.getByRole("checkbox", { name });
  }

  /** Signs a browser out: the first that is not this one. */
  async signOutAnother(): Promise<void> {
    await this.sessions.getByRole("listitem").getByRole("button", { name: "Sign out" }).first().click();
  }

  async signOutEverywhere(): Promise<void> {
    await this.sessions.getByRole("button", { name: "Sign out everywhere" }).click();
  }

  /** What is stored about the person: to take along, or to be deleted. */
  get data(): Locator {
    return this.page.getByRole("region", { name: "Your data" });
  }

  /** Unfolds the form that deletes the account, and types an address into it. */
  async confirmErasure(address: string): Promise<void> {
    const typed = this.data.getByLabel("Type your e-mail address to confirm");
    if (!(await typed.isVisible())) {
      await this.data.getByText("Delete my account", { exact: true }).click();
    }
    await typed.fill(address);
    await this.data.getByRole("button", { name: "Delete my account for good" }).click();
  }

  async save(): Promise<void> {
    await this.mails.getByRole("button", { name: "Save my choice" }).click();
    await expect(this.mails.getByRole("status")).toContainText("Saved");
  }
}
