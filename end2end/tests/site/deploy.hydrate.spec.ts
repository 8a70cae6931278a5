// The tests' own `test` takes a missing file for a defect. Here files are missing on purpose.
import { expect, test, type Page } from "@playwright/test";
import { SignIn } from "../../pages/sign-in";

/** Asks the server for files of another build, as a page that came before a deploy does, as often as it is said. */
async function loseFiles(page: Page, times: number, until: Promise<void> = Promise.resolve()): Promise<void> {
  await page.route(
    "**/pkg/*.js",
    async (route) => {
      await until;
      await route.continue({ url: route.request().url().replace(/\.[0-9a-f]+\.js$/, ".00000000.js") });
    },
    { times },
  );
}

/** Counts how often the page itself is asked for. */
function visits(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => (count += request.isNavigationRequest() && request.frame() === page.mainFrame() ? 1 : 0));
  return () => count;
}

test("a page whose files went with a deploy is asked for anew, and comes alive", async ({ page }) => {
  await loseFiles(page, 1);
  const count = visits(page);
  await new SignIn(page).openAlive();
  expect(count()).toBe(2);
  expect(await page.evaluate(() => sessionStorage.length), "the next deploy may do the same").toBe(0);
});

test("a page whose files do not come back is asked for anew once, and works without them", async ({ page }) => {
  const signIn = new SignIn(page);
  await loseFiles(page, 100);
  const count = visits(page);
  const gone: string[] = [];
  page.on("response", (answer) => void (answer.status() === 404 && gone.push(answer.url())));
  await signIn.open();
  await expect.poll(() => gone.length).toBe(2);
  await signIn.askForLink(`deployed-${test.info().retry}@example.com`);
  await expect(signIn.title).toHaveText("Look into your mail");
  // Twice the form; then what it is answered, and the page that this leads to.
  expect(count()).toBeLessThanOrEqual(4);
});

test("what is typed already is kept where files are gone", async ({ page }) => {
  const signIn = new SignIn(page);
  let typed = () => {};
  await loseFiles(page, 1, new Promise((resolve) => (typed = resolve)));
  const count = visits(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await signIn.email.fill("ada@example.com");
  const gone = page.waitForEvent("pageerror");
  typed();
  await gone;
  await expect(signIn.email).toHaveValue("ada@example.com");
  expect(count()).toBe(1);
});

test("a page that asks for what the new server does not have says so, and keeps what is typed", async ({ page }) => {
  const signIn = new SignIn(page);
  await signIn.openAlive();
  await page.route("**/api/identity/sign_in_with_password", (route) => route.continue({ url: route.request().url() + "_as_it_was" }));
  await signIn.email.fill("ada@example.com");
  await signIn.password.fill("violet tractor umbrella nine");
  await signIn.enter.click();
  await expect(signIn.refusal).toContainText("There may be a new version of this page");
  await expect(signIn.email).toHaveValue("ada@example.com");
});
