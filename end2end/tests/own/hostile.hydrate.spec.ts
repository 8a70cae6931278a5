import { hostile } from "../../pages/corpus";
import { dialogsOf, expectPeace, intruders } from "../../pages/intruders";
import { askByApi } from "../../pages/questions";
import { asScript } from "../../pages/requests";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

/** Its text attacks, by the way the demo of this shop is written. */
const TEXT = "a-quiet-room";
/** Its files do. */
const FILES = "open-quietly-and-listen";

test("the text of a lesson is shown and does nothing", async ({ context, page, reader: _ }) => {
  const dialogs = dialogsOf(context);
  for (const path of [`/preview/${TEXT}`, `/learn/${TEXT}`]) {
    await expectPeace(page, path);
    await expect(page.getByText("The last paragraph is quiet.")).toBeVisible();
  }
  // As the browser makes it, too.
  await page.goto("/learn/write-to-be-followed");
  await page.getByRole("navigation", { name: "Lessons" }).getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(`/learn/${TEXT}`);
  await expect(page.getByText("The last paragraph is quiet.")).toBeVisible();
  expect(await page.evaluate(intruders)).toEqual([]);
  expect(dialogs).toEqual([]);
});

test("the names and titles of files are shown and do nothing", async ({ context, lesson, lessonDesk, owner, page }) => {
  test.setTimeout(60_000);
  // A second try finds no file of the first.
  const files = test.info().retry === 0 ? FILES : "write-to-be-followed";
  const dialogs = dialogsOf(context);
  await enterAsCreator(context);
  await lessonDesk.open(files);
  await lessonDesk.upload(`${hostile[1]}.pdf`, "%PDF-1.7\n%%EOF\n");
  await expect(lessonDesk.says(/is here\.$/)).toBeVisible();
  expect(await page.evaluate(intruders)).toEqual([]);
  const uploaded = await page.evaluate(upload, { path: `/admin/lessons/${files}/uploads`, names: hostile.map((name) => `${name}.pdf`) });
  // A name with a sign that steers machines makes the form none.
  expect(uploaded).toEqual(hostile.map((name) => (name.includes("\u0001") ? 400 : 201)));
  const taken = 1 + uploaded.filter((status) => status === 201).length;
  await expectPeace(page, `/admin/lessons/${files}`);
  await expect(lessonDesk.titles()).toHaveCount(taken);
  const ids = await lessonDesk.ids();
  await context.addCookies(owner.cookies);
  await expectPeace(page, `/learn/${files}`);
  await expect(lesson.files).toHaveCount(taken);

  await enterAsCreator(context);
  for (const [index, title] of hostile.entries()) {
    const form = { file: ids[index] ?? "", title };
    const answer = await context.request.post("/api/files/rename", { form, headers: asScript });
    // A title is one line without signs that nobody sees.
    expect([200, 422], title).toContain(answer.status());
  }
  await expectPeace(page, `/admin/lessons/${files}`);
  await expect(lessonDesk.file("</title><script>alert(1)</script>")).toBeVisible();
  await context.addCookies(owner.cookies);
  await expectPeace(page, `/learn/${files}`);
  await expect(lesson.file("</title><script>alert(1)</script>")).toBeVisible();
  expect(dialogs).toEqual([]);
});

test("what a search finds is shown and does nothing", async ({ context, page, search, student: _ }) => {
  const dialogs = dialogsOf(context);
  const lesson = await context.request.get("/api/learning/lesson", { params: { slug: FILES } });
  const { id } = (await lesson.json()) as { id: string };
  for (const text of hostile) {
    const form = { lesson: id, text };
    const note = await context.request.post("/api/notes/add", { form, headers: asScript });
    expect(note.ok(), await note.text()).toBe(true);
  }
  for (const text of hostile.slice(0, 4)) {
    await askByApi(context.request, text.padEnd(20, " alert"), hostile.join("\n\n"));
  }
  for (const words of ["alert", "script", "press", hostile[6] ?? ""]) {
    await expectPeace(page, `/learn/search?q=${encodeURIComponent(words)}`);
    await expect(search.said).toContainText(`for “${words}”`);
    await expect(search.found("My notes").first()).toBeVisible();
  }
  await search.open("press");
  await expect(search.found("Questions").first()).toBeVisible();
  await search.open("alert");
  await expect(search.found("Lessons").filter({ hasText: "A quiet room" })).toContainText("alert(1)");
  // As the browser makes it, too.
  await search.onPage.fill("onerror");
  await search.onPage.press("Enter");
  await expect(search.said).toContainText("for “onerror”");
  expect(await page.evaluate(intruders)).toEqual([]);
  expect(dialogs).toEqual([]);
});

/** Uploads a small file under each name, as the page does, and gives what the server says. */
async function upload({ path, names }: { path: string; names: string[] }): Promise<number[]> {
  const answers = [];
  for (const name of names) {
    const form = new FormData();
    form.append("file", new File(["%PDF-1.7\n%%EOF\n"], name));
    const { status } = await fetch(path, { method: "POST", body: form, headers: { accept: "application/json" } });
    answers.push(status);
  }
  return answers;
}
