import type { Locator, Page, Response } from "@playwright/test";
import { CardForm } from "./card-form";
import { press } from "./press";
import type { Buyer } from "./shop";

/** The checkout. */
export class Checkout {
  readonly title: Locator;
  readonly email: Locator;
  readonly name: Locator;
  readonly total: Locator;
  readonly seatHeld: Locator;
  readonly pay: Locator;
  readonly paypal: Locator;
  readonly hosted: Locator;
  readonly consent: Locator;
  readonly bump: Locator;
  readonly coupon: Locator;
  readonly apply: Locator;
  readonly country: Locator;
  readonly vatId: Locator;
  readonly card: CardForm;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.email = page.getByRole("textbox", { name: "E-mail" });
    this.name = page.getByRole("textbox", { name: "Name" });
    this.total = page.getByRole("region", { name: "Your order" });
    this.seatHeld = page.getByRole("timer");
    this.pay = page.getByRole("button", { name: /^Pay (?!with|on)/ });
    this.paypal = page.getByRole("button", { name: "Pay with PayPal" });
    this.hosted = page.getByRole("button", { name: "Pay on Stripe’s page instead" });
    this.consent = page.getByRole("checkbox", { name: /^Optional/ });
    this.bump = page.getByRole("checkbox", { name: /^Add Templates pack/ });
    this.coupon = page.getByRole("textbox", { name: "Coupon code" });
    this.apply = page.getByRole("button", { name: "Apply" });
    this.country = page.getByRole("combobox", { name: "Country" });
    this.vatId = page.getByRole("textbox", { name: /^VAT id/ });
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

  /** The amount that the button asks for. */
  async amount(): Promise<string> {
    return /[^\d]*[\d.,]+/.exec((await this.pay.innerText()).replace(/^Pay /, ""))?.[0].trim() ?? "";
  }

  /** Types a code for a coupon and asks what it does. */
  async useCoupon(code: string): Promise<void> {
    if (!(await this.coupon.isVisible())) {
      await this.page.getByText("Have a coupon code?").click();
    }
    await this.coupon.fill(code);
    await this.apply.click();
  }

  /** Fills in the card and presses the button. */
  async payWith(card: string): Promise<void> {
    await this.card.fill(card);
    await press(this.pay);
  }

  /** Fills in everything and presses the button. */
  async buy(buyer: Buyer, card: string): Promise<void> {
    // The form of the card comes when the page is alive.
    await this.card.number.waitFor();
    await this.fillBuyer(buyer);
    await this.payWith(card);
  }
}
