import { findings } from "../../pages/axe";
import { cards } from "../../pages/card-form";
import { asForm } from "../../pages/requests";
import { enterAsCreator } from "../../pages/sessions";
import { beginByApi, tellProvider } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 60_000 });

const publicPages = ["/", "/preview/choose-one-promise", "/legal/terms", "/no-such-page", "/sign-in", "/sign-in?sent=1", "/sign-in/no-such-link"];

for (const path of publicPages) {
  test(`${path} is accessible`, async ({ page }) => {
    await page.goto(path);
    expect(await findings(page)).toEqual([]);
  });
}

test("/api is accessible", async ({ page }) => {
  await page.goto("/api");
  // Hundreds of functions and types are alike: some of each part are enough.
  await page.evaluate(() => {
    document.querySelectorAll("section > article:nth-of-type(n + 3)").forEach((article) => article.remove());
    document.querySelectorAll("section:nth-of-type(n + 3):not(:last-of-type)").forEach((section) => section.remove());
  });
  expect(await findings(page)).toEqual([]);
});

test("the checkout is accessible, before and after a refusal", async ({ buyer, checkout, page }) => {
  await checkout.open();
  await checkout.card.number.waitFor();
  expect(await findings(page)).toEqual([]);
  await checkout.buy({ ...buyer, email: "ada@example" }, cards.good);
  await expect(checkout.email).toHaveAttribute("aria-invalid", "true");
  expect(await findings(page)).toEqual([]);
  await checkout.buy(buyer, cards.declined);
  await expect(checkout.notice("The payment did not go through")).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test("the pages of a paid order are accessible", async ({ checkout, order, page, reader }) => {
  await order.open(reader.order);
  await order.expectThanks();
  expect(await findings(page)).toEqual([]);
  await checkout.open();
  await expect(checkout.title).toHaveText("You own this course");
  expect(await findings(page)).toEqual([]);
});

test("the pages of an order that is not paid yet are accessible", async ({ buyer, context, order, page }) => {
  const open = await beginByApi(context.request, buyer);
  await order.open(open.public_id);
  await order.card.number.waitFor();
  expect(await findings(page)).toEqual([]);
  await tellProvider(context.request, open, "process");
  await order.open(open.public_id);
  await expect(order.title).toHaveText("Confirming your payment");
  expect(await findings(page)).toEqual([]);
});

test("the page of a live sign-in link is accessible", async ({ mailbox, owner, page, request, signIn }) => {
  await request.post("/api/identity/request_link", { form: { email: owner.email }, headers: asForm });
  await page.goto(await mailbox.signInLink(owner.email));
  await expect(signIn.enter).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test("the course is accessible", async ({ learn, lesson, page, student: _ }) => {
  await learn.open();
  expect(await findings(page)).toEqual([]);
  await lesson.open("choose-one-promise");
  await lesson.awaitKeys();
  expect(await findings(page)).toEqual([]);
  await lesson.complete();
  await page.keyboard.press("?");
  await expect(lesson.keys).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test("searching and choosing mails are accessible", async ({ account, page, reader: _, search }) => {
  await search.open("quiet room");
  await expect(search.found("Lessons").first()).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await search.open("no such word");
  expect(await findings(page)).toEqual([]);
  await account.open();
  await account.save();
  expect(await findings(page)).toEqual([]);
  await page.goto("/mail/unsubscribe/no-such-link");
  expect(await findings(page)).toEqual([]);
});

const panel = [
  "/admin",
  "/admin/orders",
  "/admin/people",
  "/admin/people/new",
  "/admin/people/import",
  "/admin/access",
  "/admin/reconciliation",
  "/admin/webhooks",
  "/admin/jobs",
  "/admin/mails",
  "/admin/audit",
  "/admin/browser-reports",
  "/admin/doctor",
];

for (const path of panel) {
  test(`${path} is accessible`, async ({ admin, context, owner: _, page }) => {
    await enterAsCreator(context);
    await page.goto(path);
    await expect(admin.title).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}

test("the panel's pages about one thing are accessible", async ({ admin, context, owner, page, people }) => {
  test.setTimeout(120_000);
  await enterAsCreator(context);
  const order = `/admin/orders/${owner.order}`;
  await people.read("e-mail,name\nada@example.com,Ada\nnobody,Nobody\n");
  expect(await findings(page)).toEqual([]);
  for (const path of [order, `${order}/refund`]) {
    await page.goto(path);
    await expect(admin.title).toBeVisible();
    expect(await findings(page)).toEqual([]);
  }
  const lists = [
    ["/admin/people", owner.name],
    [`/admin/mails?to=${owner.email}`, "Your receipt"],
    ["/admin/webhooks", "payment_intent"],
  ] as const;
  for (const [list, name] of lists) {
    await page.goto(list);
    await page.getByRole("row").getByRole("link", { name }).first().click();
    await expect(page.getByRole("link", { name: /^All / })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  }
});
