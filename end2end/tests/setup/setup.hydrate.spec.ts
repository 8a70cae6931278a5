import { findings } from "../../pages/axe";
import { codeInTheLog, Setup } from "../../pages/setup";
import { expect, test as base } from "../../pages/test";

// There is nothing to buy yet, and so no price to hold steady.
const test = base.extend<object, { steadyPrice: void }>({
  steadyPrice: [async ({}, use) => use(), { scope: "worker", auto: true }],
});

// A place is set up once: these are the steps of it, in their order.
test.describe.configure({ mode: "serial", timeout: 60_000 });

test("before the first run every page says that there is nothing yet", async ({ browser }) => {
  // In a browser of its own, because 503 is what this test is about.
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const path of ["/", "/learn", "/admin", "/nowhere"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(503);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This course is not set up yet");
  }
  expect(await findings(page)).toEqual([]);
  await page.getByRole("link", { name: "Set it up" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up your course");
  expect(await findings(page)).toEqual([]);
  await context.close();
});

test("without scripts the code opens the page, and what was typed is kept", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const setup = new Setup(page);
  await setup.open();
  await setup.show("not-the-code");
  await expect(page.getByLabel("Code from the server’s log")).toHaveAttribute("aria-invalid", "true");
  await setup.show(await codeInTheLog());
  await expect(setup.checks).toContainText("Mails are written into");
  await setup.fill("ada@example.com", "free");
  await setup.begin();
  await expect(page.getByLabel("Price of an empty course")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Price of an empty course")).toHaveValue("free");
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@example.com");
  await context.close();
});

test("the creator sets the place up and is led on from an empty course", async ({ page, request }) => {
  const setup = new Setup(page);
  await setup.open();
  await setup.show(await codeInTheLog());
  await expect(setup.checks).toContainText("Look again");
  expect(await findings(page)).toEqual([]);
  await setup.fill("ada@example", "149");
  await setup.begin();
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await setup.fill("ada@example.com", "149");
  await setup.begin();
  await expect(setup.title).toHaveText("Overview");
  await expect(page.getByRole("region", { name: "Next steps" })).toContainText("Write and publish the first lesson");
  expect(await findings(page)).toEqual([]);

  expect((await page.goto("/setup"))?.status()).toBe(404);
  expect((await page.goto("/"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Engines for everybody");
  expect(await findings(page)).toEqual([]);
  await page.goto("/learn");
  await expect(page.getByRole("main")).toContainText("The first lessons are being prepared");
  expect(await findings(page)).toEqual([]);
  expect((await request.get("/checkout")).status()).toBe(200);
});
