import { findings } from "../../pages/axe";
import { enterAsCreator } from "../../pages/sessions";
import { buyByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 60_000 });
test.beforeEach(async ({ context }) => enterAsCreator(context));

test("the numbers are accessible, with everything unfolded", async ({ buyer, numbers, page, request }) => {
  await buyByApi(request, buyer);
  await numbers.open();
  await page.locator("main details").evaluateAll((all) => all.forEach((details) => details.setAttribute("open", "")));
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
});

test("other days come without a new document", async ({ numbers, page }) => {
  await numbers.open();
  // A link that is pressed before the page is alive loads another document.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.body.setAttribute("data-kept", ""));
  await numbers.span("90 days").click();
  await expect(numbers.days).toContainText("90 days");
  await page.goBack();
  await expect(numbers.days).toContainText("7 days");
  await expect(page.locator("body")).toHaveAttribute("data-kept", "");
});
