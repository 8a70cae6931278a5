import { expect, type Locator, type Page, type Response } from "@playwright/test";
import { CardForm } from "./card-form";
import { press } from "./press";

/** The page of an order, whatever its state. */
export class Order {
  readonly title: Locator;
  readonly receipt: Locator;
  readonly startLearning: Locator;
  readonly signIn: Locator;
  readonly pay: Locator;
  readonly card: CardForm;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.receipt = page.getByRole("region", { name: "Receipt" });
    this.startLearning = page.getByRole("link", { name: "Start learning" });
    this.signIn = page.getByRole("link", { name: "Sign in to start" });
    this.pay = page.getByRole("button", { name: /^Pay (?!with|on)/ });
    this.card = new CardForm(page);
  }

  async open(id: string): Promise<Response | null> {
    return this.page.goto(`/orders/${id}`);
  }

  /** Declines what is offered after the purchase, and waits for the thanks. */
  async expectThanks(): Promise<void> {
    const thanks = "Thank you, and welcome";
    await expect(this.title).toHaveText(/^(Thank you, and welcome|Would you like to add this\?)$/);
    while ((await this.title.textContent()) !== thanks) {
      const arrived = this.page.waitForEvent("load");
      await this.page.getByRole("button", { name: "No thanks" }).click();
      await arrived;
      await expect(this.title).toHaveText(/^(Thank you, and welcome|Would you like to add this\?)$/);
    }
  }

  /** Fills in the card and presses the button. */
  async payWith(card: string): Promise<void> {
    await this.card.number.waitFor();
    await this.card.fill(card);
    await press(this.pay);
  }

  /** The id of the order on the page. */
  id(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }
}
