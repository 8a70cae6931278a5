import { completeCourseByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test("a student chooses mails on the account", async ({ account, student: _ }) => {
  await account.open();
  await expect(account.mail("New lessons")).toBeChecked();
  await expect(account.mail("A gentle reminder")).not.toBeChecked();
  await account.mail("A gentle reminder").check();
  await account.mail("New lessons").uncheck();
  await account.save();
  await account.open();
  await expect(account.mail("A gentle reminder")).toBeChecked();
  await expect(account.mail("New lessons")).not.toBeChecked();
  await expect(account.mail("Completion")).toBeChecked();
});

test("who completes the course is written to once, and ends such mails with one click", async ({ account, context, mailbox, page, student }) => {
  await completeCourseByApi(context.request);
  await mailbox.expectMail(student.email, /^You have completed/);
  const link = await mailbox.link(student.email, "/mail/unsubscribe/");
  await page.goto(link);
  await expect(account.title).toHaveText("No more of these mails?");
  await account.unsubscribe.click();
  await expect(account.title).toHaveText("You are unsubscribed");
  await account.open();
  await expect(account.mail("Completion")).not.toBeChecked();
  await expect(account.mail("New lessons")).toBeChecked();
});

test("a broken link says so", async ({ account, page }) => {
  const answer = await page.goto("/mail/unsubscribe/no-such-link");
  expect(answer?.status()).toBe(410);
  await expect(account.title).toHaveText("We do not know this link");
});
