import type { APIRequestContext, Page } from "@playwright/test";
import { Learn } from "../../pages/learn";
import { Player, type Plan } from "../../pages/player";
import { signInByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

const LESSON = "talk-to-five-people";
const POSITION = "**/api/learning/position";

/** Where the server would resume the lesson. */
async function resume(request: APIRequestContext): Promise<number> {
  const answer = await request.get("/api/learning/lesson", { params: { slug: LESSON } });
  return ((await answer.json()) as { resume_s: number }).resume_s;
}

test("a student who stops at two fifths goes on there in another browser", async ({ browser, lesson, page, player, student }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await player.play.click();
  await expect(player.time).toHaveText("0:50");
  await player.saved(() => player.pause.click());
  await page.close();

  const other = await browser.newContext();
  await signInByApi(other.request, student.email);
  const there = await other.newPage();
  await there.goto("/learn");
  await expect(there.getByRole("region", { name: "Continue" }).getByRole("link")).toContainText("Continue at 0:5");
  await there.goto(`/learn/${LESSON}`);
  await expect(new Player(there).time).toHaveText(/^0:5\d$/);
  await other.close();
});

test("a zero out of nothing moves nothing, and going back does", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  for (const event of ["timeupdate", "pause", "seeked"]) {
    await player.tell(event, 0);
  }
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:48");
  await player.saved(() => player.seek(12));
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:12");
  await player.saved(() => player.seek(0));
  expect(await resume(page.request)).toBe(0);
});

test("a player that moves by itself while the student is elsewhere on the page moves nothing", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await page.locator("h1").click();
  await player.wander([0, 12]);
  await expect(player.time).toHaveText("0:12");
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:48");
});

test("a player that moves by itself while nobody presses anything moves nothing", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await expect(player.position).toBeFocused();
  // Whatever a test asks of a page counts as a press there, so nothing is asked until it is over.
  await player.wander([12, 0], 7_000);
  await page.waitForTimeout(8_000);
  await expect(player.time).toHaveText("0:00");
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:48");
});

test("the press that lets a video play does not lead it to the start", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await player.play.click();
  await player.wander([0]);
  await expect(player.time).toHaveText("0:02");
  await player.saved(() => player.pause.click());
  expect(await resume(page.request)).toBe(48);
  // The bar does, to anywhere else.
  await player.saved(() => player.press(0.25));
  expect(await resume(page.request)).toBeGreaterThan(20);
  expect(await resume(page.request)).toBeLessThan(40);
});

test("a press on the bar leads back, to the start too", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.press(0.75));
  const far = await resume(page.request);
  expect(far).toBeGreaterThan(80);
  await player.saved(() => player.press(0.25));
  expect(await resume(page.request)).toBeLessThan(40);
  await player.saved(() => player.position.press("Home"));
  expect(await resume(page.request)).toBe(0);
});

test("a player that begins anew and plays on takes no place away", async ({ lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(48));
  await player.losePlace();
  await player.play.click();
  await expect(player.time).toHaveText("0:03");
  await player.saved(() => player.pause.click());
  expect(await resume(page.request)).toBe(48);
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("0:48");
});

const plans: [string, Plan][] = [
  ["refuses to go to the place", { refused: ["setCurrentTime"] }],
  ["does not answer when it is led to the place", { unanswered: ["setCurrentTime"] }],
];
for (const [what, plan] of plans) {
  test(`a player that ${what} takes none away`, async ({ lesson, page, player, student: _ }) => {
    await lesson.open(LESSON);
    await player.awaitReady();
    await player.saved(() => player.seek(48));
    await player.plan(plan);
    await page.reload();
    await player.awaitReady();
    await expect(player.time).toHaveText("0:00");
    await player.play.click();
    await expect(player.time).toHaveText("0:02");
    await player.saved(() => player.pause.click());
    expect(await resume(page.request)).toBe(48);
    await player.saved(() => player.seek(12));
    expect(await resume(page.request)).toBe(12);
  });
}

