import type { Locator, Page, Response } from "@playwright/test";

/** Asking for a link, and what the link opens. */
export class SignIn {
  readonly title: Locator;
  readonly email: Locator;
  readonly enter: Locator;
  private readonly ask: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.email = page.getByLabel("E-mail");
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
}
