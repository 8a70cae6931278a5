import type { Locator } from "@playwright/test";

/**
 * Clicks where the page stands still. A frame of another site, like the card form, has a process of its own, and right after
 * scrolling a click may still go to where the frame was.
 */
export async function press(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  await button.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))),
  );
  await button.click();
}
