import { hostile, hostileNames } from "../../pages/corpus";
import { dialogsOf, expectPeace, intruders } from "../../pages/intruders";
import { answerByApi, askByApi, LESSON } from "../../pages/questions";
import { enterAsCreator } from "../../pages/sessions";
import { buyByApi, newBuyer } from "../../pages/shop";
import { expect, test } from "../../pages/test";

/** Nobody may ask more within an hour. */
const EACH = 6;

test("whatever people write is shown and does nothing", async ({ browser, context, page, reader: _ }) => {
  test.setTimeout(120_000);
  const dialogs = dialogsOf(context);
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
