import { currentOffer, shown } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("an order that does not exist is not found", async ({ order }) => {
  const answer = await order.open("no-such-order");
  expect(answer?.status()).toBe(404);
  await expect(order.title).toHaveText("There is nothing at this address");
});

test("a paid order thanks its buyer and tells a stranger little", async ({ context, mailbox, order, page, request, student }) => {
  await order.open(student.order);
  await order.expectThanks();
  await expect(page.getByRole("main")).toContainText(student.email);
  await expect(order.receipt).toContainText(shown((await currentOffer(request)).price));
  await expect(order.startLearning).toBeVisible();
  await mailbox.expectMail(student.email, /^Your receipt/);
  await mailbox.expectMail(student.email, /^Your access/);

  await context.clearCookies();
  await page.reload();
  await order.expectThanks();
  await expect(page.getByRole("main")).toContainText("a•••@example.com");
  await expect(page.getByRole("main")).not.toContainText(student.email);
  await expect(order.signIn).toBeVisible();
});

test("whoever owns the course is not sold it again", async ({ checkout, page, reader: _ }) => {
  await checkout.open();
  await expect(checkout.title).toHaveText("You own this course");
  await page.getByRole("link", { name: "Continue learning" }).click();
  await expect(page).toHaveURL("/learn");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the checkout leads to the provider's page, and back with the seat held", async ({ buyer, checkout, order, page }) => {
    await checkout.open();
    await checkout.fillBuyer(buyer);
    await checkout.pay.click();
    await expect(page).toHaveURL(/\/c\/pay\//);
    await page.getByRole("link", { name: /back/i }).click();
    await expect(order.title).toHaveText("Complete your payment");
    await expect(checkout.seatHeld).toContainText("Your seat and this price are held until");
  });

  test("an address that is none is refused beside its field", async ({ buyer, checkout, page }) => {
    await checkout.open();
    await checkout.fillBuyer({ ...buyer, email: "ada@example" });
    await checkout.pay.click();
    await expect(checkout.email).toHaveAccessibleDescription(/This does not look like an e-mail address/);
    expect(new URL(page.url()).pathname).toBe("/checkout");
  });
});