test("a video that plays before the page listens is watched", async ({ lesson, page, player, student: _ }) => {
  await player.plan({ plays: true });
  const report = page.waitForRequest((request) => request.url().endsWith("/learning/position"));
  await lesson.open(LESSON);
  const fields = new URLSearchParams((await report).postData() ?? "");
  expect(Number(fields.get("parts"))).toBeGreaterThan(0);
});

test("what was watched without a connection is kept when it is back", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await context.setOffline(true);
  await player.seek(60);
  await expect.poll(() => waiting(page)).toContain("lectern.positions.");
  await player.saved(() => context.setOffline(false));
  expect(await resume(page.request)).toBe(60);
  await expect.poll(() => waiting(page)).not.toContain("lectern.positions.");
});

test("what plays without a connection is kept while it plays on, and known when it is back", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await player.play.click();
  await context.setOffline(true);
  await expect.poll(() => waiting(page)).toMatch(/"at\\*":3[3-9]/);
  await expect(player.pause).toBeVisible();
  await player.saved(() => context.setOffline(false));
  await expect.poll(() => resume(page.request)).toBeGreaterThanOrEqual(33);
  await expect(player.pause).toBeVisible();
});

test("what waits is sent by the overview too, when the page was closed meanwhile", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await context.setOffline(true);
  await player.seek(60);
  await expect.poll(() => waiting(page)).toContain("lectern.positions.");
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto("/learn");
  await expect(new Learn(again).next).toContainText("Continue at 1:00");
  expect(await waiting(again)).not.toContain("lectern.positions.");
});

test("what the server never answered is known when the page is opened again", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await context.route(POSITION, () => {});
  await player.seek(58);
  await player.play.click();
  await expect(player.time).toHaveText("1:00");
  await player.pause.click();
  await expect.poll(() => waiting(page)).toMatch(/"at\\*":6\d/);
  await page.close();
  await context.unroute(POSITION);
  const again = await context.newPage();
  await again.goto(`/learn/${LESSON}`);
  await expect(new Player(again).time).toHaveText(/^1:0\d$/);
  expect(await resume(context.request)).toBeGreaterThanOrEqual(60);
});

test("a place that is lost on the way out waits, and gives way to the second that an address asks for", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await player.play.click();
  await expect(player.time).toHaveText("0:33");
  await page.evaluate(() => Object.assign(navigator, { sendBeacon: () => true }));
  await page.goto("/account");
  expect(await waiting(page)).toMatch(/"at\\*":3[3-9]/);
  expect(await resume(context.request)).toBe(30);
  await player.saved(async () => void (await lesson.open(`${LESSON}?at=12`)));
  await player.awaitReady();
  await expect(player.time).toHaveText("0:12");
  expect(await resume(context.request)).toBeGreaterThanOrEqual(33);
});

test("who was signed out goes on where they were once they are back", async ({ context, lesson, page, player, student }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await context.clearCookies();
  await player.seek(60);
  await expect(page.getByRole("status").filter({ hasText: "You are signed out" })).toBeVisible();
  await signInByApi(context.request, student.email);
  expect(await resume(context.request)).toBe(30);
  await page.reload();
  await player.awaitReady();
  await expect(player.time).toHaveText("1:00");
  expect(await resume(context.request)).toBe(60);
});

test("leaving a lesson keeps the place, and the overview knows it", async ({ learn, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await player.play.click();
  await expect(player.time).toHaveText("0:33");
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page).toHaveURL("/learn");
  await expect(learn.next.getByRole("link")).toHaveText(/^Continue at 0:3[3-6]$/);
});

test("leaving the course, or closing its page, keeps the place", async ({ context, lesson, page, player, student: _ }) => {
  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(30));
  await player.play.click();
  await expect(player.time).toHaveText("0:33");
  await page.goto("/account");
  await expect.poll(() => resume(context.request)).toBeGreaterThanOrEqual(33);

  await lesson.open(LESSON);
  await player.awaitReady();
  await player.saved(() => player.seek(60));
  await player.play.click();
  await expect(player.time).toHaveText("1:03");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => resume(context.request)).toBeGreaterThanOrEqual(63);
});

/** What the browser has stored. */
function waiting(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify(localStorage));
}
