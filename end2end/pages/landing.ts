import type { Locator, Page, Response } from "@playwright/test";

/** The sales page. */
export class Landing {
  readonly title: Locator;
  readonly price: Locator;
  readonly curriculum: Locator;
  readonly join: Locator;
  readonly signIn: Locator;
  readonly legal: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.price = page.getByRole("region", { name: "One course, one payment" });
    this.curriculum = page.getByRole("region", { name: "The curriculum" });
    this.join = this.price.getByRole("link", { name: "Join the course" });
    this.signIn = page.getByRole("banner").getByRole("link", { name: "Sign in" });
    this.legal = page.getByRole("navigation", { name: "Legal" });
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/");
  }

  /** The folds of the curriculum. */
  modules(): Locator {
    return this.curriculum.getByRole("group");
  }

  freeLesson(title: string): Locator {
    return this.curriculum.getByRole("link", { name: title });
  }
}
