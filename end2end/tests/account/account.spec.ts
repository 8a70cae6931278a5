import { readFile } from "node:fs/promises";
import { expect, test } from "../../pages/test";

test("a student takes along all that is stored", async ({ account, student, page }) => {
  await account.open();
  const download = page.waitForEvent("download");
  await account.data.getByRole("link", { name: "Download my data" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("my-data.zip");
  // Entries are stored as they are, so the archive can be read as text.
  const archive = (await readFile(await file.path())).toString("latin1");
  for (const own of ["README.txt", "orders.json", "notes.md", "%PDF-", student.email, student.order]) {
    expect(archive).toContain(own);
  }
});

test("an account is deleted by who types its address, and its address can buy again", async ({
  account,
  mailbox,
  page,
  password,
  signIn,
  student,
}) => {
  await account.open();
  await account.data.getByText("Delete my account", { exact: true }).click();
  await account.data.getByRole("link", { name: "Show that it is me" }).click();
  await password.proveByMail(mailbox, student.email, "/account?erase=1#data");
  await account.confirmErasure("somebody.else@example.com");
  await expect(account.data.getByText("Please type the address of this account")).toBeVisible();
  await account.confirmErasure(student.email);
  await expect(page.getByText("Your account is deleted")).toBeVisible();
  await page.goto("/learn");
  await expect(signIn.title).toHaveText("Sign in");
});
