import { enterAsCreator } from "../../pages/sessions";
import { newBuyer, signInByApi } from "../../pages/shop";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("access by hand lets a person in, and taking it back shuts the door", async ({ page, people, request }) => {
  const { email, name } = newBuyer();
  await people.giveAccess(email, name, "a scholarship");
  await expect(people.access).toContainText("a scholarship");
  await signInByApi(request, email);
  expect((await request.get("/learn", { maxRedirects: 0 })).status()).toBe(200);

  await people.takeBack("the scholarship is over");
  await expect(people.access).toContainText("the scholarship is over");
  await expect(page.getByRole("main")).toContainText("Cannot enter the course");
  expect((await request.get("/learn", { maxRedirects: 0 })).status()).toBe(403);

  await people.open();
  await people.search(`palmer ${email.split("@")[0]}`);
  await expect(people.rowOf(email)).toContainText("Access taken back");
});

test("a table says what it would do, and then does it", async ({ page, people, request }) => {
  const [ada, grace] = [newBuyer().email, newBuyer().email];
  await people.read(`e-mail,name,until\n${ada},Ada Palmer,2099-12-31\nnobody,,\n${grace},Grace,\n`);
  await expect(people.title).toHaveText("What this table does");
  await expect(page.getByRole("region", { name: "Lines that are left out" })).toContainText("This does not look like an address");
  await page.goto("/admin/people");
  await expect(people.rowOf(ada)).toHaveCount(0);
  await page.goBack();

  await page.getByRole("button", { name: "Give 2 people access" }).click();
  await expect(people.title).toHaveText("What was imported");
  await signInByApi(request, grace);
  expect((await request.get("/learn", { maxRedirects: 0 })).status()).toBe(200);
});

test("what is wrong with a form stands beside the field", async ({ page }) => {
  await page.goto("/admin/people/new");
  await page.getByLabel("E-mail address").fill("ada@example");
  await page.getByLabel("Reason, for the log").fill("a test");
  await page.getByRole("button", { name: "Give access" }).click();
  await expect(page.getByLabel("E-mail address")).toHaveAccessibleDescription(/This does not look like an e-mail address/);
});
