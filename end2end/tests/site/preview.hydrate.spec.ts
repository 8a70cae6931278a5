import { expect, test } from "../../pages/test";

test("a free lesson whose video does not come says so, and may be tried again", async ({ page, player }) => {
  let blocked = true;
  await page.route("https://player.vimeo.com/**", (route) => (blocked ? new Promise(() => {}) : route.continue()));
  await page.goto("/preview/choose-one-promise", { waitUntil: "domcontentloaded" });
  await expect(player.silence).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("article")).toContainText("Exercise");
  blocked = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(player.silence).toBeHidden();
  await expect(player.play).toBeVisible();
  // The player has answered: nothing else will be said of it.
  await expect(page.locator('iframe[title^="Video: "]')).toHaveAttribute("data-ready", "true");
});
