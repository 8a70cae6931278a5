import { expect, type Locator, type Page } from "@playwright/test";
import { CardForm } from "./card-form";

/** An offer after the purchase, on the order's page. */
export class Offer {
  readonly title: Locator;
  readonly name: Locator;
  readonly price: Locator;
  readonly yes: Locator;
  readonly again: Locator;
  readonly otherCard: Locator;
  readonly no: Locator;
  readonly warning: Locator;
  readonly card: CardForm;

  constructor(page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.name = page.getByRole("heading", { level: 2 });
    this.price = page.locator(".price");
    this.yes = page.getByRole("button", { name: /^Yes, add it for/ });
    this.again = page.getByRole("button", { name: /^Try .+ again$/ });
    this.otherCard = page.getByRole("button", { name: "Use another card" });
    this.no = page.getByRole("button", { name: "No thanks" });
    this.warning = page.getByText("The payment for this did not go through");
    this.card = new CardForm(page);
  }

  /** Waits until it is this offer that the page asks about. */
  async expectShown(name: string): Promise<void> {
    await expect(this.title).toHaveText("Would you like to add this?");
    await expect(this.name).toHaveText(name);
  }
}
