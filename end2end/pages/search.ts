import type { Locator, Page } from "@playwright/test";

/** The fields that search the course, and what they find. */
export class Search {
  readonly said: Locator;
  /** The field in the header of wide pages. */
  readonly inHeader: Locator;
  /** The field on the page itself: on the search page, and on the dashboard where it is narrow. */
  readonly onPage: Locator;

  constructor(private readonly page: Page) {
    this.said = page.getByRole("main").getByRole("status");
    this.inHeader = page.getByRole("banner").getByRole("searchbox", { name: "Search the course" });
    this.onPage = page.getByRole("main").getByRole("searchbox", { name: "Search the course" });
  }

  async open(words: string): Promise<void> {
    await this.page.goto(`/learn/search?q=${encodeURIComponent(words)}`);
  }

  /** What a group found: `Lessons`, `Questions`, `My notes`. */
  found(group: string): Locator {
    return this.page.getByRole("region", { name: group }).getByRole("link");
  }
}
