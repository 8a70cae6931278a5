import { buyByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("a link from the mail signs in once", async ({ buyer, learn, mailbox, page, request, signIn }) => {
  await buyByApi(request, buyer);
  await signIn.open();
  await signIn.askForLink(buyer.email);
  await expect(signIn.title).toHaveText("Look into your mail");

  const link = await mailbox.signInLink(buyer.email);
  await page.goto(link);
  await expect(signIn.enter).toBeVisible();
  // Looking at it, as mail scanners do, spends nothing.
  await page.reload();
  await signIn.enter.click();
  await expect(page).toHaveURL("/learn");
  await expect(learn.title).toHaveText("Welcome, Ada");

  const again = await page.goto(link);
  expect(again?.status()).toBe(410);
  await expect(signIn.title).toHaveText("This link was already used");
  await expect(signIn.email).toBeVisible();
});

test("a link that nobody mailed is refused", async ({ page, signIn }) => {
  const answer = await page.goto("/sign-in/no-such-link");
  expect(answer?.status()).toBe(410);
  await expect(signIn.title).toHaveText("We do not know this link");
});

test("a new link can be asked for where an old one ended", async ({ buyer, page, signIn }) => {
  await page.goto("/sign-in/no-such-link");
  await signIn.askForLink(buyer.email);
  await expect(signIn.title).toHaveText("Look into your mail");
});

test("an address that is none is refused beside its field", async ({ signIn }) => {
  await signIn.open();
  await signIn.askForLink("ada@example");
  await expect(signIn.email).toHaveAccessibleDescription(/This does not look like an e-mail address/);
  await expect(signIn.email).toHaveAttribute("aria-invalid", "true");
  await expect(signIn.email).toHaveValue("ada@example");
});

test("an unknown address gets the same answer as a known one", async ({ buyer, mailbox, signIn }) => {
  await signIn.open();
  await signIn.askForLink(buyer.email);
  await expect(signIn.title).toHaveText("Look into your mail");
  expect(await mailbox.mailsTo(buyer.email)).toHaveLength(0);
});

test("signing out ends the session", async ({ learn, page, signIn, student }) => {
  await learn.open();
  await expect(learn.title).toHaveText(`Welcome, ${student.name.split(" ")[0]}`);
  await learn.signOut();
  await expect(page.getByText("You are signed out on this browser.")).toBeVisible();
  await learn.open();
  await expect(page).toHaveURL("/sign-in");
  await expect(signIn.title).toHaveText("Sign in");
});
