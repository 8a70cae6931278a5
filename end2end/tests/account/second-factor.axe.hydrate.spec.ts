import { findings } from "../../pages/axe";
import { expect, test } from "../../pages/test";

test("every page of the second factor is accessible", async ({ account, mailbox, page, password, secondFactor, signIn, student }) => {
  test.setTimeout(120_000);
  await secondFactor.open();
  expect(await findings(page)).toEqual([]);
  await password.proveByMail(mailbox, student.email, "/account/second-factor");
  await expect(secondFactor.title).toHaveText("Set up a second factor");
  expect(await findings(page)).toEqual([]);
  await secondFactor.begin();
  const secret = await secondFactor.secret();
  expect(await findings(page)).toEqual([]);
  await secondFactor.turnOn(secret);
  expect(await findings(page)).toEqual([]);
  await secondFactor.kept();
  await expect(page).toHaveURL("/account");
  await secondFactor.open();
  await expect(secondFactor.title).toHaveText("Your second factor");
  expect(await findings(page)).toEqual([]);

  await account.open();
  await account.signOutEverywhere();
  await expect(page.getByText("You are signed out on all browsers.")).toBeVisible();
  await signIn.byMail(mailbox, student.email);
  await expect(secondFactor.title).toHaveText("Now the code from your app");
  expect(await findings(page)).toEqual([]);
  await secondFactor.useRecoveryCode();
  await secondFactor.give("12345");
  await expect(secondFactor.code).toHaveAttribute("aria-invalid", "true");
  expect(await findings(page)).toEqual([]);
});
