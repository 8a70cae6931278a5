import { expect, test } from "../../pages/test";

test("keys lead through the lessons, tick them off and explain themselves", async ({ lesson, page, student: _ }) => {
  await lesson.open("talk-to-five-people");
  await lesson.expectLesson("Talk to five people");
  await lesson.awaitKeys();

  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL("/learn/outline-backwards");
  await lesson.expectLesson("Outline backwards from the result");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL("/learn/talk-to-five-people");
  await lesson.expectLesson("Talk to five people");

  await lesson.saved("mark_complete", () => page.keyboard.press("m"));
  await expect(lesson.undo).toBeVisible();
  await lesson.saved("undo_complete", () => page.keyboard.press("m"));
  await expect(lesson.markComplete).toBeVisible();
});

test("inside the course no link loads the page anew", async ({ learn, lesson, page, student: _ }) => {
  await lesson.open("choose-one-promise");
  await lesson.awaitKeys();
  const documents: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      documents.push(request.url());
    }
  });

  await lesson.next.click();
  await lesson.expectLesson("Talk to five people");
  await lesson.complete();
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page).toHaveURL("/learn");
  await expect(learn.next).toContainText("1 of 10 lessons completed");
  await learn.lesson("Talk to five people", true).click();
  await expect(lesson.undo).toBeVisible();
  await page.goBack();
  await expect(learn.next).toBeVisible();
  expect(documents).toEqual([]);
});
