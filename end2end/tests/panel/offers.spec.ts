import { randomUUID } from "node:crypto";
import { cards } from "../../pages/card-form";
import { Landing } from "../../pages/landing";
import { asForm } from "../../pages/requests";
import { enterAsCreator } from "../../pages/sessions";
import { tellProvider, type OpenOrder } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

/** A name that no other test has. */
function unique(name: string): string {
  return `${name} ${randomUUID().slice(0, 8)}`;
}

test("an offer gets a price for its first twenty seats, and never fewer seats than prices need", async ({ page, shopDesk }) => {
  await shopDesk.addOffer("Upsell", unique("Group call"), "199");
  await shopDesk.row(1).getByLabel("Name").fill("First seats");
  await shopDesk.row(1).getByLabel("Amount").fill("99.50");
  await shopDesk.row(1).getByLabel("Up to so many seats").fill("20");
  await shopDesk.row(2).getByLabel("Name").fill("Regular");
  await shopDesk.row(2).getByLabel("Amount").fill("199");
  await shopDesk.setPrices();
  await expect(shopDesk.now).toContainText("€99.50");
  await expect(shopDesk.row(1)).toContainText("The price now");
  await expect(shopDesk.row(3).getByLabel("Amount")).toHaveValue("");

  await shopDesk.terms.getByLabel("Seats").fill("40");
  await shopDesk.save();
  await expect(shopDesk.terms).toContainText("0 of 40 taken");

  await shopDesk.row(1).getByLabel("Up to so many seats").fill("");
  await shopDesk.setPrices();
  await expect(shopDesk.row(2).getByLabel("Amount")).toHaveAccessibleDescription(/This price never comes/);
  await expect(shopDesk.row(1).getByLabel("Up to so many seats")).toHaveValue("");
  await expect(shopDesk.now).toContainText("€99.50");
  await page.goto("/admin/offers");
  await expect(page.getByRole("row").filter({ hasText: "0 of 40 taken" }).first()).toContainText("Paused");
});

test("what is resumed can be bought at once, and what is paused cannot", async ({ browser, page, shopDesk }) => {
  const slides = unique("Slides");
  await shopDesk.addOffer("Addition", slides, "19");
  const place = page.url();
  const visitor = await browser.newContext();
  const checkout = await visitor.newPage();
  const addition = checkout.getByRole("checkbox", { name: new RegExp(`^Add ${slides}`) });
  await checkout.goto("/checkout");
  await expect(addition).toHaveCount(0);

  await shopDesk.press("Resume it");
  await expect(shopDesk.now).toContainText("It can be bought.");
  await checkout.goto("/checkout");
  await expect(addition).toBeVisible();

  await page.goto(place);
  await shopDesk.press("Pause it");
  await expect(shopDesk.now).toContainText("You have paused it.");
  await checkout.goto("/checkout");
  await expect(addition).toHaveCount(0);
  await visitor.close();
});

test("a coupon is made, brought by its link, bought with, and counted", async ({ browser, buyer, page, request, shopDesk }) => {
  const code = `SPRING-${randomUUID().slice(0, 8)}`.toUpperCase();
  await shopDesk.makeCoupon(code, "50");
  const place = page.url();
  const visitor = await browser.newContext();
  const shop = await visitor.newPage();
  await shop.goto(await shopDesk.link());
  await shop.getByRole("main").getByRole("link", { name: "Join the course" }).first().click();
  await expect(shop.getByText(`Coupon ${code} (−50`).first()).toBeVisible();
  await visitor.close();

  const view = await request.post("/api/checkout/quote", { form: { coupon: code }, headers: asForm });
  const { quote } = (await view.json()) as { quote: { id: string } };
  const started = await request.post("/api/checkout/start", { form: { quote: quote.id, ...buyer }, headers: asForm });
  await tellProvider(request, (await started.json()) as OpenOrder, "confirm", { card: cards.good });

  const uses = page.getByRole("region", { name: /^Used/ });
  await expect(async () => {
    await page.goto(place);
    await expect(uses.getByText("In paid orders").locator("xpath=following-sibling::dd")).toHaveText("1", { timeout: 500 });
  }).toPass();
  await page.getByRole("button", { name: "Pause it" }).click();
  await expect(shopDesk.said.filter({ hasText: "The coupon is paused" })).toBeVisible();
});

test("a code that is none keeps what was typed", async ({ page }) => {
  await page.goto("/admin/coupons/new");
  await page.getByLabel("Code").fill("spring & autumn");
  await page.getByLabel("Per cent").fill("12.5");
  await page.getByRole("button", { name: "Make it" }).click();
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/letters, digits and dashes/);
  await expect(page.getByLabel("Per cent")).toHaveValue("12.5");
});
