import { expect, test } from "../../pages/test";

test("a lesson is found from the header, by half a word", async ({ learn, lesson, page, reader: _, search }) => {
  await learn.open();
  await search.inHeader.fill("quiet ro");
  await search.inHeader.press("Enter");
  await expect(page).toHaveURL(/\/learn\/search\?q=quiet(\+|%20)ro(&=)?$/);
  await expect(search.said).toContainText("for “quiet ro”");
  await expect(search.onPage).toHaveValue("quiet ro");
  await search.found("Lessons").first().click();
  await lesson.expectLesson("A quiet room and a small kit");
});

test("on a phone the dashboard has the field, and nothing found says what helps", async ({ learn, page, reader: _, search }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await learn.open();
  await expect(search.inHeader).toBeHidden();
  await search.onPage.fill('"no such" <b>word</b>');
  await search.onPage.press("Enter");
  await expect(search.said).toHaveText('Nothing was found for “"no such" <b>word</b>”.');
  await search.onPage.fill("promise");
  await search.onPage.press("Enter");
  await expect(search.said).toContainText("for “promise”");
  await expect(search.found("Lessons").first()).toContainText("Choose one promise");
});
