import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const { now, newPage, openConsole, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
  desk.signIn();
});

const board = async (path = "") => {
  await page.goto("about:blank");
  await openConsole(`#/board${path}`);
};
const heading = (name: string) => page.getByRole("heading", { name, exact: false }).first();
const region = (name: string) => page.getByRole("region", { name });

test("the board shows loads, what presses and why nobody has a ticket, and follows what happens", async () => {
  await board();
  await region("What breaks next").getByRole("link").first().waitFor();
  await region("Nobody has it").getByText("Everybody who could is off duty or absent.").first().waitFor();
  await region("Ahead").getByText("Gap: Fernhill Outdoor, First line").waitFor();
  const row = page.getByRole("row", { name: "Anna Berg" });
  const open = [...desk.tickets.values()].filter(
    ({ ticket }) => ticket.assignee?.id === "agt_1" && ticket.status !== "solved" && ticket.status !== "closed",
  );
  await row.getByText(`${open.length} of 12`).waitFor();
  await page.locator(".live-live").waitFor();
  const anna = { kind: "agent", id: "agt_1", name: "Anna Berg" } as const;
  const number = open[0]?.ticket.number ?? "";
  desk.change(number, anna, [{ type: "status", from: "open", to: "solved" }], { status: "solved" });
  await row.getByText(`${open.length - 1} of 12`).waitFor({ timeout: 15_000 });
});

test("each chart says in words what it shows, and has the same as a table", async () => {
  await board();
  const chart = page.getByRole("figure", { name: "First answers, last 12 weeks" });
  await chart.getByText(/\d+ in time and \d+ late: \d+ % kept\./).waitFor();
  await chart.getByText("Show as a table").click();
  await expect.poll(() => chart.getByRole("row").count()).toBe(13);
});

test("somebody is marked ill with the keyboard, after seeing what moves, and it is taken back", async () => {
  await board();
  await page.getByRole("button", { name: "Mark ill: Anna Berg" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Mark Anna Berg absent" });
  const until = dialog.getByLabel("Until");
  const typed = await until.inputValue();
  await until.fill("2020-01-01T00:00");
  await dialog.getByLabel("Reason").fill("Flu");
  await page.keyboard.press("Enter");
  await dialog.getByText("An absence has to end after it begins.").waitFor();
  expect(await dialog.getByLabel("Reason").inputValue()).toBe("Flu");
  await until.fill(typed);
  await page.keyboard.press("Enter");
  await dialog.getByText("to Tomás Ortega").waitFor();
  await dialog.getByText("nobody can take it").first().waitFor();
  await dialog.getByText("1 ticket of sites that you do not see").waitFor();
  expect(desk.absences).toEqual([]);
  await dialog.getByRole("button", { name: "Mark absent" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Anna Berg is marked absent").waitFor();
  await page.getByRole("row", { name: "Anna Berg" }).getByText("Absent until").waitFor();

  await page.getByRole("link", { name: "Absences" }).click();
  await page.getByText("Flu").waitFor();
  await page.getByRole("button", { name: "Take back: absence of Anna Berg" }).click();
  await page.getByText("Everybody is there").waitFor();
  expect(desk.absences).toEqual([]);
});

test("the calendar is walked by keyboard, over its edges too, and tells each day in words", async () => {
  await board("/coverage");
  const cell = () => page.locator("[data-cell]:focus");
  const detail = page.locator(".coverage-detail");
  await page.locator('[data-cell="0 0"]').focus();
  await detail.getByText("Gaps", { exact: false }).waitFor();
  await detail.getByText("Everybody who could is off duty or absent.", { exact: false }).waitFor();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => cell().getAttribute("data-cell")).toBe("1 0");
  await detail.getByText(/^Anna Berg/).waitFor();
  await page.keyboard.press("End");
  await expect.poll(() => cell().getAttribute("data-cell")).toBe("1 6");
  const title = page.locator(".coverage-bar h3");
  const before = await title.textContent();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => cell().getAttribute("data-cell")).toBe("1 0");
  await expect.poll(() => title.textContent()).not.toBe(before);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => title.textContent()).toBe(before);
  await expect.poll(() => cell().getAttribute("data-cell")).toBe("1 6");

  await page.getByRole("radio", { name: "60 days" }).focus();
  await page.keyboard.press("Space");
  await expect.poll(() => page.getByRole("columnheader").count()).toBe(61);
  await page.getByText("gaps in the days shown").waitFor();
  await page.getByLabel("Tier or team").selectOption({ label: "Payments" });
  await page.getByRole("rowheader", { name: "Lea Fontaine" }).waitFor();
});

test("the wallboard covers everything, says when the line is down, and Esc leaves it", async () => {
  await board("/wall");
  const wall = page.getByRole("dialog");
  await wall.getByText("Breaks next").waitFor();
  // Nothing but the way out, which a screen without keys needs.
  await expect.poll(() => wall.locator("button, input, select, a").allTextContents()).toEqual(["Leave (Esc)"]);
  await page.locator(".live-live").waitFor({ state: "attached" });
  await now().context.setOffline(true);
  await wall.getByText("No line to the desk.").waitFor();
  await wall.locator(".wall-ticket").first().waitFor();
  await now().context.setOffline(false);
  await wall.getByText("No line to the desk.").waitFor({ state: "detached", timeout: 30_000 });
  await page.keyboard.press("Escape");
  await wall.waitFor({ state: "detached" });
  await heading("Board").waitFor();
  await page.goBack();
  await wall.getByRole("button", { name: "Leave (Esc)" }).click();
  await heading("Board").waitFor();
});

test.each([
  ["wide", { width: 1440, height: 900 }],
  ["on a phone", { width: 390, height: 844 }],
])("axe finds nothing and nothing runs over the edge, %s", async (_name, viewport) => {
  ({ desk, page } = await newPage(viewport));
  const fits = async () => expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await board();
  await region("Load by team").waitFor();
  expect(await findings()).toEqual([]);
  await fits();
  await page.getByRole("button", { name: "Mark ill: Anna Berg" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await findings()).toEqual([]);
  await page.getByRole("button", { name: "See what happens" }).click();
  await page.getByText("What happens").waitFor();
  expect(await findings()).toEqual([]);
  await fits();
  await page.keyboard.press("Escape");
  await board("/coverage");
  await page.getByRole("grid").waitFor();
  expect(await findings()).toEqual([]);
  await fits();
  await page.getByRole("radio", { name: "60 days" }).check({ force: true });
  await expect.poll(() => page.getByRole("columnheader").count()).toBe(61);
  expect(await findings()).toEqual([]);
  await fits();
  await board("/wall");
  await page.getByText("Breaks next").waitFor();
  expect(await findings()).toEqual([]);
  await fits();
});
