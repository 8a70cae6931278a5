import axe, { type RunOptions } from "axe-core";
import { expect, type Page } from "@playwright/test";

const widths = [390, 1280];
const schemes = ["light", "dark"] as const;

/** How many colours of what can be seen are still under way. What lies in a closed fold never arrives. */
function underWay(): number {
  const isSeen = ({ effect }: Animation) => effect instanceof KeyframeEffect && effect.target?.checkVisibility({ contentVisibilityAuto: true });
  return document.getAnimations().filter((animation) => animation instanceof CSSTransition && isSeen(animation)).length;
}

/** What axe finds on the page as it is now: each rule with the place. The frames of others are theirs. */
function violations(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run({ exclude: ["iframe"] }, { ...options, iframes: false, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")}`));
  }, options);
}

/** What axe finds on the page, narrow and wide, light and dark: in the dark only colours are different. */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect.poll(() => page.evaluate(underWay)).toBe(0);
      const all = await violations(page, colorScheme === "light" ? {} : { runOnly: ["color-contrast"] });
      found.push(...all.map((one) => `${one} (${width} px, ${colorScheme})`));
    }
  }
  return found;
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
