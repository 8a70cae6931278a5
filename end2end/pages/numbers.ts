import type { Locator, Page } from "@playwright/test";

/** The creator's numbers. */
export class Numbers {
  readonly title: Locator;
  /** Which days are shown. */
  readonly days: Locator;
  readonly from: Locator;
  readonly to: Locator;
  readonly show: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.days = page.getByRole("main").getByRole("status");
    this.from = page.getByLabel("From day");
    this.to = page.getByLabel("To day");
    this.show = page.getByRole("button", { name: "Show" });
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/numbers?range=7");
  }

  /** The way to a span of days with a name. */
  span(name: string): Locator {
    return this.page.getByRole("navigation", { name: "Days" }).getByRole("link", { name });
  }

  /** The cells behind a source's name. */
  cellsOf(source: string): Locator {
    return this.page.getByRole("region", { name: "Sources" }).getByRole("row").filter({ hasText: source }).getByRole("cell");
  }

  /** The way to the table behind a heading. */
  table(heading: string): Locator {
    return this.page.getByRole("link", { name: `CSV of: ${heading}` });
  }
}
