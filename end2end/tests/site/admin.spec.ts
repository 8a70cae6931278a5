import { enterAsCreator } from "../../pages/sessions";
import { buyByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

const paths = ["/admin", "/admin/orders"];

test("the panel does not exist for strangers", async ({ admin, page }) => {
  for (const path of paths) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(admin.title).toHaveText("There is nothing at this address");
  }
});

test("the panel does not exist for students", async ({ admin, page, reader }) => {
  for (const path of [...paths, `/admin/orders/${reader.order}`]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(admin.title).toHaveText("There is nothing at this address");
  }
});

test("an admin sees an order with what happened to it", async ({ admin, buyer, context, page, request }) => {
  await buyByApi(request, buyer);
  await enterAsCreator(context);
  const answer = await admin.open();
  expect(answer?.headers()["content-security-policy"]).toContain("frame-src 'self'");
  await expect(admin.title).toHaveText("Overview");

  await admin.orders.click();
  await expect(admin.title).toHaveText("Orders");
  await expect(admin.orderOf(buyer.email)).toContainText("Closed");
  await admin.orderOf(buyer.email).getByRole("link", { name: buyer.name }).click();

  await expect(admin.title).toHaveText(buyer.name);
  await expect(page.getByRole("main")).toContainText(buyer.email);
  for (const kind of ["hold", "payment", "grant", "mail"]) {
    await expect(admin.timeline.filter({ hasText: kind }).first()).toBeVisible();
  }
  await expect(admin.payment).toContainText("stripe");
});
