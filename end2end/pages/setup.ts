import { expect, type Locator, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The code that the server wrote into its log when it started. */
export async function codeInTheLog(): Promise<string> {
  const log = await readFile(join(process.env.LECTERN_ARTIFACTS ?? "test-results", "..", "server.log"), "utf8");
  return /\b(?:[0-9a-z]{7}-){3}[0-9a-z]{5}\b/.exec(log)?.[0] ?? "";
}

/** The page of the first run. */
export class Setup {
  readonly title: Locator;
  readonly checks: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.checks = page.getByRole("region", { name: "1. Settings and services" });
  }

  /** Opens it. */
  async open(): Promise<void> {
    await this.page.goto("/setup");
    await expect(this.title).toHaveText("Set up your course");
  }

  /** Shows a code. */
  async show(code: string): Promise<void> {
    await this.page.getByLabel("Code from the server’s log").fill(code);
    await this.page.getByRole("button", { name: "Go on" }).click();
  }

  /** Fills everything in that an empty course needs. */
  async fill(email: string, price: string): Promise<void> {
    await this.page.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Name of the course").fill("Engines for everybody");
    await this.page.getByLabel("Price of an empty course").fill(price);
  }

  /** Sends it. */
  async begin(): Promise<void> {
    await this.page.getByRole("button", { name: "Begin" }).click();
  }
}
