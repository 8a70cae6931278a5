import { cards } from "../../pages/card-form";
import { expect, test } from "../../pages/test";

test("the whole purchase on Stripe's page", async ({ buyer, checkout, offer, order, page, stripePage, mailbox }) => {
  await checkout.open();
  await checkout.fillBuyer(buyer);
  await page.getByRole("button", { name: /Stripe’s page/ }).first().click();
  await stripePage.pay(cards.declined);
  await expect(page.getByRole("alert")).toContainText("declined");
  await stripePage.pay(cards.good);
  await offer.expectShown("Three feedback calls");
  await order.expectThanks();
  await mailbox.expectMail(buyer.email, /^Your access/);
});

test("PayPal first, and PayPal again for the upsell", async ({ buyer, checkout, offer, order, paypalPage }) => {
  await checkout.open();
  await checkout.fillBuyer(buyer);
  await checkout.paypal.click();
  await paypalPage.approve();
  await offer.expectShown("Three feedback calls");
  await offer.yes.click();
  await paypalPage.expectAmount("249.00");
  await paypalPage.approve();
  await expect(order.title).toHaveText("Thank you, and welcome");
  await expect(order.receipt).toContainText("Three feedback calls");
});

test("whoever comes back from PayPal without paying finds the order open, and pays in another way", async ({
  buyer,
  checkout,
  order,
  page,
  paypalPage,
  stripePage,
}) => {
  await checkout.open();
  await checkout.fillBuyer(buyer);
  await checkout.paypal.click();
  await paypalPage.cancel();
  await expect(order.title).toHaveText("Complete your payment");
  await expect(checkout.seatHeld).toContainText("held");
  await page.getByRole("button", { name: /Stripe’s page/ }).first().click();
  await stripePage.pay(cards.good);
  await order.expectThanks();
});

test("the link of an order opens on another device and goes on with the payment", async ({
  browser,
  buyer,
  checkout,
  order,
  page,
  paypalPage,
}) => {
  await checkout.open();
  await checkout.fillBuyer(buyer);
  await checkout.paypal.click();
  await paypalPage.cancel();
  await expect(order.title).toHaveText("Complete your payment");
  const other = await browser.newContext();
  const second = await other.newPage();
  await second.goto(page.url());
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Complete your payment");
  await expect(second.getByRole("main")).not.toContainText(buyer.email);
  await second.getByRole("button", { name: "Pay with PayPal" }).click();
  await second.getByRole("button", { name: "Agree and pay" }).click();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText(/Thank you, and welcome|Would you like to add this\?/);
  await other.close();

  await page.reload();
  await order.expectThanks();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("bump, coupon and country are chosen by a plain form", async ({ buyer, checkout, order, page, stripePage }) => {
    await checkout.open();
    await checkout.bump.check();
    await checkout.useCoupon("WELCOME10");
    await checkout.country.selectOption("AT");
    await page.getByRole("button", { name: "Update the total" }).click();
    await expect(checkout.bump).toBeChecked();
    await expect(checkout.coupon).toHaveValue("WELCOME10");
    await expect(checkout.country).toHaveValue("AT");
    await expect(checkout.total).toContainText("Templates pack");
    const total = await checkout.amount();
    await checkout.fillBuyer(buyer);
    await checkout.pay.click();
    await stripePage.expectAmount(total.replace("€", ""));
    await stripePage.pay(cards.good);
    await order.expectThanks();
    await expect(order.receipt).toContainText(total);
  });
});
