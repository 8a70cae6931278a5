import { expect, test } from "../../pages/test";

const measuring = ["https://www.googletagmanager.com/gtag/js?id=G-SANDBOX1", "https://www.clarity.ms/tag/sandbox1"];

test("a visitor is asked, and nothing is loaded without a yes", async ({ page, privacyChoices }) => {
  await page.goto("/");
  expect(await privacyChoices.scripts()).toEqual([]);
  const buttons = privacyChoices.question.getByRole("button");
  const [allow, decline] = await buttons.evaluateAll((all) =>
    all.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      const { backgroundColor, color, fontWeight } = getComputedStyle(button);
      return JSON.stringify({ width: Math.round(width), height, backgroundColor, color, fontWeight });
    }),
  );
  expect(allow).toBe(decline);
  await privacyChoices.choose("Decline");
  await page.goto("/legal/terms");
  await expect(privacyChoices.question).toBeHidden();
  expect(await privacyChoices.scripts()).toEqual([]);
});

test("a yes loads what measures on the pages of the sale, and can be taken back", async ({ page, privacyChoices }) => {
  await page.goto("/legal/terms");
  await privacyChoices.choose("Allow");
  expect(new URL(page.url()).pathname).toBe("/legal/terms");
  expect(await privacyChoices.scripts()).toEqual(measuring);
  await page.goto("/checkout");
  expect(await privacyChoices.scripts()).toEqual(measuring);
  await page.goto("/sign-in");
  expect(await privacyChoices.scripts()).toEqual([]);
  await page.goto("/");
  await privacyChoices.again.click();
  await expect(privacyChoices.question).toContainText("You have allowed it.");
  await privacyChoices.choose("Decline");
  expect(await privacyChoices.scripts()).toEqual([]);
});
