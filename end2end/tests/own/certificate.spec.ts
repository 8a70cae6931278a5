import { completeByApi } from "../../pages/certificate";
import { expect, test } from "../../pages/test";

test("a certificate is earned, named, and checked by a stranger", async ({ browser, certificate, context, page, student: _ }) => {
  await certificate.open();
  await expect(page.getByText("0 of 10 lessons completed")).toBeVisible();
  await completeByApi(context.request);

  await certificate.open();
  await expect(certificate.name).toHaveValue("Ada Palmer");
  await certificate.expectPicture();
  await certificate.name.fill("42");
  await certificate.update.click();
  await expect(page.getByText("This does not look like a name")).toBeVisible();
  await expect(certificate.name).toHaveValue("42");
  await certificate.open();
  await certificate.name.fill("Ada <b>Palmer</b>, Ph.D.");
  await certificate.issue.click();
  await expect(certificate.pdf).toBeVisible();
  await certificate.expectPicture();
  const download = page.waitForEvent("download");
  await certificate.pdf.click();
  expect((await download).suggestedFilename()).toBe("certificate.pdf");
  const address = await certificate.address.innerText();

  // The name was not agreed to.
  const javaScriptEnabled = test.info().project.name === "wasm";
  const stranger = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await stranger.goto(new URL(address).pathname);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("This certificate is genuine");
  await expect(stranger.getByText("The small course workshop").last()).toBeVisible();
  await expect(stranger.locator("body")).not.toContainText("Palmer");
  await expect(stranger.getByText("Completed on")).toBeHidden();

  await certificate.showsName.check();
  await certificate.showsDate.check();
  await certificate.save.click();
  await expect(page.getByText("This is how it looks now")).toBeVisible();
  await stranger.goto("/certificates");
  await stranger.getByRole("textbox", { name: "Code" }).fill(address.split("/").pop()?.toLowerCase() ?? "");
  await stranger.getByRole("button", { name: "Check it" }).click();
  await expect(stranger.getByText("Ada <b>Palmer</b>, Ph.D.")).toBeVisible();
  await expect(stranger.getByText("Completed on")).toBeVisible();
  await stranger.context().close();
});

test("a code that nobody has leads on", async ({ certificate, page }) => {
  const answer = await page.goto("/certificates/00000-00000-00000-00000");
  expect(answer?.status()).toBe(404);
  await expect(certificate.title).toHaveText("No certificate has this code");
  await expect(certificate.code).toHaveValue("00000-00000-00000-00000");
});
