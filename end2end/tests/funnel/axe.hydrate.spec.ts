import { findings } from "../../pages/axe";
import { cards } from "../../pages/card-form";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 120_000 });

test("the checkout with everything chosen is accessible", async ({ checkout, page }) => {
  await page.goto("/checkout?coupon=NONSENSE");
  await checkout.card.number.waitFor();
  await checkout.bump.check();
  await page.getByText("Buying for a company?").click();
  await checkout.vatId.fill("DE1");
  await checkout.vatId.blur();
  await expect(checkout.vatId).toHaveAttribute("aria-invalid", "true");
  expect(await findings(page)).toEqual([]);
});

test("offers, receipt, invoice, refund and account are accessible", async ({ buyer, checkout, offer, order, page, sandbox }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.good);
  await offer.expectShown("Three feedback calls");
  expect(await findings(page)).toEqual([]);
  await sandbox.turnCardInto(buyer.email, cards.insufficientFunds);
  await offer.yes.click();
  await expect(offer.warning).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await sandbox.turnCardInto(buyer.email, cards.good);
  await offer.again.click();
  await expect(order.title).toHaveText("Thank you, and welcome");
  expect(await findings(page)).toEqual([]);

  const path = new URL(page.url()).pathname;
  for (const address of [`${path}/invoice`, `${path}?refund=1`, "/account"]) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await findings(page), address).toEqual([]);
  }
});
