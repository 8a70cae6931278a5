import { expect, type APIRequestContext, type Locator, type Page, type Response } from "@playwright/test";
import { asScript } from "./requests";

/** A student's own certificate, and what anybody sees of it. */
export class Certificate {
  readonly title: Locator;
  readonly name: Locator;
  readonly showsName: Locator;
  readonly showsDate: Locator;
  readonly update: Locator;
  readonly issue: Locator;
  readonly save: Locator;
  readonly picture: Locator;
  readonly pdf: Locator;
  readonly address: Locator;
  readonly code: Locator;
  readonly check: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.name = page.getByLabel("Name on the certificate");
    this.showsName = page.getByLabel("my name");
    this.showsDate = page.getByLabel("the day on which I completed the course");
    this.update = page.getByRole("button", { name: "Update the preview" });
    this.issue = page.getByRole("button", { name: "Issue my certificate" });
    this.save = page.getByRole("button", { name: "Save", exact: true });
    this.picture = page.getByRole("img", { name: /certificate$/ });
    this.pdf = page.getByRole("link", { name: "Download as PDF" });
    this.address = page.getByRole("region", { name: "Anyone can check it" }).getByRole("link");
    this.code = page.getByRole("textbox", { name: "Code" });
    this.check = page.getByRole("button", { name: "Check it" });
  }

  async open(): Promise<Response | null> {
    return this.page.goto("/learn/certificate");
  }

  /** Waits until the picture is there and is one. */
  async expectPicture(): Promise<void> {
    await expect.poll(() => this.picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  }
}

/** Completes the course without a browser. */
export async function completeByApi(request: APIRequestContext): Promise<void> {
  const answer = await request.get("/api/learning/outline");
  const { modules } = (await answer.json()) as { modules: { lessons: { id: string }[] }[] };
  for (const { id } of modules.flatMap(({ lessons }) => lessons)) {
    const ticked = await request.post("/api/learning/mark_complete", { form: { lesson: id }, headers: asScript });
    expect(ticked.ok(), await ticked.text()).toBe(true);
  }
}
