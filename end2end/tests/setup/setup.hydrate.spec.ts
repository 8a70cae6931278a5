import { findings } from "../../pages/axe";
import { cards } from "../../pages/card-form";
import { Checkout } from "../../pages/checkout";
import { Curriculum } from "../../pages/curriculum";
import { Editor } from "../../pages/editor";
import { Order } from "../../pages/order";
import { SecondFactor } from "../../pages/second-factor";
import { enterAs, keep } from "../../pages/sessions";
import { codeInTheLog, Setup } from "../../pages/setup";
import { newBuyer } from "../../pages/shop";
import { expect, test as base } from "../../pages/test";

// There is nothing to buy yet, and so no price to hold steady.
const test = base.extend<object, { steadyPrice: void }>({
  steadyPrice: [async ({}, use) => use(), { scope: "worker", auto: true }],
});

// A place is set up once: these are the steps of it, in their order, and none can be gone again.
test.describe.configure({ mode: "serial", retries: 0, timeout: 60_000 });

test("before the first run every page says that there is nothing yet", async ({ browser }) => {
  // In a browser of its own, because 503 is what this test is about.
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const path of ["/", "/learn", "/admin", "/nowhere"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(503);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This course is not set up yet");
  }
  expect(await findings(page)).toEqual([]);
  await page.getByRole("link", { name: "Set it up" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up your course");
  expect(await findings(page)).toEqual([]);
  await context.close();
});

test("without scripts the code opens the page, and what was typed is kept", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const setup = new Setup(page);
  await setup.open();
  await setup.show("not-the-code");
  await expect(page.getByLabel("Code from the server’s log")).toHaveAttribute("aria-invalid", "true");
  await setup.show(await codeInTheLog());
  await expect(setup.checks).toContainText("Mails are written into");
  await setup.fill("ada@example.com", "free");
  await setup.begin();
  await expect(page.getByLabel("Price of an empty course")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Price of an empty course")).toHaveValue("free");
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@example.com");
  await context.close();
});

test("the creator sets the place up and is led on from an empty course", async ({ context, page, request }) => {
  const factor = new SecondFactor(page);
  const setup = new Setup(page);
  await setup.open();
  await setup.show(await codeInTheLog());
  await expect(setup.checks).toContainText("Look again");
  expect(await findings(page)).toEqual([]);
  await setup.fill("ada@example", "149");
  await setup.begin();
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await setup.fill("ada@example.com", "149");
  await setup.begin();
  await expect(factor.notice).toContainText("The panel asks for a second factor");
  expect(await findings(page)).toEqual([]);
  await factor.setUp();
  await factor.kept();
  await expect(setup.title).toHaveText("Overview");
  await keep(context, "ada@example.com");
  await expect(page.getByRole("region", { name: "Next steps" })).toContainText("Write and publish the first lesson");
  expect(await findings(page)).toEqual([]);

  expect((await page.goto("/setup"))?.status()).toBe(404);
  expect((await page.goto("/"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Engines for everybody");
  expect(await findings(page)).toEqual([]);
  await page.goto("/learn");
  await expect(page.getByRole("main")).toContainText("The first lessons are being prepared");
  expect(await findings(page)).toEqual([]);
  expect((await request.get("/checkout")).status()).toBe(200);
});

test("the creator writes the course, launches it, sells a seat, refunds it, and sees it in the numbers", async ({
  admin,
  browser,
  context,
  lessonDesk,
  numbers,
  page,
  preview,
  shopDesk,
}) => {
  test.setTimeout(90_000);
  await enterAs(context, "ada@example.com");
  const [curriculum, editor] = [new Curriculum(page), new Editor(page)];

  await test.step("a module with two lessons and a file", async () => {
    await curriculum.open();
    await curriculum.addModule("Pistons");
    for (const title of ["Why engines turn", "How engines start"]) {
      await curriculum.addLesson("Pistons", title);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await editor.text.fill(`Everything about **${title.toLowerCase()}**.`);
      await editor.save("Save");
      await expect(page.getByText(/Saved on|words are saved/).first()).toBeVisible();
      await curriculum.open();
    }
    await curriculum.lesson("Why engines turn").click();
    await lessonDesk.upload("drawing.txt", "a piston");
    await expect(lessonDesk.titles()).toHaveText(["drawing"]);
    await curriculum.open();
  });

  await test.step("ordered by keyboard", async () => {
    // A key that is pressed before the page is alive is not noticed.
    await expect(async () => {
      await curriculum.lesson("How engines start").focus();
      await page.keyboard.press("Alt+ArrowUp");
      await expect(curriculum.said).toContainText("How engines start", { timeout: 2_000 });
    }).toPass();
    await expect(curriculum.titles("Pistons")).toHaveText(["How engines start", "Why engines turn"]);
    await expect(curriculum.said).toContainText("is now 1 of 2");
  });

  await test.step("seen as of next week, and then published", async () => {
    const week = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
    await curriculum.lesson("How engines start").click();
    await editor.publish("Publish now");
    await expect(page.getByRole("region", { name: "Students", exact: true })).toContainText("Published");
    await curriculum.open();
    await curriculum.lesson("Why engines turn").click();
    await editor.schedule(week(3));
    await expect(page.getByText("and not before")).toBeVisible();
    for (const [days, seen] of [[1, 0], [7, 1]] as const) {
      await preview.see("learn", `student=owns&days=0&at=${encodeURIComponent(week(days))}`);
      await expect(page.getByRole("main").getByText("How engines start").first()).toBeVisible();
      expect(await page.getByRole("main").getByText("Why engines turn").count() > 0).toBe(seen === 1);
    }
    await curriculum.open();
    await curriculum.lesson("Why engines turn").click();
    await editor.publish("Publish now");
    await expect(page.getByRole("region", { name: "Students", exact: true })).toContainText("Published");
  });

  await test.step("a price for twenty seats, and the doors open", async () => {
    await page.goto("/admin/offers");
    await page.getByRole("row").filter({ hasText: "Course" }).getByRole("link").first().click();
    await shopDesk.row(1).getByLabel("Amount").fill("129");
    await shopDesk.setPrices();
    await expect(shopDesk.now).toContainText("€129");
    await shopDesk.terms.getByLabel("Seats").fill("20");
    await shopDesk.save();
    await expect(shopDesk.terms).toContainText("0 of 20 taken");
    await shopDesk.press("Resume it");
    await expect(shopDesk.now).toContainText("It can be bought.");
  });

  const buyer = newBuyer();
  await test.step("a seat is sold", async () => {
    const visitor = await browser.newContext();
    const shop = await visitor.newPage();
    await shop.goto("/");
    await expect(shop.locator("#price")).toContainText("20");
    await shop.getByRole("main").getByRole("link", { name: "Join the course" }).first().click();
    await new Checkout(shop).buy(buyer, cards.good);
    await new Order(shop).expectThanks();
    await shop.goto("/learn");
    await expect(shop.getByRole("main").getByText("Why engines turn").first()).toBeVisible();
    await visitor.close();
  });

  await test.step("it is refunded", async () => {
    await page.goto("/admin/orders");
    await admin.orderOf(buyer.email).getByRole("link").first().click();
    await page.getByRole("button", { name: "See what it does" }).click();
    await page.getByLabel("Reason, for the log").fill("changed her mind");
    await page.getByRole("button", { name: "Send the money back" }).click();
    await expect(page.getByRole("region", { name: "Refunds and disputes" })).toContainText("changed her mind");
  });

  await test.step("and the numbers moved", async () => {
    await expect(async () => {
      await numbers.open();
      await expect(numbers.cellsOf("Direct")).toHaveText(["1", "1", /100/, /€129/, /^1 · €129/, /^0 · /], { timeout: 500 });
    }).toPass();
  });
});
