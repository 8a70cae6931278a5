import { randomUUID } from "node:crypto";
import { asScript } from "../../pages/requests";
import { enterAsCreator } from "../../pages/sessions";
import { buyByApi, currentOffer, newBuyer, shown } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("numbers move with a visit, a sale and its refund", async ({ context, numbers, request }) => {
  const source = `letter-${randomUUID().slice(0, 8)}`;
  const price = shown((await currentOffer(request)).price);
  const agent = `Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/${source}`;
  await request.get(`/?utm_source=${source}&utm_medium=mail`, { headers: { "user-agent": agent } });
  const order = await buyByApi(request, { ...newBuyer(), source: `utm_source=${source}&utm_medium=mail` } as ReturnType<typeof newBuyer>);
  await expect(async () => {
    await numbers.open();
    await expect(numbers.cellsOf(source)).toHaveText(["1", "1", /100\.0/, price, /^0 · /, /^0 · /], { timeout: 500 });
  }).toPass();

  const form = { public_id: order, reason: "a test" };
  expect((await context.request.post("/api/admin/refund_order", { form, headers: asScript })).ok()).toBe(true);
  await expect(async () => {
    await numbers.open();
    await expect(numbers.cellsOf(source).nth(4)).toHaveText(`1 · ${price}`, { timeout: 500 });
  }).toPass();
});

test("days are chosen by name or one by one, and the tables follow", async ({ context, numbers, page }) => {
  await page.goto("/admin");
  await page.getByRole("navigation", { name: "Panel" }).getByRole("link", { name: "Numbers" }).first().click();
  await expect(numbers.title).toHaveText("Numbers");
  await expect(numbers.span("30 days")).toHaveAttribute("aria-current", "true");
  await numbers.span("A year").click();
  await expect(numbers.days).toContainText("365 days");
  await expect(numbers.span("A year")).toHaveAttribute("aria-current", "true");

  await numbers.from.fill("2025-03-08");
  await numbers.to.fill("2025-03-14");
  await numbers.show.click();
  await expect(numbers.days).toContainText("7 days: 2025-03-08 to 2025-03-14");
  await expect(page.getByRole("main")).toContainText("Nobody was counted in these days yet.");
  const table = await context.request.get((await numbers.table("Revenue").getAttribute("href")) ?? "");
  expect((await table.text()).split("\r\n").slice(1, 3)).toEqual([
    expect.stringMatching(/^2025-03-08,2025-03-08,EUR,0,0,0\.00/),
    expect.stringMatching(/^2025-03-09,/),
  ]);
});
