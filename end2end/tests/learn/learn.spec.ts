import { expect, test } from "../../pages/test";

test("a student ticks a lesson off and takes the tick back", async ({ learn, lesson, page, student }) => {
  await learn.open();
  await expect(learn.title).toHaveText(`Welcome, ${student.name.split(" ")[0]}`);
  await expect(learn.next).toContainText("0 of 10 lessons completed");
  await learn.next.getByRole("link", { name: "Start" }).click();

  await expect(page).toHaveURL("/learn/choose-one-promise");
  await lesson.expectLesson("Choose one promise");
  await lesson.complete();

  await learn.open();
  await expect(learn.next).toContainText("1 of 10 lessons completed");
  await expect(learn.next.getByRole("heading")).toHaveText("Talk to five people");
  await learn.lesson("Choose one promise", true).click();
  await lesson.takeBack();

  await learn.open();
  await expect(learn.next).toContainText("0 of 10 lessons completed");
});

test("a lesson says when it is complete, and shows no control that does nothing", async ({ javaScriptEnabled, lesson, page, player, reader: _ }) => {
  await lesson.open("choose-one-promise");
  await expect(page.getByText("once you have watched 90\u00a0% of its video")).toBeVisible();
  const needScripts = [player.goOn, page.getByRole("button", { name: "Keys" })];
  for (const control of needScripts) {
    await (javaScriptEnabled ? expect(control).toBeVisible() : expect(control).toBeHidden());
  }
  const advice = page.getByText("If no video shows here");
  await (javaScriptEnabled ? expect(advice).toBeHidden() : expect(advice).toBeVisible());
});

test("a lesson that does not exist is not found", async ({ lesson, reader: _ }) => {
  const answer = await lesson.open("no-such-lesson");
  expect(answer?.status()).toBe(404);
  await expect(lesson.title).toHaveText("There is nothing at this address");
});

for (const path of ["/learn", "/learn/choose-one-promise"]) {
  test(`${path} asks a stranger to sign in`, async ({ page, signIn }) => {
    await page.goto(path);
    await expect(page).toHaveURL("/sign-in");
    await expect(signIn.title).toHaveText("Sign in");
  });
}
