import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const { now, openConsole, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
  desk.signIn("admin");
});

const open = async (path: string) => {
  await page.goto("about:blank");
  await openConsole(`#/settings/${path}`);
  await page.locator(".settings-page .fields").first().waitFor();
};
const button = (name: string) => page.getByRole("button", { name, exact: true });
const item = (name: string) => page.locator("details.macro", { hasText: name });
const save = async () => {
  await button("Save").click();
  await page.getByText("The settings are saved.").waitFor();
};
const names = () => desk.setup.setup.macros.map(({ name }) => name);

test("a macro is written, seen filled, refused beside its field, mended and saved", async () => {
  await open("macros");
  await button("Add a macro").click();
  await item("New macro").locator("summary").click();
  await page.getByLabel("Name").fill("On its way");
  const made = item("On its way");
  const text = made.getByLabel(/^Text/);
  await text.fill("Hello ");
  await made.getByRole("button", { name: "Requester’s name" }).click();
  await page.keyboard.type(", it is on its way.");
  await expect.poll(() => text.inputValue()).toBe("Hello {{contact.name}}, it is on its way.");
  await made.getByText("Hello Inês Carvalho, it is on its way.").waitFor();

  await text.press("End");
  await page.keyboard.type(" {{contact.nmae}}");
  await made.locator(".form-field-wrong", { hasText: "{{contact.nmae}} means nothing." }).waitFor();
  await made.locator(".macro-left", { hasText: "{{contact.nmae}}" }).waitFor();
  await made.getByLabel("For all sites, also those to come").uncheck();
  await made.getByText("Choose at least one site.").waitFor();
  await made.getByLabel("Fernhill Outdoor").check();
  await button("Save").click();
  await made.locator("summary").getByText("1 to mend").waitFor();
  expect(await text.inputValue()).toContain("{{contact.nmae}}");
  expect(names()).not.toContain("On its way");

  await text.fill("Hello {{contact.name}}.");
  await made.getByLabel("Status").selectOption("Solved");
  await made.getByRole("textbox", { name: "Tags added" }).fill("Parcel");
  await page.keyboard.press("Enter");
  await made.getByLabel("Assign to whoever sends it").check();
  await made.locator("summary").getByText("status “Solved”, tags parcel, assign to you").waitFor();
  await save();
  await expect
    .poll(() => desk.setup.setup.macros.at(-1))
    .toMatchObject({
      name: "On its way",
      sites: ["site_shop"],
      text: "Hello {{contact.name}}.",
      actions: { status: "solved", tags: ["parcel"], assignToMe: true },
    });

  // Without anything to do it is a snippet again, and has no actions at all.
  await made.getByLabel("Status").selectOption("Leave as it is");
  await made.getByRole("button", { name: "Remove parcel" }).click();
  await made.getByLabel("Assign to whoever sends it").uncheck();
  await made.locator("summary").getByText("Changes nothing else").waitFor();
  await save();
  expect(desk.setup.setup.macros.at(-1)).not.toHaveProperty("actions");
});

test("macros are put in another order by keys, removed, and had back", async () => {
  await open("macros");
  const before = names();
  const [first = "", second = ""] = before;
  await button(`Move ${first}`).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByText(`${first} is number 2 now.`).waitFor({ state: "attached" });
  await save();
  expect(names()).toEqual([second, first, ...before.slice(2)]);
  await button(`Remove ${second}`).click();
  await page.getByText(`${second} is removed.`).waitFor();
  await button("Undo").click();
  await item(second).waitFor();
  await button("Discard").waitFor({ state: "detached" });
});

test("a team that a macro moves tickets to stays as long as it does, and the macro is a click away", async () => {
  desk.setup.setup = {
    ...desk.setup.setup,
    macros: desk.setup.setup.macros.map((macro) => ({ ...macro, actions: { team: "team_orders" } })),
    rules: desk.setup.setup.rules.filter(({ outcome }) => outcome.team !== "team_orders"),
  };
  await open("teams/team_orders");
  await expect.poll(() => page.getByRole("button", { name: /^Remove / }).isDisabled()).toBe(true);
  await page
    .getByRole("region", { name: /^Remove / })
    .getByRole("link", { name: "Ask the depot" })
    .click();
  await item("Ask the depot").getByLabel(/^Text/).waitFor();
});

test("axe finds nothing on it, wide and narrow, and nothing hangs over", async () => {
  await open("macros/mac_depot");
  await page.getByRole("heading", { name: "As it is put in" }).waitFor();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await findings()).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  }
});
