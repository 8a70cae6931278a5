import { findings } from "../../pages/axe";
import { expect, test } from "../../pages/test";

test("the question and the way back to it are accessible", async ({ page, privacyChoices }) => {
  await page.goto("/legal/terms");
  await expect(privacyChoices.question).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await privacyChoices.choose("Decline");
  expect(await findings(page)).toEqual([]);
});

test("the account's own data is accessible", async ({ account, mailbox, page, password, student }) => {
  test.setTimeout(60_000);
  await account.open();
  await account.data.getByText("Delete my account", { exact: true }).click();
  await account.data.getByRole("link", { name: "Show that it is me" }).click();
  await password.proveByMail(mailbox, student.email, "/account?erase=1#data");
  await account.confirmErasure("somebody.else@example.com");
  await expect(account.data.getByText("Please type the address of this account")).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
