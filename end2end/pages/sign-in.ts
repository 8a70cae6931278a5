import { expect, type Locator, type Page, type Response } from "@playwright/test";
import type { Mailbox } from "./mailbox";

/** Asking for a link, what the link opens, and the password. */
export class SignIn {
  readonly title: Locator;
  readonly email: Locator;
  readonly password: Locator;
  readonly enter: Locator;
  readonly toPassword: Locator;
  readonly toLink: Locator;
  readonly refusal: Locator;
  private readonly ask: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.email = page.getByLabel("E-mail");
    this.password = page.getByLabel("Password", { exact: true });
    this.toPassword = page.getByRole("link", { name: "Use a password instead" });
    this.toLink = page.getByRole("link", { name: "Mail me a link instead" });
    this.refusal = page.getByRole("alert").filter({ hasText: /\S/ });
    this.enter = page.getByRole("button", { name: "Sign in" });
    this.ask = page.getByRole("button", { name: "Mail me a link" });
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/sign-in");
  }

  async askForLink(email: string): Promise<void> {
    await this.email.fill(email);
    await this.ask.click();
  }

  /** Asks for a link, waits for one more than there was, and follows it. */
  async byMail(mailbox: Mailbox, email: string): Promise<void> {
    const before = await mailbox.signInLinks(email);
    await this.open();
    await this.askForLink(email);
    await expect(this.title).toHaveText("Look into your mail");
    await expect.poll(() => mailbox.signInLinks(email)).toHaveLength(before.length + 1);
    await this.page.goto((await mailbox.signInLinks(email))[0] ?? "");
    await this.enter.click();
  }

  /** The form with the password, once the page is alive. */
  async openAlive(): Promise<void> {
    await this.page.goto("/sign-in?with=password");
    await expect(this.page.getByRole("button", { name: "Show the password" })).toBeVisible();
  }

  /** Signs in by a password, which may be refused. */
  async byPassword(email: string, password: string): Promise<void> {
    await this.open();
    await this.toPassword.click();
    await expect(this.password).toBeVisible();
    await this.email.fill(email);
    await this.password.fill(password);
    await this.enter.click();
  }
}
