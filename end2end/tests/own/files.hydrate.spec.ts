import { findings } from "../../pages/axe";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

/** A lesson whose files no other test moves, and no earlier try has left some with. */
function alone(lessons: [string, string]): string {
  return lessons[test.info().retry % 2] ?? lessons[0];
}

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("an upload shows how far it is and can be cancelled", async ({ context, lessonDesk, page }) => {
  const lesson = alone(["set-a-price-you-can-explain", "write-an-honest-sales-page"]);
  const uploads = `**/admin/lessons/${lesson}/uploads`;
  await lessonDesk.open(lesson);
  await page.route(uploads, () => {});
  await expect(async () => {
    await lessonDesk.upload("slow.txt", "x".repeat(100_000));
    await expect(lessonDesk.progress).toBeVisible({ timeout: 1000 });
  }).toPass();
  await lessonDesk.cancel.click();
  await expect(lessonDesk.progress).toBeHidden();
  await page.unroute(uploads);
  const line = await context.newCDPSession(page);
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 150_000 });
  await lessonDesk.upload("slow.txt", "x".repeat(600_000));
  const sent = () => lessonDesk.progress.evaluate((bar) => (bar as HTMLProgressElement).value);
  await expect.poll(sent).toBeGreaterThan(0);
  const first = await sent();
  expect(first).toBeLessThan(90);
  await expect.poll(sent).toBeGreaterThan(first);
  await expect(lessonDesk.says("“slow.txt” is here.")).toBeVisible();
  await expect(page).toHaveURL(`/admin/lessons/${lesson}`);
  await lessonDesk.remove("slow");
  await expect(lessonDesk.says("The file is removed.")).toBeVisible();
});

test("files are moved by keys, and the page stays accessible", async ({ lessonDesk, page }) => {
  test.setTimeout(60_000);
  const lesson = alone(["record-without-losing-the-day", "choose-one-promise"]);
  await lessonDesk.open(lesson);
  for (const name of ["first", "second"]) {
    await lessonDesk.upload(`${name}.md`, `# ${name}`);
    await expect(lessonDesk.file(name)).toBeVisible();
  }
  const up = page.getByRole("button", { name: "Move up: second" });
  const down = page.getByRole("button", { name: "Move down: second" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(up).toBeDisabled();
  await expect(down).toBeEnabled();
  await down.click();
  await expect(down).toBeDisabled();

  const file = await lessonDesk.change("second");
  await file.getByLabel("Title").fill("Second edition");
  await file.getByRole("button", { name: "Save the title" }).click();
  await expect(lessonDesk.says("The title is changed.")).toBeVisible();
  const renamed = await lessonDesk.change("Second edition");
  await renamed.getByLabel("Other content").setInputFiles({ name: "b.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await renamed.getByRole("button", { name: "Replace" }).click();
  await expect(lessonDesk.file("Second edition")).toContainText("CSV table");
  await lessonDesk.change("Second edition");
  expect(await findings(page)).toEqual([]);
  await page.goto("/admin/lessons");
  await expect(page.getByRole("link", { name: "Set a price you can explain" })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await lessonDesk.open(lesson);
  for (const title of ["first", "Second edition"]) {
    await lessonDesk.remove(title);
    await expect(lessonDesk.file(title)).toHaveCount(0);
  }
});
