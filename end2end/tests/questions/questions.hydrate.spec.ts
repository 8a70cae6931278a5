import { findings } from "../../pages/axe";
import { answerByApi, askByApi, LESSON } from "../../pages/questions";
import { enterAsCreator } from "../../pages/sessions";
import { buyByApi, newBuyer } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("a question is about the moment at which the video stands, and leads back to it", async ({ lesson, page, player, questions, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await questions.unfold();
  await page.getByRole("button", { name: "The video’s moment now" }).click();
  await expect(questions.moment).toHaveValue("0:48");
  const title = `What is on the board? ${Date.now()}`;
  await questions.line.fill(title);
  await questions.saved("questions/ask", () => questions.send.click());
  await expect(page.getByRole("status").filter({ hasText: "Your question is posted" })).toBeVisible();
  await expect(questions.line).toHaveValue("");
  await expect(page).toHaveURL(`/learn/${LESSON}`);
  await player.saved(() => player.seek(12));
  await questions.row(title).getByRole("button", { name: "at 0:48" }).click();
  await expect(player.time).toHaveText("0:48");

  await questions.row(title).getByRole("link", { name: title }).click();
  await expect(questions.title).toHaveText(title);
  await page.getByRole("link", { name: "at 0:48" }).click();
  await expect(player.time).toHaveText("0:48");
});

test("an answer is posted without leaving the page, and what is typed stays while the rest is read again", async ({ context, page, questions, request, student: _ }) => {
  await buyByApi(request, newBuyer());
  const id = await askByApi(context.request, `Who answers? ${Date.now()}`);
  await answerByApi(request, id, "Somebody does.");
  await questions.open(`/${id}`);
  await questions.awaitLife();
  await questions.answer.fill("I am still typing");
  await questions.saved("questions/accept", () => page.getByRole("button", { name: "This answers my question" }).click());
  await expect(page.getByText("Accepted", { exact: true })).toBeVisible();
  await expect(questions.answer).toHaveValue("I am still typing");
  await questions.saved("questions/answer", () => questions.postAnswer.click());
  await expect(page.getByRole("article").filter({ hasText: "I am still typing" }).first()).toBeVisible();
  await expect(questions.answer).toHaveValue("");
});

test("a vote that cannot be saved is taken back", async ({ page, questions, request, reader: _ }) => {
  await buyByApi(request, newBuyer());
  const title = `Does it count? ${Date.now()}`;
  await askByApi(request, title);
  await questions.open(`?q=${encodeURIComponent(title)}`);
  await questions.awaitLife();
  await page.route("**/questions/vote", (route) => route.fulfill({ status: 404, json: "NotFound" }));
  const vote = questions.vote(questions.row(title));
  await vote.click();
  await expect(page.getByRole("status").filter({ hasText: "That could not be saved" })).toBeVisible();
  await expect(vote).toHaveAttribute("aria-pressed", "false");
});

test("the pages of questions are accessible", async ({ context, page, questions, request, student: _ }) => {
  test.setTimeout(90_000);
  await buyByApi(request, newBuyer());
  const own = await askByApi(context.request, `Is it accessible? ${Date.now()}`, "With `code` and a [link](https://example.com).");
  await answerByApi(request, own, "It is.");
  for (const path of ["", "/ask", `/${own}`]) {
    await questions.open(path);
    await expect(questions.title).toBeVisible();
    expect(await findings(page), path).toEqual([]);
  }
  await page.locator("summary", { hasText: "Edit" }).click();
  await questions.answer.fill("   ");
  await questions.postAnswer.click();
  await expect(page.getByText("Please write something first.")).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.goto(`/learn/${LESSON}`);
  await questions.unfold();
  await expect(page.locator(".question-row").first()).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await enterAsCreator(context);
  for (const path of ["/admin/questions", `/admin/questions/${own}`]) {
    await page.goto(path);
    await expect(questions.title).toBeVisible();
    expect(await findings(page), path).toEqual([]);
  }
});
