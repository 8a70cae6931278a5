import type { Locator, Page, Response } from "@playwright/test";

/** The dashboard and the frame around it. */
export class Learn {
  readonly title: Locator;
  readonly next: Locator;
  private readonly account: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.next = page.getByRole("region", { name: "Continue" });
    this.account = page.getByRole("banner").getByRole("group");
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/learn");
  }

  /** A lesson in the list, with its tick in its name once it is completed. */
  lesson(title: string, completed = false): Locator {
    return this.page.getByRole("main").getByRole("link", { name: completed ? `Completed: ${title}` : title });
  }

  async signOut(): Promise<void> {
    await this.account.locator("summary").click();
    await this.account.getByRole("button", { name: "Sign out" }).click();
  }
}
