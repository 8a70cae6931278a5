import { beginByApi, newBuyer } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("a slip in the address is noticed, and one press puts it right", async ({ checkout, page }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  await checkout.email.fill("ada@gmial.com");
  await checkout.name.click();
  await expect(page.getByText("Did you mean")).toContainText("ada@gmail.com");
  await page.getByRole("button", { name: "Use it" }).click();
  await expect(checkout.email).toHaveValue("ada@gmail.com");
  await expect(page.getByText("Did you mean")).toBeHidden();
});

test("seats go down on an open page while somebody else buys", async ({ landing, playwright, baseURL }) => {
  await landing.open();
  const left = async () => Number(/(\d+) of \d+ seats left/.exec(await landing.price.innerText())?.[1]);
  const before = await left();
  const somebody = await playwright.request.newContext({ baseURL });
  await beginByApi(somebody, newBuyer());
  await expect.poll(left, { timeout: 5_000 }).toBeLessThan(before);
  await somebody.dispose();
});
