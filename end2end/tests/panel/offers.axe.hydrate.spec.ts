import { findings } from "../../pages/axe";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 60_000 });

const pages = ["/admin/offers", "/admin/offers/new", "/admin/coupons/new", "/admin/coupons/WELCOME10", "/admin/funnel", "/admin/terms", "/admin/taxes"];

for (const path of pages) {
  test(`${path} is accessible`, async ({ context, page }) => {
    await enterAsCreator(context);
    await page.goto(path);
    expect(await findings(page)).toEqual([]);
  });
}

test("an offer with its prices is accessible", async ({ context, page }) => {
  await enterAsCreator(context);
  await page.goto("/admin/offers");
  await page.getByRole("row").filter({ hasText: "Course" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Prices", exact: true })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
