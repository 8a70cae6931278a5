import { expect, test } from "../../pages/test";

test("a mistyped address is put right after paying", async ({ mailbox, order, page, student }) => {
  const right = `right.${student.email}`;
  await order.open(student.order);
  await order.expectThanks();
  await page.getByText("Is this address wrong?").click();
  await page.getByLabel("The right address").fill(right);
  await page.getByRole("button", { name: "Correct the address" }).click();

  await expect(page.getByText(right)).toBeVisible();
  await order.expectThanks();
  await expect(order.startLearning).toBeVisible();
  await mailbox.expectMail(right, /^Your access/);
});

test("an address that is none is refused beside its field, and nothing moves", async ({ order, page, student }) => {
  await order.open(student.order);
  await page.getByText("Is this address wrong?").click();
  await page.getByLabel("The right address").fill("ada@example");
  await page.getByRole("button", { name: "Correct the address" }).click();
  await expect(page.getByLabel("The right address")).toHaveAccessibleDescription(/This does not look like an e-mail address/);
  await expect(page.getByRole("main")).toContainText(student.email);
});

test("while there are seats nobody has to wait", async ({ page }) => {
  await page.goto("/waitlist");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There are seats to be had");
  await page.getByRole("link", { name: "To the checkout" }).click();
  await expect(page).toHaveURL("/checkout");
});

test("a campaign goes along to the checkout", async ({ landing, page }) => {
  await page.goto("/?utm_source=letter");
  await landing.join.click();
  await expect(page).toHaveURL("/checkout?utm_source=letter&from=%2F");
  await expect(page.locator("input[name=source]")).toHaveValue("utm_source=letter&from=%2F");
});
