import { expect, type APIRequestContext, type Locator, type Page, type Response } from "@playwright/test";
import { asScript } from "./requests";

export const LESSON = "outline-backwards";

/** The questions about a lesson: their list, the form, and one of them with its answers. */
export class Questions {
  readonly title: Locator;
  readonly line: Locator;
  readonly details: Locator;
  readonly moment: Locator;
  readonly similar: Locator;
  readonly send: Locator;
  readonly answer: Locator;
  readonly postAnswer: Locator;
  readonly answers: Locator;

  constructor(private readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.line = page.getByLabel("Your question, in one line");
    this.details = page.getByLabel("Details (if you like)");
    this.moment = page.getByLabel("Moment in the video");
    this.similar = page.getByText("These look similar");
    this.send = page.getByRole("button", { name: /^Ask( anyway)?$/ });
    this.answer = page.getByLabel("What helps?");
    this.postAnswer = page.getByRole("button", { name: "Post the answer" });
    this.answers = page.getByRole("article").filter({ has: page.locator(".facts") });
  }

  async open(path = ""): Promise<Response | null> {
    return this.page.goto(`/learn/${LESSON}/questions${path}`);
  }

  /** Unfolds the form below a lesson. */
  async unfold(): Promise<void> {
    await this.page.locator("summary", { hasText: "Ask a question" }).click();
  }

  /** A question in a list. */
  row(title: string): Locator {
    return this.page.locator(".question-row").filter({ hasText: title });
  }

  vote(within: Locator): Locator {
    return within.getByRole("button", { name: "I have this question too" });
  }

  /** Waits until the page is alive: times are then the reader's own. */
  async awaitLife(): Promise<void> {
    const time = this.page.locator("time").first();
    await expect(time).toBeVisible();
    await expect(time).not.toContainText("UTC");
  }

  /** Waits until the server has answered what an action asks of it. */
  async saved(name: string, action: () => Promise<void>): Promise<Response> {
    const answer = this.page.waitForResponse((response) => response.url().endsWith(`/${name}`));
    await action();
    return answer;
  }
}

/** The creator's desk. */
export class Desk {
  readonly reported: Locator;

  constructor(private readonly page: Page) {
    this.reported = page.getByRole("link", { name: /^Reported \(\d+\)$/ });
  }

  async find(words: string): Promise<void> {
    await this.page.goto(`/admin/questions?q=${encodeURIComponent(words)}`);
  }

  card(title: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name: title }) });
  }
}

/** Asks without a browser and gives the question's id. */
export async function askByApi(request: APIRequestContext, title: string, text = ""): Promise<string> {
  const form = { lesson: LESSON, title, text, anyway: "yes" };
  const answer = await request.post("/api/questions/ask", { form, headers: asScript });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { Done: { Question: string } }).Done.Question;
}

/** Answers without a browser. */
export async function answerByApi(request: APIRequestContext, question: string, text: string): Promise<void> {
  const form = { lesson: LESSON, question, text };
  const answer = await request.post("/api/questions/answer", { form, headers: asScript });
  expect(answer.ok(), await answer.text()).toBe(true);
}
