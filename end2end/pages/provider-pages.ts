import { expect, type Page } from "@playwright/test";

/** PayPal's page, where a buyer approves. */
export class PayPalPage {
  constructor(private readonly page: Page) {}

  async expectAmount(amount: string): Promise<void> {
    await expect(this.page.getByText(/^Pay .+ to /)).toContainText(amount);
  }

  async approve(): Promise<void> {
    await this.page.getByRole("button", { name: "Agree and pay" }).click();
  }

  async cancel(): Promise<void> {
    await this.page.getByRole("button", { name: "Cancel and return" }).click();
  }
}

/** Stripe's own page. */
export class StripePage {
  constructor(private readonly page: Page) {}

  async expectAmount(amount: string): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1 })).toContainText(amount);
  }

  async pay(card: string): Promise<void> {
    await this.page.getByLabel("Card number").fill(card);
    await this.page.getByLabel("Expiration").fill("12 / 40");
    await this.page.getByLabel("CVC").fill("123");
    await this.page.getByTestId("hosted-payment-submit-button").click();
  }

  async back(): Promise<void> {
    await this.page.getByRole("link", { name: /back/i }).click();
  }
}
