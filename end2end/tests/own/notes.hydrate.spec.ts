import { hostile } from "../../pages/corpus";
import { findings } from "../../pages/axe";
import { asScript } from "../../pages/requests";
import { expect, test } from "../../pages/test";

const LESSON = "outline-backwards";

test("a note is pinned to the second of the video, and leads back to it", async ({ lesson, notes, page, player, reader: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(72));
  await page.getByRole("button", { name: "Note at 1:12" }).click();
  const text = `The turn ${Date.now()}`;
  await notes.write(text);
  await expect(notes.text).toHaveValue("");
  await player.saved(() => player.seek(12));
  await notes.note(text).getByRole("button", { name: "at 1:12" }).click();
  await expect(player.time).toHaveText("1:12");
  await page.reload();
  await expect(notes.note(text)).toContainText("at 1:12");
});

test("what cannot be saved comes back, and outlives the page", async ({ context, lesson, notes, page, reader: _ }) => {
  await lesson.open(LESSON);
  await lesson.awaitKeys();
  await context.setOffline(true);
  const text = `Written in a tunnel ${Date.now()}`;
  await notes.text.fill(text);
  await notes.save.click();
  await expect(page.getByRole("alert").filter({ hasText: "This is not saved" })).toBeVisible();
  await expect(notes.text).toHaveValue(text);
  await expect(notes.note(text)).toBeHidden();
  await context.setOffline(false);
  await page.reload();
  await expect(notes.text).toHaveValue(text);
  await notes.answered("notes/add", () => notes.save.click());
  await expect(notes.note(text)).toBeVisible();
  await page.reload();
  await expect(notes.note(text)).toBeVisible();
  await expect(notes.text).toHaveValue("");

  // A change too, and a deletion that fails says so.
  await page.route("**/api/notes/*", (route) => route.abort("internetdisconnected"));
  const note = notes.note(text);
  await note.locator("summary").filter({ hasText: "Edit" }).click();
  await note.getByLabel("Note", { exact: true }).fill(`${text}, and on`);
  await note.getByRole("button", { name: "Save the change" }).click();
  await expect(note.getByRole("alert").filter({ hasText: "This is not saved" })).toBeVisible();
  await expect(note.getByLabel("Note", { exact: true })).toHaveValue(`${text}, and on`);
  await note.locator("summary").filter({ hasText: "Delete" }).click();
  await note.getByRole("button", { name: "Delete it" }).click();
  await expect(note.getByRole("alert").filter({ hasText: "Please check that you are online" })).toBeVisible();
  await expect(note).toBeVisible();
});

test("whatever is written is shown and does nothing", async ({ context, lesson, notes, page, student: _ }) => {
  const dialogs: string[] = [];
  context.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await lesson.open(LESSON);
  const id = await page.locator('form[action="/api/notes/add"] input[name="lesson"]').inputValue();
  for (const text of hostile) {
    const saved = await context.request.post("/api/notes/add", { form: { lesson: id, text }, headers: asScript });
    expect(saved.ok(), text).toBe(true);
  }
  await notes.text.fill(hostile.join("\n"));
  for (const path of [`/learn/${LESSON}`, "/learn/notes", `/learn/notes?q=${encodeURIComponent("alert \"><script>alert(1)</script>")}`]) {
    await page.goto(path);
    await expect(notes.all.first()).toBeVisible();
    const inside = () => [...document.querySelectorAll(".note-text *")].map((element) => element.outerHTML);
    expect(await page.evaluate(inside), path).toEqual([]);
    const running = () => document.querySelectorAll("[onload], [onerror], [onfocus], [ontoggle], [onmouseover], object, base, plaintext").length;
    expect(await page.evaluate(running), path).toBe(0);
  }
  const shown = (await notes.all.locator(".note-text").allInnerTexts()).length;
  expect(shown).toBeGreaterThan(10);
  expect(dialogs).toEqual([]);
});

test("notes are accessible", async ({ lesson, notes, page, reader: _ }) => {
  test.setTimeout(60_000);
  await lesson.open(LESSON);
  await lesson.awaitKeys();
  await notes.write(`A thought ${Date.now()}`);
  await notes.all.first().locator("summary").first().click();
  expect(await findings(page)).toEqual([]);
  await notes.open();
  await expect(notes.all.first()).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
