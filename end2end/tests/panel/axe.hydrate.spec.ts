import { findings } from "../../pages/axe";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 60_000 });

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("the form of the preview is accessible", async ({ page, preview }) => {
  await preview.open();
  expect(await findings(page)).toEqual([]);
  await preview.open("?days=4000");
  expect(await findings(page)).toEqual([]);
});

for (const place of ["landing", "checkout", "learn", "learn/choose-one-promise"]) {
  test(`what is previewed of ${place} is accessible`, async ({ page, preview }) => {
    await preview.see(place, place === "checkout" ? "student=never&coupon=WELCOME10" : "days=12");
    expect(await findings(page)).toEqual([]);
  });
}
