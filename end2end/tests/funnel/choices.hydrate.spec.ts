import { cards } from "../../pages/card-form";
import { expect, test } from "../../pages/test";

test("a coupon that a link brought is applied, shown and paid with", async ({ buyer, checkout, landing, offer, order, page }) => {
  await page.goto("/?coupon=WELCOME10");
  await landing.join.click();
  await expect(checkout.coupon).toHaveValue("WELCOME10");
  await expect(page.getByText("The coupon is applied.")).toBeVisible();
  await expect(checkout.total).toContainText("−");
  const total = await checkout.amount();
  await checkout.buy(buyer, cards.good);
  await offer.no.click();
  await expect(offer.name).toHaveText("One feedback call");
  await order.expectThanks();
  await expect(order.receipt).toContainText(total);
});

test("a coupon can be typed, refused in words, and taken off again", async ({ checkout, page }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  const full = await checkout.amount();
  await checkout.useCoupon("nonsense");
  await expect(checkout.coupon).toHaveAccessibleDescription(/We don’t know this code/);
  await expect(checkout.coupon).toHaveValue("nonsense");
  await checkout.coupon.fill("welcome10");
  await checkout.coupon.press("Enter");
  await expect.poll(() => checkout.amount()).not.toBe(full);
  await page.getByRole("button", { name: "Remove" }).click();
  await expect.poll(() => checkout.amount()).toBe(full);
});

test("country and VAT id change the tax that is shown", async ({ checkout, page }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await expect(checkout.total).toContainText(/Includes .*VAT/);
  await checkout.country.selectOption("AT");
  await expect(checkout.total).toContainText("20 %");
  await page.getByText("Buying for a company?").click();
  await checkout.vatId.fill("ATU1");
  await checkout.vatId.blur();
  await expect(checkout.vatId).toHaveAccessibleDescription(/does not look like a VAT id/);
  await checkout.vatId.fill("ATU13585627");
  await checkout.vatId.blur();
  await expect(checkout.total).toContainText("reverse charge");
});

test("where the provider's script does not come, its own page takes the card within five seconds", async ({
  buyer,
  checkout,
  offer,
  order,
  page,
  stripePage,
}) => {
  await page.route(/js\.stripe\.com/, () => new Promise(() => {}));
  await page.goto("/checkout", { waitUntil: "commit" });
  await expect(page.getByText("The card form did not load")).toBeVisible({ timeout: 6_000 });
  const total = await checkout.amount();
  await checkout.fillBuyer(buyer);
  await page.getByRole("button", { name: "Continue on Stripe’s page" }).click();
  await stripePage.expectAmount(total.replace("€", ""));
  await page.unrouteAll();
  await stripePage.pay(cards.good);
  await offer.expectShown("Three feedback calls");
  await order.expectThanks();
});
