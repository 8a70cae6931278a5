import { expect, test } from "../../pages/test";

const LESSON = "talk-to-five-people";

test("watching nine tenths completes a lesson", async ({ lesson, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.hurry(12);
  await player.play.click();
  await expect(lesson.undo).toBeVisible({ timeout: 20_000 });
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
  // Nothing is there to be played: the space bar moves the page, as anywhere.
  await page.keyboard.press("Space");
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  blocked = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(player.silence).toBeHidden();
  await player.awaitReady();
});

test("a video that cannot go on says so, and is tried again where it was", async ({ lesson, page, player, reader: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await player.fail();
  await expect(player.stopped).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await player.awaitReady();
  await expect(player.stopped).toBeHidden();
  await expect(player.time).toHaveText("0:48");
});

test("a fault that the video gets over is none", async ({ lesson, player, reader: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.fail();
  await expect(player.stopped).toBeVisible();
  await player.tell("timeupdate", 30);
  await expect(player.stopped).toBeHidden();
});

test("without our part of the player the video plays and the page says that nothing is kept", async ({ lesson, page, player, reader: _ }) => {
  await page.route("**/pkg/player.*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await lesson.open(LESSON);
  await expect(player.unkept).toBeVisible();
  await player.play.click();
  await expect(player.pause).toBeVisible();
});
