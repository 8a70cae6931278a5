import { enterAsCreator } from "../../pages/sessions";
import { buyByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";
import { sendBrokenEvent } from "../../pages/webhooks";

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("a refund is told before it is sent", async ({ admin, buyer, page, request }) => {
  const order = await buyByApi(request, buyer);
  await page.goto(`/admin/orders/${order}`);
  await page.getByRole("button", { name: "See what it does" }).click();
  await expect(admin.title).toHaveText("What this refund does");
  await expect(page.getByRole("main")).toContainText("Access ends to:");
  expect((await request.get("/learn", { maxRedirects: 0 })).status()).toBe(200);

  await page.getByLabel("Reason, for the log").fill("goodwill");
  await page.getByRole("button", { name: "Send the money back" }).click();
  await expect(page.getByRole("region", { name: "Refunds and disputes" })).toContainText("goodwill");
  await expect.poll(async () => (await request.get("/learn", { maxRedirects: 0 })).status()).toBe(403);
});

test("an event is looked at without its secrets, and worked through again", async ({ admin, buyer, page, request }) => {
  await buyByApi(request, buyer);
  await page.goto("/admin/webhooks?state=processed");
  await page.getByRole("row").getByRole("link").first().click();
  const body = page.getByRole("group", { name: "Body" });
  await expect(body).toContainText('"type"');
  await expect(body).not.toContainText("_secret_");
  await page.getByRole("button", { name: "Work through it again" }).click();
  await expect(page.getByRole("status").filter({ hasText: "worked through once more" })).toBeVisible();
  await expect(admin.title).toBeVisible();
});

test("a job that fails is parked, and tried again", async ({ page, request }) => {
  const event = await sendBrokenEvent(request);
  const job = page.getByRole("listitem").filter({ hasText: event });
  await expect(async () => {
    await page.goto("/admin/jobs?kind=process_webhook&state=pending");
    await job.getByRole("button", { name: "Park" }).click();
    await expect(page.getByRole("status").filter({ hasText: "The job is parked" })).toBeVisible({ timeout: 2_000 });
  }).toPass();

  await page.goto("/admin/jobs?state=parked");
  await expect(job).toContainText("parked by an admin");
  await job.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The job is tried now" })).toBeVisible();
});

test("the doctor says how everything is", async ({ admin, page }) => {
  await page.goto("/admin/doctor");
  await expect(admin.title).toHaveText("Doctor");
  await expect(page.getByRole("listitem").filter({ hasText: "Migrations" })).toContainText("The schema is up to date.");
});

test("the menu leads to every place, also folded", async ({ admin, page }) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const [name, title] of [["People", "People"], ["Audit log", "Audit log"], ["Orders", "Orders"]] as const) {
      await page.goto("/admin");
      if (width < 1000) {
        await page.getByText("Menu", { exact: true }).click();
      }
      await page.getByRole("navigation", { name: "Panel" }).getByRole("link", { name, exact: true }).click();
      await expect(admin.title).toHaveText(title);
    }
  }
});
