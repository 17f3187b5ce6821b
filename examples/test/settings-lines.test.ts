import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFindings } from "../../worker/serve/axe.ts";
import type { Person } from "./browser.ts";
import { openWorld, signIn, type World } from "./world.ts";

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.newPerson();
  await signIn(world, admin);
});
afterAll(() => world?.close());

const open = async (path: string) => {
  await admin.page.goto(`${world.desk.url}/console/#/settings/${path}`);
  await admin.page.locator(".settings-page .fields, .settings-page .list-detail").first().waitFor();
};
const button = (name: string) => admin.page.getByRole("button", { name, exact: true });
const field = (name: string | RegExp) => admin.page.getByLabel(name).first();
const save = async () => {
  await button("Save").click();
  await admin.page.getByText("The settings are saved.").waitFor();
};
const discard = async () => {
  await button("Discard").click();
  await button("Discard").waitFor({ state: "detached" });
};

test("a contract is built, read back in sentences, held against past tickets, mended and saved", async () => {
  const { page } = admin;
  await open("contracts");
  await button("Add a contract").click();
  await field("Name").fill("Trial");
  await field(/^Plan/).fill("Trial");
  await page.getByRole("textbox", { name: "Urgent: First answer" }).fill("1h 30");
  await page.getByRole("textbox", { name: "Urgent: Solution" }).fill("45 min");
  const summary = page.getByRole("region", { name: "What this promises" });
  await summary.getByText("Urgent: answered within 1 h 30 min and solved within 45 min.").waitFor();

  // The desk says what is wrong with it; nothing that was typed is gone.
  await button("Try it on past tickets").click();
  await page.getByRole("region", { name: "Dry run" }).getByRole("listitem").filter({ hasText: "Trial" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Urgent: Solution" }).inputValue()).toBe("45 min");
  await page.getByRole("textbox", { name: "Urgent: Solution" }).fill("6 h");

  // Another one has tickets to be held against.
  await open("contracts/ctr_larkmoor");
  await page.getByRole("textbox", { name: "Normal: First answer" }).fill("1 min");
  await button("Try it on past tickets").click();
  await page.getByRole("figure").getByText("What would have been kept and broken").waitFor();
  await page.getByText("As a table").click();
  await expect.poll(() => page.getByRole("figure").getByRole("row").count()).toBeGreaterThan(4);
  await page.getByRole("textbox", { name: "Normal: First answer" }).fill("1 h");
  await page.getByText("The contract has changed since this dry run.").waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await save();
  await page.getByRole("link", { name: /^Trial/ }).click();
  await page.getByText("This is version 1.").waitFor();
});

test("a rule of the draft is tried out before it is saved, and only then decides", async () => {
  const { page } = admin;
  await open("rules");
  await button("Add a rule").click();
  const rule = page.locator("details.rule", { hasText: "New rule" });
  await rule.locator("summary").click();
  await rule.getByLabel("Name").fill("Lanterns");
  const made = page.locator("details.rule", { hasText: "Lanterns" });
  await made.getByRole("textbox", { name: /^Words/ }).fill("lantern");
  await page.keyboard.press("Enter");
  await made.getByRole("button", { name: "Add a condition" }).click();
  await made.getByRole("combobox", { name: "What it looks at" }).last().selectOption("Asked priority");
  await made.getByText("“lantern” in subject or text and asked priority is Urgent").waitFor();
  await page.getByRole("textbox", { name: "Subject" }).fill("My lantern is dark");
  await page.getByRole("combobox", { name: "Asked priority" }).last().selectOption("Urgent");

  await button("Explain").click();
  // It decides nothing, which the desk refuses; the draft is named, and the question stays.
  await page.getByText("“Lanterns” decides nothing.").waitFor();
  expect(await page.getByRole("textbox", { name: "Subject" }).inputValue()).toBe("My lantern is dark");
  await made.getByRole("textbox", { name: "Tags added" }).fill("Lamp");
  await page.keyboard.press("Enter");
  await button("Explain").click();
  const findings = page.locator(".finding", { hasText: "Lanterns" });
  await findings.getByText("matches", { exact: true }).waitFor();
  await page.getByText("This goes by your draft").waitFor();
  await expect.poll(() => page.locator(".facts").textContent()).toContain("lamp");
  expect(await accessibilityFindings(page)).toEqual([]);

  // The last rule of all stays the last one, whatever is moved.
  await made.locator("xpath=ancestor::li").getByRole("button", { name: "Move Lanterns up" }).click();
  await expect.poll(() => page.locator("details.rule .rule-name").last().textContent()).toContain("Default");
  await discard();
  await expect.poll(() => made.count()).toBe(0);
});

test("hours are painted by the keyboard, and the desk says where nobody is there", async () => {
  const { page } = admin;
  await open("rosters/agt_jonas");
  const grid = page.getByRole("grid", { name: /Week of Jonas/ });
  await grid.getByRole("gridcell", { name: "Mon 09:00: on duty" }).focus();
  await page.keyboard.press("Space");
  await grid.getByRole("gridcell", { name: "Mon 09:00: off duty" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await grid.getByRole("gridcell", { name: "Tue 09:00: off duty" }).waitFor();
  const week = page.getByRole("row", { name: /^Jonas Lindqvist/ });
  await expect.poll(() => week.textContent()).toContain("10–17");
  await page.getByText("Your unsaved changes do not count here yet.").waitFor();
  await page.getByRole("grid", { name: "Coverage, hour by hour" }).getByRole("gridcell").last().click();
  await page.getByText(/Everybody who was looked at/).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await discard();
  await grid.getByRole("gridcell", { name: "Mon 09:00: on duty" }).waitFor();
});

test("holidays come out of a file, are seen first, and stand in their year", async () => {
  const { page } = admin;
  await open("calendars/cal_office");
  const ics = (line: string) =>
    Buffer.from(
      `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${line}\r\nSUMMARY:Founders’ Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    );
  const choose = (buffer: Buffer) =>
    page.locator("input[type=file]").setInputFiles({ name: "days.ics", mimeType: "text/calendar", buffer });
  const year = new Date().getFullYear() + 1;
  await choose(ics("DTSTART;VALUE=DATE:20269999"));
  await page.locator(".form-issue").first().waitFor();
  await choose(ics(`DTSTART;VALUE=DATE:${year}0714`));
  await page.getByText("One holiday is in days.ics.").waitFor();
  expect(await page.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
  await button("Add one holiday").click();
  await expect
    .poll(() => page.getByRole("textbox", { name: `Name, ${year}-07-14` }).inputValue())
    .toBe("Founders’ Day");
  await discard();
});

test("a new agent gets a link once they are saved, and it signs them in", async () => {
  const { page } = admin;
  await open("agents");
  await button("Add an agent").click();
  await field("Name").fill("Nia Rowe");
  await field("E-mail").fill("not an address");
  expect(await button("Make a link").isDisabled()).toBe(true);
  await button("Save").click();
  await page.locator(".form-field-wrong", { hasText: "E-mail" }).waitFor();
  expect(await field("E-mail").inputValue()).toBe("not an address");
  await field("E-mail").fill("nia@northgate.example");
  await page.getByLabel("Shop care").check();
  await save();
  await button("Make a link").click();
  const link = (await page.getByRole("status", { name: "Sign-in link, shown this once" }).textContent()) ?? "";
  const nia = await world.newPerson();
  await nia.page.goto(new URL(link, world.desk.url).href);
  await nia.page.getByText("Nia Rowe").first().waitFor();
  await nia.context.close();
  await button("Remove Nia Rowe").click();
  await save();
  await expect.poll(() => page.getByRole("link", { name: /Nia Rowe/ }).count()).toBe(0);
});

test("axe finds nothing on any of these pages, and all of them fit on a phone", async () => {
  const { page } = admin;
  for (const path of [
    "tiers",
    "teams/team_shop",
    "agents/agt_jonas",
    "skills",
    "rosters",
    "calendars",
    "contracts",
    "rules",
  ]) {
    await page.setViewportSize({ width: 1280, height: 844 });
    await open(path);
    expect(await accessibilityFindings(page), path).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await accessibilityFindings(page), `${path}, narrow`).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), `${path} fits`).toBe(true);
  }
  expect(admin.complaints).toEqual([]);
});
