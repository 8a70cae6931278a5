import { findings } from "../../pages/axe";
import { completeByApi } from "../../pages/certificate";
import { hostileNames } from "../../pages/corpus";
import { expect, test } from "../../pages/test";

test("names of any kind are shown and do nothing, and every page stays accessible", async ({ certificate, context, page, student: _ }) => {
  test.setTimeout(90_000);
  const dialogs: string[] = [];
  context.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await certificate.open();
  expect(await findings(page)).toEqual([]);
  await completeByApi(context.request);
  await certificate.open();
  await certificate.expectPicture();
  expect(await findings(page)).toEqual([]);
  await certificate.issue.click();
  await expect(certificate.pdf).toBeVisible();
  // What was saved is told here already: each name below begins with a page that tells nothing.
  await certificate.open();
  await certificate.showsName.check();
  let address = "";
  for (const name of [...hostileNames, "محمد بن سلمان", "李小龍"]) {
    await certificate.name.fill(name);
    await certificate.save.click();
    await expect(page).toHaveURL(/saved/);
    await expect(page.getByText("This is how it looks now")).toBeVisible();
    address = new URL(await certificate.address.innerText()).pathname;
    await page.goto(address);
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    // The picture as a page of its own: nothing in it runs.
    const picture = await page.request.get("/learn/certificate.svg");
    expect(await picture.text()).not.toMatch(/<script|<foreignObject| on\w+=/);
    await certificate.open();
    await certificate.expectPicture();
  }
  expect(await findings(page)).toEqual([]);
  for (const path of [address, "/certificates", "/certificates/nonsense"]) {
    await page.goto(path);
    await expect(certificate.title).toBeVisible();
    expect(await findings(page)).toEqual([]);
  }
  expect(dialogs).toEqual([]);
});
