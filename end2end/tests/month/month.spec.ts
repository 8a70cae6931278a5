import { enterAs } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAs(context, "student@lectern.test"));

test("the overview says what is new, what opens next, and what is shut", async ({ learn, page }) => {
  await learn.open();
  await expect(page.getByRole("region", { name: "New in the course" }).getByRole("link", { name: "Write to be followed" })).toBeVisible();
  const upcoming = page.getByRole("region", { name: "Opens next" }).getByRole("listitem");
  await expect(upcoming).toHaveText([/^Record without losing the day/, /^Open quietly, then listen/]);
  await expect(upcoming.getByRole("time")).toHaveCount(2);
  const row = (title: string) => page.getByRole("main").getByRole("link", { name: title });
  await expect(row("Not open yet: Outline backwards from the result")).toContainText("Opens after an earlier lesson");
  await expect(row("Not open yet: Record without losing the day")).toContainText("Opens on ");
  await expect(learn.lesson("Write to be followed").filter({ hasText: "New" })).toBeVisible();
});

test("a lesson that is shut says what opens it", async ({ lesson, page }) => {
  expect((await lesson.open("record-without-losing-the-day"))?.status()).toBe(403);
  await expect(lesson.title).toHaveText("Record without losing the day");
  await expect(page.getByText("This lesson opens on ").getByRole("time")).toBeVisible();
  expect((await lesson.open("outline-backwards"))?.status()).toBe(403);
  await expect(page.getByText("This lesson opens when you have completed “Talk to five people”.")).toBeVisible();
  await page.getByRole("link", { name: "Go to that lesson" }).click();
  await lesson.expectLesson("Talk to five people");
});
