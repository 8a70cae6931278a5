import { expect, type Locator, type Page } from "@playwright/test";
import { bytes, codeAt } from "./authenticator";

/** One's own second factor, and the code that signing in asks for. */
export class SecondFactor {
  readonly title: Locator;
  readonly code: Locator;
  readonly codes: Locator;
  readonly notice: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.code = page.getByRole("textbox", { name: /code|digits/i });
    this.codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    this.notice = page.getByRole("status").filter({ hasText: /\S/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/account/second-factor");
  }

  /** Begins, reads the key, types the first code, and keeps the recovery codes. */
  async setUp(): Promise<{ secret: Buffer; codes: string[] }> {
    await this.begin();
    const secret = await this.secret();
    await this.turnOn(secret);
    const codes = await this.codes.allInnerTexts();
    expect(codes).toHaveLength(10);
    return { secret, codes };
  }

  async begin(): Promise<void> {
    await this.page.getByRole("button", { name: "Begin" }).click();
    await expect(this.title).toHaveText("Add it to your app");
  }

  /** The key, as who has no camera types it. */
  async secret(): Promise<Buffer> {
    const key = this.page.getByText(/^(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}$/);
    if (!(await key.isVisible())) {
      await this.page.getByText("I can’t use a camera").click();
    }
    return bytes(await key.innerText());
  }

  async turnOn(secret: Buffer): Promise<void> {
    await this.code.fill(codeAt(secret));
    await this.page.getByRole("button", { name: "Turn it on" }).click();
    await expect(this.title).toHaveText("Keep these recovery codes");
  }

  async kept(): Promise<void> {
    await this.page.getByRole("button", { name: "I have kept them" }).click();
  }

  /** Types a code where signing in asks for it. */
  async give(code: string): Promise<void> {
    await this.code.fill(code);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  async useRecoveryCode(): Promise<void> {
    await this.page.getByRole("link", { name: /use a recovery code/ }).click();
    await expect(this.title).toHaveText("Use a recovery code");
  }
}
