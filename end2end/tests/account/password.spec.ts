import { asForm, asScript } from "../../pages/requests";
import { expect, test } from "../../pages/test";

const good = "violet tractor umbrella nine";

test("a password is set after a link, signs in, and is removed", async ({ account, learn, mailbox, page, password, signIn, student }) => {
  await account.open();
  await page.getByRole("link", { name: "Set a password" }).click();
  await password.proveByMail(mailbox, student.email);
  await expect(password.title).toHaveText("Set a password");
  await password.save("password1");
  await expect(password.field).toHaveAccessibleDescription(/This is easy to guess/);
  await password.save(good);
  await password.expectSaved();
  await mailbox.expectMail(student.email, /Your account has a password now/);

  await learn.open();
  await learn.signOut();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn.byPassword(student.email, "quarry lantern pepper sled");
  await expect(signIn.refusal).toContainText("This did not let you in");
  await expect(signIn.email).toHaveValue(student.email);
  await signIn.password.fill(good);
  await signIn.enter.click();
  await expect(page).toHaveURL("/learn");

  await password.open();
  await expect(password.title).toHaveText("Change your password");
  await password.remove();
  await expect(page).toHaveURL(/removed/);
  await signIn.byPassword(student.email, good);
  await expect(signIn.refusal).toContainText("This did not let you in");
});

test("both ways in are on one page", async ({ signIn, buyer }) => {
  await signIn.open();
  await signIn.toPassword.click();
  await expect(signIn.password).toBeVisible();
  await signIn.toLink.click();
  await expect(signIn.password).toBeHidden();
  await signIn.askForLink(buyer.email);
  await expect(signIn.title).toHaveText("Look into your mail");
});

test("somebody sees where they are signed in, and ends it", async ({ account, browser, page, signIn, student, mailbox, baseURL }) => {
  const other = await browser.newContext({ baseURL });
  await other.request.post("/api/identity/request_link", { form: { email: student.email }, headers: asForm });
  const token = (await mailbox.signInLink(student.email)).split("/").at(-1) ?? "";
  await other.request.post("/api/identity/redeem_link", { form: { token }, headers: asScript });
  // The link ends what the purchase had signed in; this browser comes back with one of its own.
  await account.open();
  await expect(signIn.title).toHaveText("Sign in");
  await signIn.byMail(mailbox, student.email);
  await expect(page).toHaveURL("/learn");

  await account.open();
  await expect(account.sessions.getByRole("listitem")).toHaveCount(2);
  await expect(account.sessions.getByText("This browser")).toHaveCount(1);
  await account.signOutAnother();
  await expect(account.sessions.getByRole("listitem")).toHaveCount(1);
  expect((await other.request.get("/api/sessions/list")).status()).toBe(401);
  await account.signOutEverywhere();
  await expect(page.getByText("You are signed out on all browsers.")).toBeVisible();
  await account.open();
  await expect(signIn.title).toHaveText("Sign in");
  await other.close();
});
