import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../../pages/test";

const LESSON = "talk-to-five-people";

/** Walks on by the tabulator until something has the focus. */
async function walkTo(page: Page, target: Locator): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`no way by the tabulator to ${target}`);
}

test("a lesson is watched, ticked off and left by the keyboard alone", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await lesson.awaitKeys();
  await player.awaitReady();
  await walkTo(page, player.position);
  await player.saved(() => page.keyboard.press("End"));

  await walkTo(page, lesson.markComplete);
  await lesson.saved("mark_complete", () => page.keyboard.press("Enter"));
  await expect(lesson.undo).toBeFocused();
  await lesson.saved("undo_complete", () => page.keyboard.press("Enter"));
  await expect(lesson.markComplete).toBeFocused();

  await walkTo(page, player.goOn);
  await page.keyboard.press("Space");
  await expect(player.goOn).not.toBeChecked();

  const help = page.getByRole("button", { name: "Keys" });
  await walkTo(page, help);
  await page.keyboard.press("Enter");
  await expect(lesson.keys).toBeVisible();
  await walkTo(page, lesson.keys.getByRole("button", { name: "Close" }));
  await page.keyboard.press("Enter");
  await expect(lesson.keys).toBeHidden();
  await expect(help).toBeFocused();
});

test("the card at the end is reached and left by the keyboard alone", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await lesson.awaitKeys();
  await player.awaitReady();
  await walkTo(page, player.position);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(player.ended).toBeVisible();
  await walkTo(page, player.ended.getByRole("button", { name: "Stay here" }));
  await page.keyboard.press("Enter");
  await walkTo(page, player.ended.getByRole("button", { name: "Watch again" }));
  await page.keyboard.press("Enter");
  await expect(player.pause).toBeVisible();
});

test("whatever can be pressed around a video has a name", async ({ lesson, page, player, reader: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await expect(page.locator("iframe")).toHaveAccessibleName("Video: Talk to five people");
  await expect(player.goOn).toHaveAccessibleName("Play the next lesson by itself");
  await player.end();
  const inCard = player.ended.getByRole("link").or(player.ended.getByRole("button"));
  for (const name of ["Next lesson", "Stay here", "Watch again"]) {
    await expect(inCard.filter({ hasText: name })).toHaveAccessibleName(name);
  }
});
