import { expect, test } from "../../pages/test";

const LESSON = "talk-to-five-people";
/** So long the next lesson waits. */
const COUNT_MS = 8_000;

test("the next lesson follows by itself, and plays", async ({ lesson, page, player, student: _ }) => {
  await page.clock.install();
  await lesson.open(LESSON);
  await player.awaitReady();
  await expect(player.goOn).toBeChecked();
  await player.end();
  await expect(player.ended).toContainText("Outline backwards from the result");
  await expect(page).toHaveURL(`/learn/${LESSON}`);
  await page.clock.runFor(COUNT_MS);
  await expect(page).toHaveURL("/learn/outline-backwards");
  await expect(player.pause).toBeVisible();
});

test("a student may stay, and may say so once and for all", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.end();
  await player.ended.getByRole("button", { name: "Stay here" }).click();
  await expect(player.ended.getByRole("button", { name: "Stay here" })).toBeHidden();
  await player.ended.getByRole("button", { name: "Watch again" }).click();
  await expect(player.pause).toBeVisible();
  await player.goOn.uncheck();
  await page.clock.install();
  await page.reload();
  await player.awaitReady();
  await expect(player.goOn).not.toBeChecked();
  await player.end();
  await expect(player.ended).toContainText("Outline backwards from the result");
  await expect(player.ended.getByRole("button", { name: "Stay here" })).toBeHidden();
  await page.clock.runFor(2 * COUNT_MS);
  await expect(page).toHaveURL(`/learn/${LESSON}`);
  await player.ended.getByRole("link", { name: "Next lesson" }).click();
  await expect(page).toHaveURL("/learn/outline-backwards");
});

test("after the last lesson nothing follows but the overview", async ({ lesson, page, player, student: _ }) => {
  await lesson.open("open-quietly-and-listen");
  await player.awaitReady();
  await player.end();
  await expect(player.ended).toContainText("That was the last lesson");
  await player.ended.getByRole("link", { name: "Back to the overview" }).click();
  await expect(page).toHaveURL("/learn");
});
