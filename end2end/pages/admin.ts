import type { Locator, Page, Response } from "@playwright/test";

/** The creator's panel. */
export class Admin {
  readonly title: Locator;
  readonly orders: Locator;
  readonly timeline: Locator;
  readonly payment: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.orders = page.getByRole("navigation", { name: "Panel" }).getByRole("link", { name: "Orders" });
    this.timeline = page.getByRole("region", { name: "What happened" }).getByRole("listitem");
    this.payment = page.getByRole("region", { name: "Payment" });
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/admin");
  }

  /** The row of a buyer in the list of orders. */
  orderOf(email: string): Locator {
    return this.page.getByRole("row").filter({ hasText: email });
  }
}
