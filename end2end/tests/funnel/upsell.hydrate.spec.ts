import { cards } from "../../pages/card-form";
import { expect, test } from "../../pages/test";

const UPSELL = "Three feedback calls";
const DOWNSELL = "One feedback call";

test("a bump and an upsell are bought with one card, typed once", async ({ buyer, checkout, mailbox, offer, order, page }) => {
  await checkout.open();
  const without = await checkout.amount();
  await checkout.bump.check();
  await expect(checkout.total).toContainText("Templates pack");
  await expect.poll(() => checkout.amount()).not.toBe(without);
  const total = await checkout.amount();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.good);

  await offer.expectShown(UPSELL);
  await expect(offer.yes).toHaveText(/for €249 charged to Visa .*4242$/);
  await offer.yes.click();
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).toContainText(total);
  await expect(order.receipt).toContainText("Templates pack");
  await expect(order.receipt).toContainText(UPSELL);
  await expect(order.receipt).toContainText("€249");
  await mailbox.expectMail(buyer.email, /^Your receipt/);

  await page.reload();
  await expect(order.receipt).toContainText(UPSELL);
});

test("an upsell whose card asks for authentication is paid after it, on the same page", async ({ buyer, checkout, offer, order }) => {
  await checkout.open();
  await checkout.consent.waitFor();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.authenticated);
  await checkout.card.authenticate("complete");

  await offer.expectShown(UPSELL);
  await offer.yes.click();
  await offer.card.authenticate("complete");
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).toContainText(UPSELL);
});

test("an authentication that fails takes nothing, and the offer goes on", async ({ buyer, checkout, offer, order }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.authenticated);
  await checkout.card.authenticate("complete");

  await offer.expectShown(UPSELL);
  await offer.yes.click();
  await offer.card.authenticate("fail");
  await expect(offer.warning).toBeVisible();
  await offer.no.click();
  await offer.expectShown(DOWNSELL);
  await offer.no.click();
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).not.toContainText(UPSELL);
});

test("a declined upsell is bought with another card", async ({ buyer, checkout, offer, order, page, sandbox }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.good);
  await offer.expectShown(UPSELL);
  await sandbox.turnCardInto(buyer.email, cards.insufficientFunds);

  await offer.yes.click();
  await expect(offer.warning).toBeVisible();
  await expect(page.getByText("You were not charged for it")).toBeVisible();
  await offer.again.click();
  await expect(offer.warning).toBeVisible();
  await offer.otherCard.click();
  await expect(order.title).toHaveText("Complete your payment");
  await expect(page.getByText("€249").first()).toBeVisible();
  await order.payWith(cards.good);
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).toContainText(UPSELL);
});

test("whoever declines an offer is asked about the smaller one, and reloading changes nothing", async ({
  buyer,
  checkout,
  offer,
  order,
  page,
}) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.good);
  await offer.expectShown(UPSELL);
  await page.reload();
  await offer.expectShown(UPSELL);
  await offer.no.click();
  await offer.expectShown(DOWNSELL);
  await page.goBack();
  await expect(order.title).toHaveText("You own this course");
  await page.goForward();
  await offer.expectShown(DOWNSELL);
  await offer.yes.click();
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).toContainText(DOWNSELL);
  await expect(order.receipt).not.toContainText(UPSELL);

  await page.goBack();
  await expect(order.title).toHaveText("You own this course");
});

test("without consent nothing is charged in one click", async ({ buyer, checkout, offer, order }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await expect(checkout.consent).not.toBeChecked();
  await checkout.buy(buyer, cards.good);
  await offer.expectShown(UPSELL);
  await expect(offer.yes).toHaveText("Yes, add it for €249");
  await offer.yes.click();
  await expect(order.title).toHaveText("Complete your payment");
  await order.payWith(cards.good);
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).toContainText(UPSELL);
});

test("a consent taken back while the offer is on the page charges nothing", async ({
  buyer,
  checkout,
  context,
  offer,
  order,
  page,
  sandbox,
}) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.good);
  await offer.expectShown(UPSELL);

  const account = await context.newPage();
  await account.goto("/account");
  await account.getByRole("button", { name: /^Remove/ }).click();
  await expect(account.getByText("Nothing can be charged without you entering it anew.")).toBeVisible();
  await account.close();

  await offer.yes.click();
  await expect(offer.yes).toHaveText("Yes, add it for €249");
  await expect(page.getByRole("alert").filter({ hasText: "may no longer be charged" })).toBeVisible();
  await offer.yes.click();
  await expect(order.title).toHaveText("Complete your payment");
  expect(await sandbox.paymentsOf(buyer.email), "the course alone").toHaveLength(1);
});

test("a double click on an offer is one charge", async ({ buyer, checkout, offer, order, sandbox }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.consent.check();
  await checkout.buy(buyer, cards.good);
  await offer.expectShown(UPSELL);
  await offer.yes.dblclick();
  await expect(order.title).toHaveText("Thank you, and welcome");
  const paid = await sandbox.paymentsOf(buyer.email);
  expect(paid.map((payment) => payment.amount_received)).toContain(24_900);
  expect(paid).toHaveLength(2);
});
