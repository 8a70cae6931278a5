import { findings } from "../../pages/axe";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 60_000 });

test("an address changes when both mailboxes have said yes, and the old one can object", async ({ account, address, mailbox, page, password, student }, info) => {
  const next = `new-${student.email}`;
  const looks = info.project.name !== "no-js";
  await account.open();
  await page.getByRole("link", { name: "Change the address" }).click();
  await password.proveByMail(mailbox, student.email, "/account/address");
  await expect(address.title).toHaveText("Change your address");
  if (looks) {
    expect(await findings(page)).toEqual([]);
  }
  await address.ask(student.email);
  await expect(address.field).toHaveAccessibleDescription(/This is the address of your account already/);
  await address.ask(next);
  await expect(address.title).toHaveText("Look into both mailboxes");
  await expect(address.mailbox(next)).toContainText("still to say yes");
  if (looks) {
    expect(await findings(page)).toEqual([]);
  }

  await address.openLink(mailbox, next);
  await expect(address.title).toHaveText("Is this your address?");
  await expect(address.no).toBeHidden();
  await address.yes.click();
  await expect(address.title).toHaveText("Thank you. One is missing");
  await address.open();
  await expect(address.mailbox(next)).toContainText("has said yes");

  await address.openLink(mailbox, student.email);
  await expect(address.title).toHaveText("Shall this be your address?");
  await expect(address.no).toBeVisible();
  if (looks) {
    expect(await findings(page)).toEqual([]);
  }
  await address.yes.click();
  await expect(address.title).toHaveText("The address is changed");
  await account.open();
  await expect(page.getByText(next).first()).toBeVisible();
  await mailbox.expectMail(next, /This is the address of your account now/);

  await mailbox.expectMail(student.email, /Your account has another address now/);
  await address.openLink(mailbox, student.email);
  await expect(address.title).toHaveText("Was that not you?");
  await address.object.click();
  await expect(address.title).toHaveText("Thank you, we look at it");
  await account.open();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("who asks for a link with a slip finds it still typed", async ({ signIn }) => {
  await signIn.open();
  await signIn.askForLink("ada@example");
  await expect(signIn.email).toHaveAccessibleDescription(/This does not look like an e-mail address/);
  await expect(signIn.email).toHaveValue("ada@example");
});
