import { findings } from "../../pages/axe";
import { Curriculum } from "../../pages/curriculum";
import { Editor } from "../../pages/editor";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

test("lessons are ordered by keyboard, across modules too, and the page says so", async ({ page }) => {
  const curriculum = new Curriculum(page);
  // What is dragged and where to must both be in sight.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await curriculum.open();
  for (const [module, lessons] of [["Keyboard one", ["Alpha", "Beta"]], ["Keyboard two", ["Gamma"]]] as const) {
    await curriculum.addModule(module);
    await expect(curriculum.module(module)).toBeVisible();
    for (const lesson of lessons) {
      await curriculum.addLesson(module, lesson);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(lesson);
      await curriculum.open();
    }
  }
  await curriculum.lesson("Beta").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(curriculum.titles("Keyboard one")).toHaveText(["Beta", "Alpha"]);
  await expect(curriculum.said).toHaveText("“Beta” is now 1 of 2 in “Keyboard one”.");
  await expect(curriculum.lesson("Beta")).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(curriculum.titles("Keyboard two")).toHaveText(["Beta", "Gamma"]);
  await expect(curriculum.lesson("Beta")).toBeFocused();
  await curriculum.lesson("Gamma").dragTo(curriculum.lesson("Alpha"), { targetPosition: { x: 4, y: 2 } });
  await expect(curriculum.titles("Keyboard one")).toHaveText(["Gamma", "Alpha"]);
  await page.waitForLoadState("networkidle");
  await curriculum.open();
  await expect(curriculum.titles("Keyboard one")).toHaveText(["Gamma", "Alpha"]);
  await expect(curriculum.titles("Keyboard two")).toHaveText(["Beta"]);
});

test("words are drawn and saved while they are typed, and unsaved ones are guarded", async ({ page }) => {
  const editor = new Editor(page);
  await editor.open("talk-to-five-people");
  await editor.text.fill("A **new** text.");
  await expect(editor.view.locator("strong")).toHaveText("new");
  await expect(editor.stage).toContainText("Students do not see your latest changes yet.");
  await page.reload();
  await expect(editor.text).toHaveValue("A **new** text.");

  await editor.text.pressSequentially(" More");
  const asked = page.waitForEvent("dialog");
  const click = page.getByRole("link", { name: "All lessons" }).click();
  const dialog = await asked;
  expect(dialog.message()).toContain("not saved yet");
  await dialog.dismiss();
  await click;
  await expect(page).toHaveURL(/talk-to-five-people/);
  await editor.save("Save and show to students");
  await expect(editor.stage).not.toContainText("Students do not see");
});

test("a pasted picture is uploaded and stands in the text", async ({ page }) => {
  const editor = new Editor(page);
  await editor.open("a-quiet-room");
  const before = await editor.text.inputValue();
  await editor.text.focus();
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await editor.text.evaluate((area, data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const carrier = new DataTransfer();
    carrier.items.add(new File([bytes], "room.png", { type: "image/png" }));
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carrier, bubbles: true, cancelable: true }));
  }, png);
  await expect(editor.text).toHaveValue(/!\[room\]\(\/pictures\/[0-9a-f-]+\)/);
  await expect(editor.view.getByRole("img", { name: "room" })).toBeVisible();
  expect(before.length).toBeLessThan((await editor.text.inputValue()).length);
  await expect(editor.stage).toContainText("Saved on");
});

test("the curriculum, the editor and the versions are accessible", async ({ page }) => {
  test.setTimeout(90_000);
  for (const address of ["/admin/lessons", "/admin/lessons/talk-to-five-people", "/admin/lessons/talk-to-five-people/history"]) {
    await page.goto(address);
    expect(await findings(page), address).toEqual([]);
  }
  const version = page.getByRole("main").getByRole("listitem").getByRole("link").first();
  if (await version.isVisible()) {
    await version.click();
    await expect(page.getByRole("heading", { name: "What differs" })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  }
});
