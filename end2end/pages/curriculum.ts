import type { Locator, Page } from "@playwright/test";

/** The list of modules and lessons in the creator's panel. */
export class Curriculum {
  readonly said: Locator;

  constructor(private readonly page: Page) {
    this.said = page.getByRole("main").locator("p[role=status]").first();
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/lessons");
  }

  module(title: string): Locator {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  /** The titles of a module's lessons in their order. */
  titles(module: string): Locator {
    return this.module(module).getByRole("listitem").getByRole("link");
  }

  lesson(title: string): Locator {
    return this.page.getByRole("link", { name: title, exact: true });
  }

  async addModule(title: string): Promise<void> {
    await this.page.getByLabel("Title of the module").fill(title);
    await this.page.getByRole("button", { name: "Add the module" }).click();
  }

  async addLesson(module: string, title: string): Promise<void> {
    await this.module(module).getByText("Add a lesson").click();
    await this.module(module).getByLabel("Title of the lesson").fill(title);
    await this.module(module).getByRole("button", { name: "Add and write it" }).click();
  }

  async step(title: string, way: "up" | "down"): Promise<void> {
    await this.page.getByRole("button", { name: `Move ${way}: ${title}`, exact: true }).click();
  }
}
