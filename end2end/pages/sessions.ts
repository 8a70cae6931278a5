import type { BrowserContext, Cookie } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { signInByApi } from "./shop";

/** Where a person's session of this run is kept. Playwright empties the folder when a run begins. */
function place(email: string): string {
  return join(process.env.LECTERN_ARTIFACTS ?? "test-results", "sessions", `${email}.json`);
}

/** Signs a browser in as the creator. */
export async function enterAsCreator(context: BrowserContext): Promise<void> {
  await enterAs(context, "admin@lectern.test");
}

/** Signs a browser in. One session serves all tests of a run: only so many links are mailed to one address. */
export async function enterAs(context: BrowserContext, email: string): Promise<void> {
  const kept = place(email);
  const known = await readFile(kept, "utf8").catch(() => undefined);
  if (known !== undefined) {
    await context.addCookies(JSON.parse(known) as Cookie[]);
    return;
  }
  await signInByApi(context.request, email);
  await keep(context, email);
}

/** Keeps the session of a browser for all tests of a run. */
export async function keep(context: BrowserContext, email: string): Promise<void> {
  const kept = place(email);
  await mkdir(dirname(kept), { recursive: true });
  const unfinished = `${kept}.${randomUUID()}`;
  await writeFile(unfinished, JSON.stringify(await context.cookies()));
  await rename(unfinished, kept);
}
