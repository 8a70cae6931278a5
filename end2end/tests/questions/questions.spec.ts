import { askByApi, Desk, LESSON, Questions } from "../../pages/questions";
import { enterAsCreator } from "../../pages/sessions";
import { buyByApi, newBuyer } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("a student asks below a lesson, and others find it", async ({ lesson, page, questions, student: _ }) => {
  // Words that no other question has: nothing is similar.
  const marker = `pebble${Date.now()}`;
  const title = `Which ${marker} or ${marker}s?`;
  await lesson.open(LESSON);
  await questions.unfold();
  await questions.line.fill(title);
  await questions.details.fill("With the *result*, or with the first step?");
  await questions.moment.fill("1:07");
  await questions.saved("questions/ask", () => questions.send.click());
  await questions.open(`?q=${marker}s`);
  await questions.row(title).getByRole("link", { name: title }).click();
  await expect(questions.title).toHaveText(title);
  await expect(page.locator(".prose em")).toHaveText("result");
  await expect(page.getByRole("link", { name: "at 1:07" })).toHaveAttribute("href", `/learn/${LESSON}?at=67`);
});

test("what was typed stays until it is right, and similar questions are shown first", async ({ javaScriptEnabled, page, questions, request, student: _ }) => {
  const marker = `marble${Date.now()}`;
  await buyByApi(request, newBuyer());
  await askByApi(request, `How long should a ${marker} chain be?`);

  await questions.open("/ask");
  await questions.line.fill(`How long is a good ${marker} chain?`);
  await questions.moment.fill("soon");
  await questions.details.fill("Mine has </textarea> nine & a half steps.");
  if (javaScriptEnabled) {
    await expect(async () => {
      await questions.line.fill("");
      await questions.line.fill(`How long is a good ${marker} chain?`);
      await expect(questions.similar).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }
  await questions.saved("questions/ask", () => questions.send.click());
  await expect(page.getByText("as the video shows it, for instance 3:12")).toBeVisible();
  await expect(questions.details).toHaveValue("Mine has </textarea> nine & a half steps.");
  await expect(questions.similar).toBeVisible();
  expect(page.url()).not.toContain("nine");

  await questions.moment.fill("");
  await questions.saved("questions/ask", () => page.getByRole("button", { name: "Ask anyway" }).click());
  await expect(questions.title).toHaveText(`How long is a good ${marker} chain?`);
  await expect(page.locator(".prose").first()).toHaveText("Mine has </textarea> nine & a half steps.");
});

test("the creator answers, the asker accepts, another votes once", async ({ browser, context, page, questions, student: _ }) => {
  const title = `Is seven enough? ${Date.now()}`;
  const id = await askByApi(context.request, title);

  const desktop = await browser.newContext();
  await enterAsCreator(desktop);
  const panel = await desktop.newPage();
  const desk = new Desk(panel);
  await desk.find(title);
  const card = desk.card(title);
  await card.locator("summary", { hasText: "Answer" }).click();
  await card.getByLabel("Your answer").fill("Seven is **plenty**.");
  const posted = panel.waitForResponse((response) => response.url().endsWith("/admin/answer_question"));
  await card.getByRole("button", { name: "Post the answer" }).click();
  await posted;
  await desktop.close();

  await questions.open(`/${id}`);
  const answer = questions.answers.filter({ hasText: "Seven is plenty." }).last();
  await expect(answer).toContainText("Course creator");
  await answer.getByRole("button", { name: "This answers my question" }).click();
  await expect(answer).toContainText("Accepted");

  const other = await browser.newContext();
  await buyByApi(other.request, newBuyer());
  const there = await other.newPage();
  const theirs = new Questions(there);
  await theirs.open(`?q=${encodeURIComponent(title)}`);
  const row = theirs.row(title);
  await expect(row).toContainText("Answered");
  await theirs.saved("questions/vote", () => theirs.vote(row).click());
  await expect(theirs.vote(row)).toHaveAttribute("aria-pressed", "true");
  await there.reload();
  await expect(theirs.vote(row)).toHaveAttribute("aria-pressed", "true");
  await expect(theirs.vote(row)).toHaveAccessibleName(/1 other has this question/);
  await other.close();
  await page.reload();
  await expect(page.getByText("1 other has this question")).toBeAttached();
});

test("what is reported is taken out of sight", async ({ browser, page, questions, student: _ }) => {
  const title = `Cheap watches ${Date.now()}`;
  const seller = await browser.newContext();
  await buyByApi(seller.request, newBuyer());
  const id = await askByApi(seller.request, title);
  await seller.close();

  await questions.open(`/${id}`);
  await page.locator("summary", { hasText: "Report" }).click();
  await page.getByLabel("It advertises something").check();
  await page.getByRole("button", { name: "Report it" }).click();
  await expect(page.getByText("You reported this")).toBeVisible();

  const desktop = await browser.newContext();
  await enterAsCreator(desktop);
  const panel = await desktop.newPage();
  await panel.goto("/admin/questions?show=reported");
  const desk = new Desk(panel);
  await desk.card(title).getByRole("link", { name: "1 report waits" }).click();
  await expect(panel.getByText("1 × advertising")).toBeVisible();
  await panel.getByRole("button", { name: "Hide from students" }).first().click();
  await expect(panel.getByRole("button", { name: "Show it again" })).toBeVisible();
  await desktop.close();

  const answer = await questions.open(`/${id}`);
  expect(answer?.status()).toBe(404);
});

test("the desk does not exist for students", async ({ page, reader: _ }) => {
  const answer = await page.goto("/admin/questions");
  expect(answer?.status()).toBe(404);
});
