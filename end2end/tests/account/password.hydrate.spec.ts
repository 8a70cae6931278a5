import { findings } from "../../pages/axe";
import { expect, test } from "../../pages/test";

test("what was typed as the address stays when the way in changes", async ({ page, signIn, buyer }) => {
  await signIn.openAlive();
  await expect(signIn.email).toHaveAttribute("autocomplete", "username");
  expect(await findings(page)).toEqual([]);
  await signIn.email.fill(buyer.email);
  await signIn.toLink.click();
  await expect(signIn.password).toBeHidden();
  await expect(signIn.email).toHaveValue(buyer.email);
  await signIn.toPassword.click();
  await expect(signIn.password).toBeVisible();
  await expect(signIn.email).toHaveValue(buyer.email);
});

test("a password can be looked at while it is typed, and its length is judged", async ({ mailbox, page, password, student }) => {
  await password.open();
  expect(await findings(page)).toEqual([]);
  await password.proveByMail(mailbox, student.email);
  await expect(password.show).toBeVisible();
  await password.field.fill("violet");
  await expect(password.meter).toHaveText("Too short yet.");
  await password.field.fill("violet tractor umbrella");
  await expect(password.meter).toHaveText("A good length.");
  await expect(password.field).toHaveAttribute("type", "password");
  await password.show.click();
  await expect(password.field).toHaveAttribute("type", "text");
  await expect(password.field).toHaveValue("violet tractor umbrella");
  expect(await findings(page)).toEqual([]);
});

test("the account is accessible", async ({ account, page, reader: _ }) => {
  await account.open();
  await expect(account.sessions.getByRole("listitem").first()).toBeVisible();
  expect(await findings(page)).toEqual([]);
});
