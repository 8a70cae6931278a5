import { currentOffer, shown } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("the sales page shows the price and the seats of the server", async ({ landing, request }) => {
  const before = await currentOffer(request);
  await landing.open();

  await expect(landing.title).toHaveText("Make the small course you keep meaning to make");
  await expect(landing.price).toContainText(shown(before.price));
  const seats = /(\d+) of (\d+) seats left/;
  await expect(landing.price).toContainText(seats);
  const [, left, total] = seats.exec(await landing.price.innerText()) ?? [];
  const after = await currentOffer(request);
  expect(Number(total)).toBe(after.seats_total);
  // Others may be buying at this moment.
  expect(Number(left)).toBeLessThanOrEqual(before.seats_left);
  expect(Number(left)).toBeGreaterThanOrEqual(after.seats_left);
});

test("the sales page shows when the price ends", async ({ landing, request }) => {
  const { price_ends_at } = await currentOffer(request);
  await landing.open();
  const deadline = landing.price.getByRole("time");
  await expect(deadline).toHaveAttribute("datetime", (price_ends_at ?? "").replace(/\.\d+Z$/, "Z"));
});

test("the curriculum names the lessons, and the free ones can be read", async ({ javaScriptEnabled, landing, page }) => {
  await landing.open();
  await expect(landing.modules()).toHaveCount(3);
  await expect(landing.curriculum).toContainText("Talk to five people");

  await landing.freeLesson("Choose one promise").click();
  await expect(page).toHaveURL("/preview/choose-one-promise");
  await expect(landing.title).toHaveText("Choose one promise");
  await expect(page.frameLocator('iframe[title="Video: Choose one promise"]').getByRole("button", { name: "Play" })).toBeVisible();
  const advice = page.getByText("If no video shows here");
  await (javaScriptEnabled ? expect(advice).toBeHidden() : expect(advice).toBeVisible());
  await page.getByRole("link", { name: /^Join the course · / }).click();
  await expect(page).toHaveURL("/checkout");
});

test("a lesson that is not free has no preview", async ({ landing, page }) => {
  const answer = await page.goto("/preview/talk-to-five-people");
  expect(answer?.status()).toBe(404);
  await expect(landing.title).toHaveText("There is nothing at this address");
});

test("the sales page leads to the checkout and to the sign-in page", async ({ landing, page }) => {
  await landing.open();
  await landing.join.click();
  await expect(page).toHaveURL("/checkout");

  await landing.open();
  await landing.signIn.click();
  await expect(page).toHaveURL("/sign-in");
});

for (const [name, title] of [
  ["Terms", "Terms"],
  ["Privacy", "Privacy"],
  ["Refunds", "Refund policy"],
  ["Withdrawal", "Right of withdrawal"],
] as const) {
  test(`the legal page "${title}" is a link away`, async ({ landing, page }) => {
    await landing.open();
    await landing.legal.getByRole("link", { name }).click();
    await expect(page).toHaveTitle(title);
    await expect(landing.title).toHaveText(title);
  });
}

test("an address that leads nowhere says so", async ({ landing, page }) => {
  const answer = await page.goto("/no/such/page");
  expect(answer?.status()).toBe(404);
  await expect(landing.title).toHaveText("There is nothing at this address");
  await page.getByRole("main").getByRole("link", { name: "To the course page" }).click();
  await expect(page).toHaveURL("/");
});
