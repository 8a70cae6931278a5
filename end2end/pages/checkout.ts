import type { Locator, Page, Response } from "@playwright/test";
import { CardForm } from "./card-form";
import type { Buyer } from "./shop";

/** The checkout. */
export class Checkout {
  readonly title: Locator;
  readonly email: Locator;
  readonly name: Locator;
  readonly total: Locator;
  readonly seatHeld: Locator;
  readonly pay: Locator;
  readonly card: CardForm;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.email = page.getByRole("textbox", { name: "E-mail" });
    this.name = page.getByRole("textbox", { name: "Name" });
    this.total = page.getByRole("region", { name: "Your order" });
    this.seatHeld = page.getByRole("timer");
    this.pay = page.getByRole("button", { name: /^Pay (?!with|on)/ });
    this.card = new CardForm(page);
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/checkout");
  }

  /** What the page says went wrong. */
  notice(words: string | RegExp): Locator {
    return this.page.getByRole("alert").filter({ hasText: words });
  }

  async fillBuyer(buyer: Buyer): Promise<void> {
    await this.email.fill(buyer.email);
    await this.name.fill(buyer.name);
  }

  /** Fills in everything and presses the button. */
  async buy(buyer: Buyer, card: string): Promise<void> {
    // The form of the card comes when the page is alive.
    await this.card.number.waitFor();
    await this.fillBuyer(buyer);
    await this.card.fill(card);
    await this.pay.click();
  }
}
