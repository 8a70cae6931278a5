import { expect, type Locator, type Page } from "@playwright/test";
import type { Mailbox } from "./mailbox";

/** One's own password, and what shows first who one is. */
export class Password {
  readonly title: Locator;
  readonly field: Locator;
  readonly show: Locator;
  readonly meter: Locator;
  private readonly status: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.field = page.getByLabel("New password");
    this.show = page.getByRole("button", { name: "Show the password" });
    this.status = page.getByRole("status");
    this.meter = this.status.filter({ hasText: /length|short|enough/i });
  }

  async open(): Promise<void> {
    await this.page.goto("/account/password");
  }

  /** Shows by a link from the mail who one is. */
  async proveByMail(mailbox: Mailbox, email: string, back = "/account/password"): Promise<void> {
    await this.page.getByRole("button", { name: "Mail me a link" }).click();
    await expect(this.status.filter({ hasText: "A link is on its way" })).toBeVisible();
    await this.page.goto(await mailbox.signInLink(email));
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await expect(this.page).toHaveURL(back);
  }

  async save(password: string): Promise<void> {
    await this.field.fill(password);
    await this.page.getByRole("button", { name: "Save the password" }).click();
  }

  async expectSaved(): Promise<void> {
    await expect(this.status.filter({ hasText: "Your password is saved" })).toBeVisible();
  }

  async remove(): Promise<void> {
    await this.page.getByRole("button", { name: "Remove the password" }).click();
    await expect(this.status.filter({ hasText: "Your password is removed" })).toBeVisible();
  }
}
