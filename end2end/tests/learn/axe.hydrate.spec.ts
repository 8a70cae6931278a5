import { findings } from "../../pages/axe";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 60_000 });

test("the card at the end of a video is accessible", async ({ lesson, page, player, student: _ }) => {
  await lesson.open("talk-to-five-people");
  await player.awaitReady();
  await player.goOn.uncheck();
  await player.end();
  expect(await findings(page)).toEqual([]);
});

test("a video that does not come, and one that stops, are accessible", async ({ lesson, page, player, reader: _ }) => {
  await page.route("https://player.vimeo.com/**", () => new Promise(() => {}));
  await page.goto("/learn/talk-to-five-people", { waitUntil: "domcontentloaded" });
  await expect(player.silence).toBeVisible({ timeout: 15_000 });
  expect(await findings(page)).toEqual([]);
  await page.unrouteAll();
  await lesson.open("talk-to-five-people");
  await player.awaitReady();
  await player.fail();
  await expect(player.stopped).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
