import type { BrowserContext, Request } from "@playwright/test";

/** The builds that serve beside each other. */
export type Build = "last" | "next";

const { BASE_URL = "http://127.0.0.1:3000", NEXT_URL = "" } = process.env;

/** Stands before the replicas as a proxy does: what a browser asks of the site goes to the build that is chosen for it. */
export async function divide(context: BrowserContext, choose: (request: Request) => Build): Promise<void> {
  await context.route(`${BASE_URL}/**`, async (route, request) => {
    const url = choose(request) === "next" ? request.url().replace(BASE_URL, NEXT_URL) : request.url();
    await route.continue({ url });
  });
}
