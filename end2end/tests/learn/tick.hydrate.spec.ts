import type { Page } from "@playwright/test";
import { expect, test } from "../../pages/test";

const refusal = (page: Page) => page.getByRole("status").filter({ hasText: "That could not be saved" });

test("a tick shows before the server has answered, and no second press gets between", async ({ lesson, page, student: _ }) => {
  await lesson.open("choose-one-promise");
  await lesson.awaitKeys();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let answer = (): void => {};
  const told = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/learning/mark_complete", async (route) => {
    await told;
    await route.continue();
  });
  await lesson.markComplete.click();
  await expect(lesson.undo).toBeVisible();
  await lesson.undo.click();
  await page.keyboard.press("m");
  await expect(lesson.undo).toBeVisible();
  await lesson.saved("mark_complete", async () => answer());
  await lesson.takeBack();
  expect(asked.filter((path) => /mark_complete|undo_complete/.test(path))).toEqual(["/api/learning/mark_complete", "/api/learning/undo_complete"]);
});

test("a tick that cannot be saved is taken back and said so", async ({ lesson, page, reader: _ }) => {
  await lesson.open("choose-one-promise");
  await lesson.awaitKeys();
  await page.route("**/learning/mark_complete", (route) => route.fulfill({ status: 409, json: { Conflict: "Closed" } }));
  await lesson.markComplete.click();
  await expect(refusal(page)).toBeVisible();
  await expect(lesson.markComplete).toBeVisible();
});

test("an undo that cannot be saved is taken back and said so", async ({ lesson, page, student: _ }) => {
  await lesson.open("choose-one-promise");
  await lesson.awaitKeys();
  await lesson.complete();
  await page.route("**/learning/undo_complete", (route) => route.fulfill({ status: 409, json: { Conflict: "Closed" } }));
  await lesson.undo.click();
  await expect(refusal(page)).toBeVisible();
  await expect(lesson.undo).toBeVisible();
});

test("a tick without a connection is taken back and said so", async ({ context, lesson, page, reader: _ }) => {
  await lesson.open("choose-one-promise");
  await lesson.awaitKeys();
  await context.setOffline(true);
  await lesson.markComplete.click();
  await expect(refusal(page)).toBeVisible();
  await expect(lesson.markComplete).toBeVisible();
  await context.setOffline(false);
});
