import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const widths = [390, 1280];
const schemes = ["light", "dark"] as const;

/** Lets the new colours arrive: with reduced motion they take a millisecond, and on a busy machine longer. */
async function settled(): Promise<void> {
  await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  const under = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(under.map(({ finished }) => finished));
}

/**
 * What axe finds on the page, narrow and wide, light and dark: in the dark only colours are different. The frames of others
 * are theirs.
 */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(settled);
      const axe = new AxeBuilder({ page }).exclude("iframe");
      const { violations } = await (colorScheme === "light" ? axe : axe.withRules("color-contrast")).analyze();
      found.push(
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")} (${width} px, ${colorScheme})`)),
      );
    }
  }
  return found;
}
