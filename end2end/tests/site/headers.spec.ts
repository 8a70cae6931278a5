import type { Response } from "@playwright/test";
import { expect, test } from "../../pages/test";

/** The policy of a document, by directive. */
function policyOf(answer: Response | null): Map<string, string> {
  const header = answer?.headers()["content-security-policy"] ?? "";
  const directives = header.split(";").map((directive) => directive.trim().split(" "));
  return new Map(directives.map(([name = "", ...sources]) => [name, sources.join(" ")]));
}

const zones = [
  { paths: ["/", "/legal/terms", "/no-such-page", "/sign-in", "/sign-in/no-such-link"], frames: /^'none'$/ },
  { paths: ["/checkout", "/orders/no-such-order"], frames: /^https:\/\/js\.stripe\.com / },
];

for (const { paths, frames } of zones) {
  for (const path of paths) {
    test(`${path} may load what its zone needs and nothing else`, async ({ page }) => {
      const policy = policyOf(await page.goto(path));
      expect(policy.get("default-src")).toBe("'none'");
      expect(policy.get("frame-ancestors")).toBe("'none'");
      expect(policy.get("frame-src")).toMatch(frames);
      expect(policy.get("script-src")).not.toMatch(/unsafe-inline|'unsafe-eval'/);
    });
  }
}

test("a lesson, free or not, may frame the video player and nothing else", async ({ page, reader: _ }) => {
  for (const path of ["/learn", "/learn/choose-one-promise", "/preview/choose-one-promise"]) {
    const policy = policyOf(await page.goto(path));
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(policy.get("frame-src")).toBe("https://player.vimeo.com");
    expect(policy.get("script-src")).not.toContain("stripe");
  }
});

test("answers that are no documents may load nothing", async ({ request }) => {
  const answer = await request.get("/api/catalog/current_offer");
  expect(answer.headers()["content-security-policy"]).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
});
