import { Curriculum } from "../../pages/curriculum";
import { Editor } from "../../pages/editor";
import { enterAsCreator } from "../../pages/sessions";
import { expect, test } from "../../pages/test";

test.beforeEach(async ({ context }) => enterAsCreator(context));

/** A name that neither the other project nor an earlier try uses. */
function named(stem: string): string {
  return `${stem} (${test.info().project.name} ${test.info().retry})`;
}

test("a module with two lessons is written, ordered and published", async ({ page, request }) => {
  const [module, first, second] = [named("Extras"), named("First extra"), named("Second extra")];
  const [curriculum, editor] = [new Curriculum(page), new Editor(page)];
  await curriculum.open();
  await curriculum.addModule(module);
  await expect(curriculum.module(module)).toBeVisible();
  for (const title of [first, second]) {
    await curriculum.open();
    await curriculum.addLesson(module, title);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await editor.text.fill(`Words of **${title}**.`);
    await editor.save("Save");
    await expect(page.getByText(/Saved on|words are saved/).first()).toBeVisible();
  }
  await curriculum.open();
  await expect(curriculum.titles(module)).toHaveText([first, second]);
  await curriculum.step(second, "up");
  await expect(curriculum.titles(module)).toHaveText([second, first]);

  await curriculum.lesson(second).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second);
  await editor.schedule("2099-12-24T18:00");
  await expect(page.getByText("and not before")).toBeVisible();
  expect(await (await request.get("/")).text()).not.toContain(second);
  await editor.publish("Publish now");
  await expect(page.getByRole("main").getByText("Published", { exact: true }).first()).toBeVisible();
  expect(await (await request.get("/")).text()).toContain(second);
  await editor.publish("Archive it");
  await expect(page.getByRole("main").getByText("Archived", { exact: true }).first()).toBeVisible();
  expect(await (await request.get("/")).text()).not.toContain(second);
});

test("what somebody else saved meanwhile is not overwritten", async ({ page }) => {
  test.setTimeout(60_000);
  const module = named("Shared");
  const [curriculum, editor] = [new Curriculum(page), new Editor(page)];
  await curriculum.open();
  await curriculum.addModule(module);
  await expect(curriculum.module(module)).toBeVisible();
  await curriculum.open();
  await curriculum.addLesson(module, named("Two tabs"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(named("Two tabs"));
  const other = new Editor(await page.context().newPage());
  await other.page.goto(page.url());
  await editor.text.fill("The first tab.");
  await editor.save("Save");
  await expect(page.getByText(/Saved on|words are saved/).first()).toBeVisible();
  await other.text.fill("The second tab.");
  await other.save("Save");
  const both = other.page.getByRole("link", { name: "Look at both" }).or(other.page.getByRole("heading", { name: "Two texts of one lesson" }));
  await expect(both.first()).toBeVisible();
  if (await other.page.getByRole("link", { name: "Look at both" }).isVisible()) {
    await other.page.getByRole("link", { name: "Look at both" }).click();
  }
  await expect(other.page.getByRole("heading", { name: "Two texts of one lesson" })).toBeVisible();
  const difference = other.page.getByRole("region", { name: "What differs" });
  await expect(difference).toContainText("The first tab.");
  await expect(difference).toContainText("The second tab.");
  const merged = other.page.getByLabel("Both texts in one");
  await expect(merged).toHaveValue("The first tab.\nThe second tab.\n");
  await other.page.getByRole("button", { name: "Save this text" }).click();
  await expect(other.text).toHaveValue("The first tab.\nThe second tab.\n");
  await other.page.getByRole("link", { name: "Earlier versions" }).click();
  await expect(other.page.getByText("Kept aside").first()).toBeVisible();
});

test("a setting that makes no sense is named and what was typed stays", async ({ page }) => {
  await page.goto("/admin/lessons/outline-backwards");
  const settings = page.getByRole("region", { name: "Settings" });
  await settings.getByLabel("Address").fill("search");
  await settings.getByRole("button", { name: "Save the settings" }).click();
  await expect(settings.getByText("The course has a page of its own at this address.")).toBeVisible();
  await expect(settings.getByLabel("Address")).toHaveValue("search");
});
