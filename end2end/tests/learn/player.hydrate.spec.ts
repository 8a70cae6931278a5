import type { APIRequestContext } from "@playwright/test";
import { signInByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

const LESSON = "talk-to-five-people";

/** Where the server would resume the lesson. */
async function resume(request: APIRequestContext): Promise<number> {
  const answer = await request.get("/api/learning/lesson", { params: { slug: LESSON } });
  return ((await answer.json()) as { resume_s: number }).resume_s;
}

test("a student who stops at two fifths goes on there in another browser", async ({ browser, lesson, page, player, student }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await player.play.click();
  await expect(player.time).toHaveText("0:50");
  await player.saved(() => player.pause.click());
  await page.close();

  const other = await browser.newContext();
  await signInByApi(other.request, student.email);
  const there = await other.newPage();
  await there.goto("/learn");
  await expect(there.getByRole("region", { name: "Continue" }).getByRole("link")).toContainText("Continue at 0:5");
  await there.goto(`/learn/${LESSON}`);
  await expect(there.frameLocator('iframe[title^="Video: "]').locator("#time")).toHaveText(/^0:5\d$/);
  await other.close();
});

test("a zero out of nothing moves nothing, and going back does", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  for (const event of ["timeupdate", "pause"]) {
    await player.tell(event, 0);
  }
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:48");
  await player.saved(() => player.seek(12));
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:12");
  await player.saved(() => player.seek(0));
  expect(await resume(page.request)).toBe(0);
});

test("what was watched without a connection is kept when it is back", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await context.setOffline(true);
  await player.seek(60);
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain("lectern.positions.");
  await player.saved(() => context.setOffline(false));
  expect(await resume(page.request)).toBe(60);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("lectern.positions.");
});

test("leaving a lesson keeps the place", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await player.play.click();
  await expect(player.time).toHaveText("0:33");
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page).toHaveURL("/learn");
  await expect.poll(() => resume(page.request)).toBeGreaterThanOrEqual(33);
});

test("watching nine tenths completes a lesson", async ({ lesson, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.hurry(12);
  await player.play.click();
  await expect(lesson.undo).toBeVisible({ timeout: 20_000 });
});

test("the next lesson follows by itself, and plays", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await expect(player.goOn).toBeChecked();
  await player.seek(119);
  await player.play.click();
  await expect(player.ended).toContainText("Outline backwards from the result");
  await expect(page).toHaveURL("/learn/outline-backwards", { timeout: 12_000 });
  await expect(player.pause).toBeVisible();
});

test("a student may stay, and may say so once and for all", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.seek(119);
  await player.play.click();
  await player.ended.getByRole("button", { name: "Stay here" }).click();
  await expect(player.ended.getByRole("button", { name: "Stay here" })).toBeHidden();
  await player.ended.getByRole("button", { name: "Watch again" }).click();
  await expect(player.pause).toBeVisible();
  await player.goOn.uncheck();
  await page.reload();
  await player.awaitReady();
  await expect(player.goOn).not.toBeChecked();
  await player.seek(119);
  await player.play.click();
  await expect(player.ended).toContainText("Outline backwards from the result");
  await expect(player.ended.getByRole("button", { name: "Stay here" })).toBeHidden();
  await player.ended.getByRole("link", { name: "Next lesson" }).click();
  await expect(page).toHaveURL("/learn/outline-backwards");
});

test("keys move the video", async ({ lesson, page, player, reader: _ }) => {
  await lesson.open(LESSON);
  await lesson.awaitKeys();
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await page.locator("h1").click();
  await page.keyboard.press("k");
  await expect(player.pause).toBeVisible();
  await page.keyboard.press("Space");
  await expect(player.play).toBeVisible();
  await page.keyboard.press("l");
  await expect(player.time).toHaveText(/^0:4\d$/);
  await page.keyboard.press("j");
  await expect(player.time).toHaveText(/^0:3\d$/);
  const said = (words: string) => page.getByRole("status").filter({ hasText: words });
  await page.keyboard.press(">");
  await expect(said("1¼ times as fast")).toBeVisible();
  await page.keyboard.press("<");
  await expect(said("Normal speed")).toBeVisible();
  await page.keyboard.press("c");
  await expect(said("Captions on")).toBeVisible();
  // Keys that go into something else do not.
  await player.goOn.focus();
  await page.keyboard.press("k");
  await expect(player.play).toBeVisible();
});

test("a video that does not come leaves the lesson as it is, and may be tried again", async ({ lesson, page, player, reader: _ }) => {
  let blocked = true;
  await page.route("https://player.vimeo.com/**", (route) => (blocked ? new Promise(() => {}) : route.continue()));
  await page.goto(`/learn/${LESSON}`, { waitUntil: "domcontentloaded" });
  await expect(player.silence).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("article")).toContainText("Exercise");
  await expect(lesson.markComplete).toBeEnabled();
  blocked = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(player.silence).toBeHidden();
  await player.awaitReady();
});
