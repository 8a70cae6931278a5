// While one build takes over from another, each request may come to a replica of either.
import type { Page } from "@playwright/test";
import { cards } from "../../pages/card-form";
import { Editor } from "../../pages/editor";
import { Replicas, type Build } from "../../pages/replicas";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test as base } from "../../pages/test";

const test = base.extend<{ replicas: Replicas }>({
  replicas: async ({}, use) => {
    const replicas = await Replicas.begin();
    await use(replicas);
    await replicas.end();
  },
  baseURL: async ({ replicas }, use) => use(replicas.url),
});

// There is one address that people know.
test.describe.configure({ mode: "default", timeout: 60_000 });

/** Counts how often a page itself is asked for. */
function visits(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => (count += request.isNavigationRequest() && request.frame() === page.mainFrame() ? 1 : 0));
  return () => count;
}

/** The build that a page came from. */
async function cameFrom(page: Page): Promise<string> {
  return (await page.locator('link[rel="stylesheet"]').getAttribute("href")) ?? "";
}

for (const [from, files] of [["last", "next"], ["next", "last"]] as const) {
  test(`pages of the ${from} build find their files at the ${files} one`, async ({ checkout, context, lesson, page, reader: _, replicas, signIn }) => {
    replicas.choose = (opensPage) => (opensPage ? from : files);
    const count = visits(page);
    await lesson.open("choose-one-promise");
    await lesson.awaitKeys();
    await context.clearCookies();
    await signIn.openAlive();
    await checkout.open();
    await checkout.card.number.waitFor();
    expect(count(), "no page had to be asked for anew").toBe(3);
  });
}

test("open tabs of the last build buy, learn and write at the next one", async ({ buyer, checkout, learn, lesson, notes, order, page, replicas }) => {
  let now: Build = "last";
  replicas.choose = () => now;
  await checkout.open();
  await checkout.card.number.waitFor();
  now = "next";
  await checkout.buy(buyer, cards.good);
  await order.expectThanks();

  now = "last";
  await learn.open();
  await learn.lesson("Choose one promise").click();
  await lesson.expectLesson("Choose one promise");
  await lesson.awaitKeys();
  const last = await cameFrom(page);
  now = "next";
  await lesson.complete();
  await notes.write("Written while the shop was changed");
  await expect(notes.note("while the shop was changed")).toBeVisible();
  await lesson.next.click();
  await expect(lesson.title).not.toHaveText("Choose one promise");
  expect(await cameFrom(page), "what comes next is a page of the next build as a whole").not.toBe(last);
  await lesson.awaitKeys();
  await page.goBack();
  await lesson.expectLesson("Choose one promise");
  await expect(lesson.undo).toBeVisible();
});

test("requests of one page may come to either build in turn", async ({ learn, lesson, page, replicas, student: _ }) => {
  let turn = 0;
  replicas.choose = () => (turn++ % 2 === 0 ? "last" : "next");
  await learn.open();
  await learn.lesson("Choose one promise").click();
  await lesson.expectLesson("Choose one promise");
  await lesson.awaitKeys();
  for (let round = 0; round < 3; round++) {
    await lesson.complete();
    await lesson.takeBack();
  }
  await lesson.complete();
  await page.reload();
  await expect(lesson.undo).toBeVisible();
});

test("a lesson that is being written is saved by the next build", async ({ context, page, replicas }) => {
  await enterAsCreator(context);
  let now: Build = "last";
  replicas.choose = () => now;
  const editor = new Editor(page);
  await editor.open("talk-to-five-people");
  await editor.text.fill("Begun **before** the deploy.");
  await expect(editor.view.locator("strong")).toHaveText("before");
  await expect(editor.stage).toContainText("Students do not see your latest changes yet.");
  now = "next";
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/curriculum/save_words"));
  await editor.text.fill("Begun **before** the deploy, ended *after* it.");
  expect((await saved).ok()).toBe(true);
  await page.reload();
  await expect(editor.text).toHaveValue("Begun **before** the deploy, ended *after* it.");
});

test("a form that was opened before the deploy is taken after it", async ({ context, mailbox, replicas, signIn, student }) => {
  await context.clearCookies();
  let now: Build = "last";
  replicas.choose = () => now;
  await signIn.open();
  now = "next";
  await signIn.askForLink(student.email);
  await expect(signIn.title).toHaveText("Look into your mail");
  expect(await mailbox.signInLink(student.email)).toContain(replicas.url);
});
