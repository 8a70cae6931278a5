import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("the creator walks through the course as somebody who bought it twelve days ago", async ({ page, preview }) => {
  await preview.open();
  await preview.imagine("Bought it", 12);
  await preview.look("See the course");
  await expect(preview.banner).toContainText("bought 12 days ago");
  await expect(preview.title).toHaveText("Welcome, Sam");
  expect(await preview.alive()).toBe(0);

  await page.getByRole("main").getByRole("link", { name: "Talk to five people" }).first().click();
  await expect(preview.title).toHaveText("Talk to five people");
  await expect(preview.banner).toContainText("bought 12 days ago");
  await expect(page.getByRole("button", { name: "Mark as complete" })).toBeDisabled();
  await page.getByRole("link", { name: "Choose one promise" }).last().click();
  await expect(preview.title).toHaveText("Choose one promise");
  expect(page.url()).toContain("/admin/preview/learn/choose-one-promise?");

  await preview.goOn("Change");
  await expect(page.getByLabel("Bought so many days before")).toHaveValue("12");
});

test("the sale is seen sold out, and with a coupon", async ({ page, preview }) => {
  await preview.open();
  await preview.imagine("Never bought it", 0);
  await page.getByLabel("Coupon").fill("WELCOME10");
  await preview.look("See the checkout");
  await expect(preview.banner).toContainText("not bought, coupon WELCOME10");
  await expect(page.getByRole("main")).toContainText("WELCOME10");
  await expect(page.getByRole("main")).toContainText("−€");
  expect(await preview.alive()).toBe(0);

  await preview.goOn("Change");
  await page.getByLabel("Every seat is taken").check();
  await preview.look("See the sales page");
  await expect(page.locator("#price")).toContainText("Sold out");
  await preview.goOn("Leave");
  await expect(preview.banner).toBeHidden();
  await expect(preview.title).toHaveText("Overview");
});

test("who may not enter sees why", async ({ page, preview }) => {
  for (const [student, words] of [
    ["never", "Your account has no access"],
    ["refunded", "Your access was taken back"],
    ["expired", "Your access has ended"],
  ] as const) {
    await preview.see("learn", `student=${student}&days=3`);
    await expect(page.getByRole("main")).toContainText(words);
  }
});

test("a day that makes no sense is said beside its field", async ({ page, preview }) => {
  await page.goto("/admin/preview/learn?days=4000");
  await expect(preview.title).toHaveText("Preview as a student");
  await expect(page.getByLabel("Bought so many days before")).toHaveAttribute("aria-invalid", "true");
});
