import { cards } from "../../pages/card-form";
import { buyByApi, currentOffer, shown } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("a buyer gets from the sales page to a finished lesson", async ({ buyer, checkout, landing, learn, lesson, mailbox, order, page }) => {
  await landing.open();
  await landing.join.click();
  await checkout.buy(buyer, cards.good);

  await order.expectThanks();
  await expect(page.getByRole("main")).toContainText(buyer.email);
  await mailbox.expectMail(buyer.email, /^Your receipt/);
  await order.startLearning.click();
  await expect(learn.title).toHaveText("Welcome, Ada");

  await learn.lesson("Choose one promise").click();
  await lesson.expectLesson("Choose one promise");
  await lesson.complete();
  await lesson.takeBack();
});

test("a card that asks for authentication pays after it", async ({ buyer, checkout, order }) => {
  await checkout.open();
  await checkout.buy(buyer, cards.authenticated);
  await checkout.card.authenticate("complete");
  await order.expectThanks();
});

test("after a failed authentication another card pays the same order", async ({ buyer, checkout, order, request }) => {
  const before = await currentOffer(request);
  await checkout.open();
  await checkout.buy(buyer, cards.authenticated);
  await checkout.card.authenticate("fail");
  await expect(checkout.notice("The payment did not go through")).toContainText("unable to authenticate");
  await expect(checkout.seatHeld).toContainText("held for");

  await checkout.payWith(cards.good);
  await order.expectThanks();
  await expect(order.receipt).toContainText(shown(before.price));
});

test("after a declined card another card pays the same order", async ({ buyer, checkout, order, page }) => {
  const started = page.waitForResponse((response) => response.url().endsWith("/checkout/start"));
  await checkout.open();
  await checkout.buy(buyer, cards.declined);
  const first = (await (await started).json()) as { public_id: string };
  await expect(checkout.notice("The payment did not go through")).toContainText("Your card was declined.");
  await expect(checkout.email).toHaveValue(buyer.email);

  await checkout.payWith(cards.good);
  await order.expectThanks();
  expect(order.id()).toBe(first.public_id);
});

test("a card without funds is told so", async ({ buyer, checkout, page }) => {
  await checkout.open();
  await checkout.buy(buyer, cards.insufficientFunds);
  await expect(checkout.notice("The payment did not go through")).toContainText("Your card has insufficient funds.");
  await expect(checkout.pay).toBeEnabled();
  expect(new URL(page.url()).pathname).toBe("/checkout");
});

test("a reload in the middle keeps the buyer, the price and the seat", async ({ buyer, checkout, order, page, request }) => {
  const { price } = await currentOffer(request);
  await checkout.open();
  await checkout.buy(buyer, cards.declined);
  await expect(checkout.notice("The payment did not go through")).toBeVisible();

  await page.reload();
  await expect(checkout.email).toHaveValue(buyer.email);
  await expect(checkout.name).toHaveValue(buyer.name);
  await expect(checkout.total).toContainText(shown(price));
  await expect(checkout.seatHeld).toContainText("held for");
  await checkout.buy(buyer, cards.good);
  await order.expectThanks();
});

test("a payment whose answer is lost is looked up and never called refused", async ({ buyer, checkout, order, sandbox }) => {
  await checkout.open();
  await sandbox.loseAnswer("confirm");
  await checkout.buy(buyer, cards.good);
  await order.expectThanks();
  expect(await sandbox.paymentsOf(buyer.email)).toHaveLength(1);
});

test("a bank's question whose answer is lost is looked up too", async ({ buyer, checkout, order, sandbox }) => {
  await checkout.open();
  await checkout.buy(buyer, cards.authenticated);
  await sandbox.loseAnswer("authenticate");
  await checkout.card.authenticate("complete");
  await order.expectThanks();
  expect(await sandbox.paymentsOf(buyer.email)).toHaveLength(1);
});

test("a payment that never reached the provider can be made again", async ({ buyer, checkout, order, page, sandbox }) => {
  await checkout.open();
  await sandbox.loseRequest("confirm");
  await checkout.buy(buyer, cards.good);
  await expect(order.title).toHaveText("Complete your payment");
  await expect(page.getByText("did not go through")).toBeHidden();
  await order.payWith(cards.good);
  await order.expectThanks();
  expect(await sandbox.paymentsOf(buyer.email)).toHaveLength(1);
});

test("back and forward never show a form that pays again", async ({ buyer, checkout, order, page }) => {
  await checkout.open();
  await checkout.buy(buyer, cards.good);
  await order.expectThanks();

  await page.goBack();
  await expect(checkout.title).toHaveText("You own this course");
  await page.goForward();
  await order.expectThanks();
});

test("the page of an order goes on by itself when the payment arrives", async ({ buyer, checkout, order, page }) => {
  await checkout.open();
  await checkout.buy(buyer, cards.slow);
  await expect(order.title).toHaveText("Confirming your payment");
  const id = order.id();
  await order.expectThanks();
  expect(order.id()).toBe(id);
  await order.startLearning.click();
  await expect(page).toHaveURL("/learn");
});

test("an incomplete card is marked in its form and nothing is lost", async ({ buyer, checkout, page }) => {
  await checkout.open();
  await checkout.buy(buyer, "4242");
  await expect(checkout.card.error.filter({ hasText: "Your card number is incomplete." })).toBeVisible();
  await expect(checkout.notice("Please look at the card again")).toContainText("Nothing was sent yet.");
  await expect(checkout.email).toHaveValue(buyer.email);
  await expect(checkout.name).toHaveValue(buyer.name);
  await expect(checkout.seatHeld).toBeHidden();
  await expect(checkout.pay).toBeEnabled();
  expect(new URL(page.url()).pathname).toBe("/checkout");
});

test("an address that is none is refused beside its field and nothing is lost", async ({ buyer, checkout }) => {
  await checkout.open();
  await checkout.buy({ ...buyer, email: "ada@example" }, cards.good);
  await expect(checkout.email).toHaveAccessibleDescription(/This does not look like an e-mail address/);
  await expect(checkout.name).toHaveValue(buyer.name);
  await expect(checkout.card.number).toHaveValue("4242 4242 4242 4242");
  await expect(checkout.pay).toBeEnabled();
});

test("an address that owns the course is not sold it again", async ({ buyer, checkout, page, request, signIn }) => {
  await buyByApi(request, buyer);
  await checkout.open();
  await checkout.buy(buyer, cards.good);
  const notice = checkout.notice("This address owns the course already");
  await expect(notice).toContainText("Nothing was charged");
  await notice.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(signIn.title).toHaveText("Sign in");
});
