import { expect, type Locator, type Page } from "@playwright/test";

/** The question whether visits may be measured, and the way back to it. */
export class PrivacyChoices {
  readonly question: Locator;
  readonly again: Locator;

  constructor(private readonly page: Page) {
    this.question = page.getByRole("region", { name: "May we measure visits?" });
    this.again = page.getByRole("link", { name: "Privacy choices" });
  }

  async choose(choice: "Allow" | "Decline"): Promise<void> {
    await this.question.getByRole("button", { name: choice }).click();
    await expect(this.question).toBeHidden();
  }

  /** The addresses of others' scripts in the page. */
  async scripts(): Promise<string[]> {
    const sources = await this.page.locator("script[src]").evaluateAll((scripts) => scripts.map((script) => (script as HTMLScriptElement).src));
    return sources.filter((source) => new URL(source).origin !== new URL(this.page.url()).origin && !source.includes("stripe"));
  }
}
