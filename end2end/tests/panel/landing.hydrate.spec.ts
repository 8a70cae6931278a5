import { alone } from "../../pages/alone";
import { findings } from "../../pages/axe";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 90_000 });
test.beforeEach(async ({ context }) => enterAsCreator(context));

test("a section is moved by keys, keeps the focus, and its place is said", async ({ landingDesk, page }) => {
  await alone("landing", async () => {
    await landingDesk.discard();
    await landingDesk.open();
    const guarantee = landingDesk.sections().filter({ hasText: /^Guarantee$/ });
    const place = async () => (await landingDesk.sections().allInnerTexts()).indexOf("Guarantee");
    const before = await place();
    await guarantee.focus();
    await guarantee.press("Alt+ArrowUp");
    await expect(page.getByRole("status").filter({ hasText: /Guarantee is now number/ })).toHaveText(`Guarantee is now number ${before} of 12.`);
    await expect(guarantee).toBeFocused();
    expect(await place()).toBe(before - 1);
    await guarantee.press("Alt+ArrowDown");
    await expect.poll(place).toBe(before);
    await landingDesk.discard();
  });
});

test("what is typed and not saved is not left without asking, and shows in the preview while it is typed", async ({ landingDesk, page }) => {
  await alone("landing", async () => {
    await landingDesk.discard();
    await page.setViewportSize({ width: 1440, height: 900 });
    await landingDesk.openSection("closing");
    // What is typed before the page is alive is not noticed.
    await expect(async () => {
      await landingDesk.field("Title").fill("");
      await landingDesk.field("Title").fill("Whenever you like");
      await expect(landingDesk.says("Not saved yet")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    const shown = landingDesk.preview.contentFrame().getByRole("heading", { name: "Whenever <b>you</b> like" });
    await expect(async () => {
      await landingDesk.field("Title").fill("Whenever you");
      await landingDesk.field("Title").fill("Whenever <b>you</b> like");
      await expect(shown).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await landingDesk.field("Title").fill("Whenever you like");
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.getByRole("main").getByRole("link", { name: "Sales page" }).click();
    await expect(landingDesk.title).toHaveText("Last invitation");
    await expect(landingDesk.field("Title")).toHaveValue("Whenever you like");
    await landingDesk.save.click();
    await expect(landingDesk.says("Saved in the draft.")).toBeVisible();
    await expect(landingDesk.preview.contentFrame().getByRole("heading", { name: "Whenever you like" })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Sales page" }).click();
    await expect(landingDesk.title).toHaveText("Sales page");
    await landingDesk.discard();
  });
});

test("the pages of the sales page are accessible", async ({ landingDesk, page }) => {
  await alone("landing", async () => {
    await landingDesk.discard();
    await landingDesk.write("footer", "Note", "A last line.");
    for (const path of ["/admin/landing", "/admin/landing/sections/hero", "/admin/landing/sections/faq", "/admin/landing/versions", "/admin/landing/preview"]) {
      await page.goto(path);
      expect(await findings(page), path).toEqual([]);
    }
    await landingDesk.discard();
  });
});
