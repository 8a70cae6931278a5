import { codeAt } from "../../pages/authenticator";
import { expect, test } from "../../pages/test";

test("a second factor is set up, asked for, and stood in for by a recovery code", async ({ account, mailbox, page, password, secondFactor, signIn, student }) => {
  await secondFactor.open();
  await password.proveByMail(mailbox, student.email, "/account/second-factor");
  const { secret, codes } = await secondFactor.setUp();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save as a file" }).click();
  expect((await download).suggestedFilename()).toBe("recovery-codes.txt");
  await page.reload();
  await expect(secondFactor.codes).toHaveText(codes);
  await secondFactor.kept();
  await expect(page).toHaveURL("/account");
  await secondFactor.open();
  await expect(page.getByText("10 recovery codes are left")).toBeVisible();
  await expect(secondFactor.codes).toHaveCount(0);

  const enter = async () => {
    await signIn.byMail(mailbox, student.email);
    await expect(secondFactor.title).toHaveText("Now the code from your app");
  };

  await account.open();
  await account.signOutEverywhere();
  await expect(page.getByText("You are signed out on all browsers.")).toBeVisible();
  await enter();
  await page.goto("/learn");
  await expect(page).toHaveURL("/sign-in/code");
  await secondFactor.give("000 000");
  await expect(secondFactor.code).toHaveAccessibleDescription(/does not fit/);
  // The first code was taken when the factor was set up, so the next one is due.
  await secondFactor.give(codeAt(secret, 1));
  await expect(page).toHaveURL("/learn");

  await account.open();
  await account.signOutEverywhere();
  await expect(page.getByText("You are signed out on all browsers.")).toBeVisible();
  await enter();
  await secondFactor.useRecoveryCode();
  await secondFactor.give(codes[0]?.toUpperCase() ?? "");
  await expect(page).toHaveURL("/learn");
  await secondFactor.open();
  await expect(page.getByText("9 recovery codes are left")).toBeVisible();
  await page.getByRole("button", { name: "Remove the second factor" }).click();
  await expect(secondFactor.notice).toContainText("Your second factor is removed");
});
