import type { Page } from "@playwright/test";
import { hostile, hostileNames } from "../../pages/corpus";
import { answerByApi, askByApi, LESSON } from "../../pages/questions";
import { enterAsCreator } from "../../pages/sessions";
import { buyByApi, newBuyer } from "../../pages/shop";
import { expect, test } from "../../pages/test";

/** Nobody may ask more within an hour. */
const EACH = 6;

/** Everything on the page that none of its own parts puts there. */
function intruders(): string[] {
  const found = [];
  const sources = new Set(["https://player.vimeo.com"]);
  const inPosts = new Set(["P", "BR", "EM", "STRONG", "CODE", "PRE", "UL", "OL", "LI", "A"]);
  for (const element of document.querySelectorAll("*")) {
    const name = element.tagName.toUpperCase();
    const text = element.outerHTML.slice(0, 120);
    if (["OBJECT", "EMBED", "BASE", "IMG", "MATH", "XMP", "PLAINTEXT", "NOSCRIPT", "STYLE"].includes(name)) {
      found.push(`element ${text}`);
    }
    if (name === "SVG" && !element.classList.contains("icon")) {
      found.push(`drawing ${text}`);
    }
    if (name === "IFRAME" && !sources.has(new URL((element as HTMLIFrameElement).src).origin)) {
      found.push(`frame ${text}`);
    }
    if (name === "FORM" && new URL((element as HTMLFormElement).action).origin !== location.origin) {
      found.push(`form ${text}`);
    }
    if (name === "META" && element.hasAttribute("http-equiv")) {
      found.push(`meta ${text}`);
    }
    if (element.closest(".post .prose, .post-question .prose, .question-card .prose") && !element.matches(".prose") && !inPosts.has(name)) {
      found.push(`in a post ${text}`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith("on") || attribute === "style" || /^\s*(javascript|data|vbscript):/i.test(value)) {
        found.push(`attribute ${attribute} of ${text}`);
      }
    }
  }
  for (const script of document.scripts) {
    const own = script.src === "" ? script.text.startsWith("import(") || script.text.includes("__RESOLVED_RESOURCES") || script.text.includes("__SERIALIZED_ERRORS") || script.text.includes("__INCOMPLETE_CHUNKS") : new URL(script.src).origin === location.origin;
    if (!own || (script.src === "" && script.nonce === "" && script.getAttribute("nonce") === null)) {
      found.push(`script ${script.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}

async function expectPeace(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(intruders), path).toEqual([]);
}

test("whatever people write is shown and does nothing", async ({ browser, context, page, reader: _ }) => {
  test.setTimeout(120_000);
  const dialogs: string[] = [];
  context.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const questions: string[] = [];
  const all = hostile.join("\n\n");
  for (const [index, name] of hostileNames.entries()) {
    const author = await browser.newContext();
    await buyByApi(author.request, { ...newBuyer(), name });
    const titles = hostile.slice(index * EACH, (index + 1) * EACH);
    for (const title of titles) {
      const id = await askByApi(author.request, `${title} ${index}`.slice(0, 140), title);
      await answerByApi(author.request, id, title);
      questions.push(id);
    }
    await author.close();
  }
  const first = questions[0] ?? "";
  await answerByApi(context.request, first, all);

  await expectPeace(page, `/learn/${LESSON}/questions/${first}`);
  await expect(page.locator(".post").last()).toContainText("<iframe srcdoc=");

  // As the server sends them, and as the browser makes them.
  for (const id of questions) {
    await expectPeace(page, `/learn/${LESSON}/questions/${id}`);
  }
  for (const path of ["?order=votes", "?page=2", "?q=alert", `?q=${encodeURIComponent(hostile[6] ?? "")}`]) {
    await expectPeace(page, `/learn/${LESSON}/questions${path}`);
  }
  await expectPeace(page, `/learn/${LESSON}`);
  await expect(page.locator(".question-row").first()).toBeVisible();
  expect(await page.evaluate(intruders)).toEqual([]);
  await page.locator(`.question-row a[href$="${questions.at(-1)}"]`).last().click();
  await expect(page).toHaveURL(/\/questions\/[0-9a-f-]{36}$/);
  await expect(page.locator(".post").first()).toBeVisible();
  expect(await page.evaluate(intruders)).toEqual([]);

  await enterAsCreator(context);
  for (const path of ["/admin/questions", "/admin/questions?page=2", `/admin/questions/${first}`]) {
    await expectPeace(page, path);
  }
  expect(dialogs).toEqual([]);
});
