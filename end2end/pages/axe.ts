import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const widths = [390, 1280];
const schemes = ["light", "dark"] as const;

/** How many colours of what can be seen are still under way. What lies in a closed fold never arrives. */
function underWay(): number {
  const isSeen = ({ effect }: Animation) => effect instanceof KeyframeEffect && effect.target?.checkVisibility({ contentVisibilityAuto: true });
  return document.getAnimations().filter((animation) => animation instanceof CSSTransition && isSeen(animation)).length;
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
      await expect.poll(() => page.evaluate(underWay)).toBe(0);
      const axe = new AxeBuilder({ page }).exclude("iframe");
      const { violations } = await (colorScheme === "light" ? axe : axe.withRules("color-contrast")).analyze();
      found.push(
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")} (${width} px, ${colorScheme})`)),
      );
    }
  }
  return found;
}
