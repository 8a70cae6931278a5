import type { FrameLocator, Locator, Page } from "@playwright/test";

/** Cards of the sandbox, by what they do. */
export const cards = {
  good: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  authenticated: "4000000000003220",
  slow: "4000000000000077",
} as const;

/** The provider's card form, in its frame, and the bank's question above the page. */
export class CardForm {
  readonly number: Locator;
  readonly error: Locator;
  private readonly frame: FrameLocator;
  private readonly bank: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe[title="Secure payment input frame"]');
    this.bank = page.frameLocator('iframe[title="3D Secure authentication"]');
    this.number = this.frame.getByLabel("Card number");
    this.error = this.frame.getByRole("alert");
  }

  async fill(number: string): Promise<void> {
    await this.number.fill(number);
    await this.frame.getByLabel("Expiration date").fill("12 / 40");
    await this.frame.getByLabel("Security code").fill("123");
  }

  /** Answers the bank's question. */
  async authenticate(answer: "complete" | "fail"): Promise<void> {
    await this.bank.getByTestId(answer === "complete" ? "test-source-authorize-3ds" : "test-source-fail-3ds").click();
  }
}
