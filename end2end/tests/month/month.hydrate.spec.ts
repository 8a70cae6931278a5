import { findings } from "../../pages/axe";
import { enterAs } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

const STUDENT = "student@lectern.test";

test("what is new is not, once it was looked at", async ({ context, learn, page }) => {
  await enterAs(context, STUDENT);
  await learn.open();
  const fresh = page.getByRole("region", { name: "New in the course" }).getByRole("link", { name: "A quiet room and a small kit" });
  await fresh.click();
  await expect(page).toHaveURL("/learn/a-quiet-room");
  await expect(learn.title).toHaveText("A quiet room and a small kit");
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page).toHaveURL("/learn");
  await expect(fresh).toBeHidden();
});

test("nothing counts down to a lesson that opens later", async ({ lesson, page, player, student: _ }) => {
  await lesson.open("write-an-honest-sales-page");
  await player.awaitReady();
  await expect(player.goOn).toBeChecked();
  await player.end();
  await expect(player.ended).toContainText(/Next:\s*Open quietly, then listen\s*Opens on /);
  await expect(player.ended.getByRole("button", { name: "Stay here" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Lessons" })).toContainText("Opens on ");
  await player.ended.getByRole("link", { name: "Back to the overview" }).click();
  await expect(page).toHaveURL("/learn");
});

test("the next lesson follows once the tick has opened it", async ({ lesson, page, player, student: _ }) => {
  await lesson.open("talk-to-five-people");
  await lesson.awaitKeys();
  await player.awaitReady();
  await player.end();
  await expect(player.ended).toContainText("Opens after an earlier lesson");
  await lesson.complete();
  await expect(player.ended).toContainText("Next, in a few seconds:");
  await player.ended.getByRole("link", { name: "Next lesson" }).click();
  await expect(page).toHaveURL("/learn/outline-backwards");
  await expect(lesson.title).toHaveText("Outline backwards from the result");
});

test("moments are told in the reader's own time", async ({ browser }) => {
  const context = await browser.newContext({ locale: "de-DE", timezoneId: "Asia/Tokyo" });
  await enterAs(context, STUDENT);
  const page = await context.newPage();
  await page.goto("/learn/open-quietly-and-listen");
  const time = page.getByText("This lesson opens on ").getByRole("time");
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Tokyo" });
  const machine = (await time.getAttribute("datetime")) ?? "";
  await expect(time).toHaveText(words.format(new Date(machine)).replace(" at ", ", "));
  await context.close();
});

test("what is new, what opens next and what is shut are accessible", async ({ context, page }) => {
  test.setTimeout(60_000);
  await enterAs(context, STUDENT);
  for (const path of ["/learn", "/learn/record-without-losing-the-day", "/learn/outline-backwards"]) {
    await page.goto(path);
    expect(await findings(page), path).toEqual([]);
  }
});

test("the card before a lesson that is shut is accessible", async ({ lesson, page, player, student: _ }) => {
  test.setTimeout(60_000);
  await lesson.open("write-an-honest-sales-page");
  await player.awaitReady();
  await player.end();
  expect(await findings(page)).toEqual([]);
});
