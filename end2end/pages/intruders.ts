import { expect, type BrowserContext, type Page } from "@playwright/test";

/** Everything on the page that none of its own parts puts there. */
export function intruders(): string[] {
  const found = [];
  const sources = new Set(["https://player.vimeo.com"]);
  const inPosts = new Set(["P", "BR", "EM", "STRONG", "CODE", "PRE", "UL", "OL", "LI", "A"]);
  const never = new Set(["OBJECT", "EMBED", "BASE", "MATH", "XMP", "PLAINTEXT", "NOSCRIPT", "STYLE", "AUDIO", "VIDEO", "SOURCE", "PICTURE"]);
  for (const element of document.querySelectorAll("*")) {
    const name = element.tagName.toUpperCase();
    const text = element.outerHTML.slice(0, 120);
    if (never.has(name)) {
      found.push(`element ${text}`);
    }
    if (name === "IMG" && (element.hasAttribute("src") || element.hasAttribute("srcset"))) {
      found.push(`picture ${text}`);
    }
    if (name === "LINK" && new URL((element as HTMLLinkElement).href).origin !== location.origin) {
      found.push(`link ${text}`);
    }
    if (name === "SVG" && !element.classList.contains("icon")) {
      found.push(`drawing ${text}`);
    }
    if (name === "IFRAME" && !sources.has(new URL((element as HTMLIFrameElement).src).origin)) {
      found.push(`frame ${text}`);
    }
    if (name === "FORM" && new URL((element as HTMLFormElement).action).origin !== location.origin) {
      found.push(`form ${text}`);
    }
    if (name === "META" && element.hasAttribute("http-equiv")) {
      found.push(`meta ${text}`);
    }
    if (element.closest(".post .prose, .post-question .prose, .question-card .prose") && !element.matches(".prose") && !inPosts.has(name)) {
      found.push(`in a post ${text}`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith("on") || attribute === "style" || /^\s*(javascript|data|vbscript):/i.test(value)) {
        found.push(`attribute ${attribute} of ${text}`);
      }
    }
  }
  for (const script of document.scripts) {
    const own = script.src === "" ? script.text.startsWith("const tried = \"lectern-reloaded\";") || script.text.includes("__RESOLVED_RESOURCES") || script.text.includes("__SERIALIZED_ERRORS") || script.text.includes("__INCOMPLETE_CHUNKS") : new URL(script.src).origin === location.origin;
    if (!own) {
      found.push(`script ${script.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}

/** Opens a page on which nothing may be but its own parts. */
export async function expectPeace(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(intruders), path).toEqual([]);
}

/** What dialogs say from now on, none of which a page of ours opens. */
export function dialogsOf(context: BrowserContext): string[] {
  const dialogs: string[] = [];
  context.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  return dialogs;
}
