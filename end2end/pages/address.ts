import { expect, type Locator, type Page } from "@playwright/test";
import type { Mailbox } from "./mailbox";

/** One's own address, and what the links in the mails about another one open. */
export class Address {
  readonly title: Locator;
  readonly field: Locator;
  readonly yes: Locator;
  readonly no: Locator;
  readonly object: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.field = page.getByLabel("New e-mail address");
    this.yes = page.getByRole("button", { name: "Yes, use this address" });
    this.no = page.getByRole("button", { name: "No, that was not me" });
    this.object = page.getByRole("button", { name: "Object" });
  }

  async open(): Promise<void> {
    await this.page.goto("/account/address");
  }

  async ask(email: string): Promise<void> {
    await this.field.fill(email);
    await this.page.getByRole("button", { name: "Ask both addresses" }).click();
  }

  /** Opens the newest link of a change in the mails to an address. */
  async openLink(mailbox: Mailbox, email: string): Promise<void> {
    await expect.poll(() => mailbox.link(email, "/address/")).not.toBe("");
    await this.page.goto(await mailbox.link(email, "/address/"));
  }

  /** Who is asked, and whether they have said yes. */
  mailbox(email: string): Locator {
    return this.page.getByRole("region", { name: "Look into both mailboxes" }).getByRole("listitem").filter({ hasText: email });
  }
}
