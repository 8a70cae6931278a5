import { expect, type Locator, type Page } from "@playwright/test";

/** Where the creator sets what is for sale, and for how much. */
export class ShopDesk {
  readonly title: Locator;
  readonly said: Locator;
  readonly now: Locator;
  readonly prices: Locator;
  readonly terms: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.said = page.getByRole("main").getByRole("status");
    this.now = page.getByRole("region", { name: "Now" });
    this.prices = page.getByRole("region", { name: "Prices", exact: true });
    this.terms = page.getByRole("region", { name: "Words, seats and deadlines" });
  }

  /** Makes an offer, paused, and ends on its page. */
  async addOffer(kind: "Addition" | "Upsell", title: string, price: string): Promise<void> {
    await this.page.goto("/admin/offers/new");
    await this.page.getByLabel("What it is").selectOption(kind);
    await this.page.getByLabel("Title").fill(title);
    await this.page.getByLabel("Price").fill(price);
    await this.page.getByRole("button", { name: "Add it, paused" }).click();
    await expect(this.title).toHaveText(title);
  }

  /** A row of the list of prices, from 1. */
  row(number: number): Locator {
    return this.prices.getByRole("group", { name: `Price ${number}` });
  }

  async setPrices(): Promise<void> {
    await this.prices.getByRole("button", { name: "Set the prices" }).click();
  }

  async save(): Promise<void> {
    await this.terms.getByRole("button", { name: "Save" }).click();
  }

  async press(name: "Pause it" | "Resume it"): Promise<void> {
    await this.page.getByRole("button", { name }).click();
  }

  /** Makes a coupon for so much per cent, and ends on its page. */
  async makeCoupon(code: string, percent: string): Promise<void> {
    await this.page.goto("/admin/coupons/new");
    await this.page.getByLabel("Code").fill(code);
    await this.page.getByLabel("Per cent").fill(percent);
    await this.page.getByRole("button", { name: "Make it" }).click();
    await expect(this.title).toHaveText(code);
  }

  /** The link that applies the coupon by itself. */
  async link(): Promise<string> {
    return this.page.getByLabel("A link that applies it by itself").inputValue();
  }
}
