import type { Browser, Page } from "@playwright/test";
import { cards } from "../../pages/card-form";
import { Checkout } from "../../pages/checkout";
import { Order } from "../../pages/order";
import { buyByApi, currentOffer, newBuyer } from "../../pages/shop";
import { expect, test } from "../../pages/test";

// One shop, and the tests change how many seats are left in it.
test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Somebody else's browser. */
async function somebody(browser: Browser): Promise<{ page: Page; checkout: Checkout; order: Order }> {
  const page = await (await browser.newContext()).newPage();
  return { page, checkout: new Checkout(page), order: new Order(page) };
}

test("when the time runs out on the page it says so, and the same form begins again", async ({ buyer, checkout, order }) => {
  await checkout.open();
  await checkout.buy(buyer, cards.declined);
  await expect(checkout.notice("The payment did not go through")).toBeVisible();
  await expect(checkout.seatHeld).toContainText("held for");
  await expect(checkout.seatHeld).toContainText("The time for holding your seat is over", { timeout: 30_000 });
  await expect(checkout.email).toHaveValue(buyer.email);
  await expect(checkout.name).toHaveValue(buyer.name);
  await checkout.payWith(cards.good);
  await order.expectThanks();
});

test("an order whose time ran out says that nothing was charged, and leads to a new one", async ({ buyer, checkout, order, page, paypalPage }) => {
  await checkout.open();
  await checkout.fillBuyer(buyer);
  await checkout.paypal.click();
  await paypalPage.cancel();
  await expect(order.title).toHaveText("Complete your payment");
  await expect(order.title).toHaveText("The time to pay was up", { timeout: 60_000 });
  await page.getByRole("link", { name: "Begin again" }).click();
  await expect(checkout.title).toHaveText("Join the course");
});

test("two browsers want the last seat: one gets it, the other waits and gets the seat that comes back", async ({
  browser,
  mailbox,
  playwright,
  request,
  baseURL,
}) => {
  const buy = async () => {
    const one = await playwright.request.newContext({ baseURL });
    await buyByApi(one, newBuyer());
    await one.dispose();
  };
  for (let left = (await currentOffer(request)).seats_left; left > 1; left = (await currentOffer(request)).seats_left) {
    await Promise.all(Array.from({ length: Math.min(left - 1, 6) }, buy));
  }
  const [ada, bob] = [await somebody(browser), await somebody(browser)];
  const second = newBuyer();
  await ada.checkout.open();
  await bob.checkout.open();
  await ada.checkout.buy(newBuyer(), cards.declined);
  await expect(ada.checkout.seatHeld).toContainText("held for");
  await bob.checkout.buy(second, cards.good);
  await expect(bob.checkout.notice("The last seat has just gone")).toBeVisible();
  await expect(bob.checkout.email).toHaveValue(second.email);
  await bob.checkout.notice("The last seat").getByRole("link", { name: "Join the waitlist" }).click();
  await bob.page.getByRole("textbox", { name: "E-mail" }).fill(second.email);
  await bob.page.getByRole("button", { name: "Put me on the list" }).click();
  await expect(bob.page.getByRole("heading", { level: 1 })).toHaveText("You are on the list");

  const links = async () => (await mailbox.mailsTo(second.email)).flatMap(({ text }) => text.match(/https?:\S+\/checkout\?seat=\S+/) ?? []);
  await expect.poll(links, { message: "the kept seat's link", timeout: 60_000 }).toHaveLength(1);
  await ada.checkout.open();
  await expect(ada.checkout.title).toHaveText("Every seat is taken");
  await bob.page.goto((await links())[0] ?? "");
  await bob.checkout.buy(second, cards.good);
  await bob.order.expectThanks();
  expect((await currentOffer(request)).seats_left).toBe(0);
});
