import { alone } from "../../pages/alone";
import { LandingDesk } from "../../pages/landing-desk";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.describe.configure({ timeout: 90_000 });
test.beforeEach(async ({ context }) => enterAsCreator(context));

const TITLE = "Make the small course you keep meaning to make";

test("what is written is a draft until it is published, and comes back when an earlier version is restored", async ({ browser, landingDesk }) => {
  await alone("landing", async () => {
    const visitor = await (await browser.newContext()).newPage();
    await landingDesk.discard();
    await landingDesk.write("hero", "Title", "A course about chairs");
    await visitor.goto("/");
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(TITLE);
    await landingDesk.publishIt();
    await visitor.reload();
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("A course about chairs");
    await landingDesk.restore(1);
    await visitor.reload();
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(TITLE);
    await visitor.context().close();
  });
});

test("of two who write a section the later sees both texts and chooses", async ({ context, landingDesk }) => {
  await alone("landing", async () => {
    await landingDesk.discard();
    const other = new LandingDesk(await context.newPage());
    await landingDesk.openSection("guarantee");
    await other.write("guarantee", "Text", "Written by the other.");
    await landingDesk.field("Text").fill("Written by me.");
    await landingDesk.save.click();
    await expect(landingDesk.says(/has changed this section meanwhile/)).toBeVisible();
    await expect(landingDesk.says("Written by the other.")).toBeVisible();
    await expect(landingDesk.field("Text")).toHaveValue("Written by me.");
    await landingDesk.field("Text").fill("Written by both.");
    await landingDesk.save.click();
    await expect(landingDesk.says("Saved in the draft.")).toBeVisible();
    await landingDesk.openSection("guarantee");
    await expect(landingDesk.field("Text")).toHaveValue("Written by both.");
    await landingDesk.discard();
  });
});

test("questions are moved, added and removed, and what was typed stays", async ({ landingDesk, page }) => {
  await alone("landing", async () => {
    await landingDesk.discard();
    await landingDesk.openSection("faq");
    const questions = page.getByRole("listitem").getByLabel("Question", { exact: true });
    const first = await questions.nth(0).inputValue();
    await questions.nth(1).fill("Is this typed and not saved yet?");
    await page.getByRole("button", { name: "Move up: Question 2" }).click();
    await expect(questions.nth(0)).toHaveValue("Is this typed and not saved yet?");
    await expect(questions.nth(1)).toHaveValue(first);
    const count = await questions.count();
    await page.getByRole("button", { name: "Add: Question" }).click();
    await expect(questions).toHaveCount(count + 1);
    await page.getByRole("button", { name: `Remove: Question ${count + 1}` }).click();
    await expect(questions).toHaveCount(count);
    await landingDesk.discard();
  });
});

test("a text of one's own comes, cannot be published unfinished, and goes", async ({ landingDesk, page }) => {
  await alone("landing", async () => {
    await landingDesk.discard();
    await landingDesk.open();
    await page.getByRole("button", { name: "Add a text of your own" }).click();
    await expect(landingDesk.title).toHaveText("Text of your own");
    await landingDesk.open();
    await landingDesk.publish.click();
    await expect(landingDesk.says("Something is still to be written")).toBeVisible();
    await landingDesk.section("Text of your own").getByRole("link").click();
    await landingDesk.field("Title").fill("About the room");
    await landingDesk.field("Text").fill("It is *quiet*.");
    await landingDesk.save.click();
    await expect(landingDesk.title).toHaveText("About the room");
    await page.getByText("Remove this text…").click();
    await page.getByRole("button", { name: "Remove this text" }).click();
    await expect(landingDesk.title).toHaveText("Sales page");
    await expect(landingDesk.section("About the room")).toHaveCount(0);
    await landingDesk.discard();
  });
});
