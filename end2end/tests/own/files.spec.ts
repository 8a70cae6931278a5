import { readFile } from "node:fs/promises";
import { enterAsCreator } from "../../pages/sessions";
import { LessonDesk } from "../../pages/lesson-desk";
import { expect, test } from "../../pages/test";

const LESSON = "edit-lightly";
const PDF = "%PDF-1.7\n%%EOF\n";

/** A name that the other project does not use at the same time. */
function named(stem: string): string {
  return `${stem} – ${test.info().project.name}`;
}

test("what the creator uploads is what a student saves", async ({ browser, lesson, page, student: _ }) => {
  const creator = await browser.newContext();
  await enterAsCreator(creator);
  const desk = new LessonDesk(await creator.newPage());
  const title = named("Größen & Maße");
  await desk.open(LESSON);
  await desk.upload(`${title}.pdf`, PDF);
  await expect(desk.says(/is here\.$/)).toBeVisible();
  await expect(desk.file(title)).toContainText("PDF · 15 bytes");

  await lesson.open(LESSON);
  const started = page.waitForEvent("download");
  await lesson.file(title).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe(`${title}.pdf`);
  expect(await readFile(await download.path(), "utf8")).toBe(PDF);
  await expect(page).toHaveURL(`/learn/${LESSON}`);

  await desk.remove(title);
  await expect(desk.file(title)).toHaveCount(0);
  await creator.close();
});

test("a file that is refused is named and leaves the list as it was", async ({ context, lessonDesk }) => {
  await enterAsCreator(context);
  await lessonDesk.open(LESSON);
  await expect(lessonDesk.title).toHaveText("Edit lightly, caption everything");
  await lessonDesk.upload(`${named("page")}.html`, "<script>alert(1)</script>");
  await expect(lessonDesk.says(/could run something/)).toBeVisible();
  await lessonDesk.upload(`${named("page")}.pdf`, "<script>alert(1)</script>");
  await expect(lessonDesk.says(/is not what its ending says/)).toBeVisible();
  await expect(lessonDesk.file(named("page"))).toHaveCount(0);
});
