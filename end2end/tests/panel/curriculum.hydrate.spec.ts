import { findings } from "../../pages/axe";
import { Curriculum } from "../../pages/curriculum";
import { Editor } from "../../pages/editor";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

/** A name that no earlier try uses. */
function named(stem: string): string {
  return stem + " again".repeat(test.info().retry);
}

test("lessons are ordered by keyboard, across modules too, and the page says so", async ({ page }) => {
  const curriculum = new Curriculum(page);
  const [one, two, alpha, beta, gamma] = ["Keyboard one", "Keyboard two", "Alpha", "Beta", "Gamma"].map(named) as [string, string, string, string, string];
  // What is dragged and where to must both be in sight.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await curriculum.open();
  for (const [module, lessons] of [[one, [alpha, beta]], [two, [gamma]]] as const) {
    await curriculum.addModule(module);
    await expect(curriculum.module(module)).toBeVisible();
    for (const lesson of lessons) {
      await curriculum.addLesson(module, lesson);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(lesson);
      await curriculum.open();
    }
  }
  let [underWay, most] = [0, 0];
  await page.route("**/curriculum/place_lesson", async (route) => {
    most = Math.max(most, ++underWay);
    const answer = await route.fetch();
    underWay--;
    await route.fulfill({ response: answer });
  });
  // A key that is pressed before the page is alive is not noticed.
  await expect(async () => {
    await curriculum.lesson(beta).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(curriculum.said).toContainText(beta, { timeout: 2_000 });
  }).toPass();
  await expect(curriculum.titles(one)).toHaveText([beta, alpha]);
  await expect(curriculum.said).toHaveText(`“${beta}” is now 1 of 2 in “${one}”.`);
  await expect(curriculum.lesson(beta)).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(curriculum.titles(two)).toHaveText([beta, gamma]);
  await expect(curriculum.lesson(beta)).toBeFocused();
  // The server hears of moves one after the other, so this is the last answer.
  const id = ((await curriculum.lesson(gamma).getAttribute("id")) ?? "").replace("lesson-", "");
  const told = page.waitForResponse((answer) => (answer.request().postData() ?? "").includes(id));
  await curriculum.lesson(gamma).dragTo(curriculum.lesson(alpha), { targetPosition: { x: 4, y: 2 } });
  await expect(curriculum.titles(one)).toHaveText([gamma, alpha]);
  await told;
  expect(most, "of two that are under way one could overtake the other").toBe(1);
  await page.unrouteAll({ behavior: "wait" });
  await curriculum.open();
  await expect(curriculum.titles(one)).toHaveText([gamma, alpha]);
  await expect(curriculum.titles(two)).toHaveText([beta]);

  const line = page.getByRole("listitem").filter({ has: curriculum.lesson(beta) });
  await line.getByText("Other module").click();
  await line.getByLabel("Move to the end of").selectOption({ label: one });
  await line.getByRole("button", { name: "Move", exact: true }).click();
  await expect(curriculum.titles(one)).toHaveText([gamma, alpha, beta]);
  await expect(curriculum.lesson(beta)).toBeFocused();
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
