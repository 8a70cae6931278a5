import { readFileSync } from "node:fs";
import { expect, test } from "../../pages/test";

const LESSON = "talk-to-five-people";

test("notes are written, found, changed, taken along and deleted", async ({ lesson, notes, page, student: _ }) => {
  await lesson.open(LESSON);
  await notes.write("Ask for the last time, not the next\n<b>Never</b> pitch & *listen*");
  await notes.open();
  await expect(notes.note("<b>Never</b> pitch & *listen*")).toBeVisible();
  await notes.edit(notes.note("Ask for the last time"), "Ask what happened, Größe");
  await expect(notes.note("Ask what happened")).toBeVisible();

  await lesson.open(LESSON);
  await notes.write("Another one");
  await notes.open();
  await expect(notes.all).toHaveCount(2);
  await notes.find("größe");
  await expect(notes.all).toHaveCount(1);
  await notes.find("nowhere");
  await expect(page.getByText("No note has every one of these words")).toBeVisible();

  await notes.open(`?lesson=${LESSON}`);
  const download = page.waitForEvent("download");
  await notes.download.click();
  const file = readFileSync(await (await download).path(), "utf8");
  expect(file).toContain("## Talk to five people");
  expect(file).toContain("Ask what happened, Größe");

  await notes.delete(notes.note("Another one"));
  await notes.open();
  await expect(notes.all).toHaveCount(1);
});

test("a note of a megabyte is answered, and all of it is still there", async ({ lesson, notes, reader: _ }) => {
  const long = "A long thought. ".repeat(65_000);
  await lesson.open(LESSON);
  await notes.text.fill(long);
  await notes.save.click();
  await expect(notes.problem).toContainText("a note holds 20,000 characters");
  expect(await notes.text.inputValue()).toBe(long);
});

test("a bookmark is set and taken away", async ({ learn, lesson, notes, student: _ }) => {
  await lesson.open(LESSON);
  await expect(notes.bookmark).toHaveAttribute("aria-pressed", "false");
  await notes.answered("notes/bookmark", () => notes.bookmark.click());
  await expect(notes.bookmark).toHaveAttribute("aria-pressed", "true");
  await learn.open();
  await expect(learn.lesson("Talk to five people")).toContainText("Bookmarked");
  await notes.open();
  await notes.bookmarks.getByRole("link", { name: "Talk to five people" }).click();
  await notes.answered("notes/bookmark", () => notes.bookmark.click());
  await expect(notes.bookmark).toHaveAttribute("aria-pressed", "false");
  await notes.open();
  await expect(notes.bookmarks).toBeHidden();
});
