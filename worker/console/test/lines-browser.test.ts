import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const clara = "SHOP-100010";
const marcus = "APP-100021";
const hanna = "SHOP-100043";
const bea = "APP-100065";
const clocks = ".clocks li";

const { now, newPage, openConsole, signedInAt, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
});

const clock = (name: string) => page.locator(clocks, { hasText: name });
const dialog = (name: string) => page.getByRole("dialog", { name });

test("the clocks tell their state in words, and go on by the second without a request", async () => {
  await signedInAt(`#/mine/${clara}`);
  await clock("First answer").getByText("Kept").waitFor();
  await clock("Next answer · at risk").getByText("left").waitFor();
  await clock("Solution").getByText("by ").waitFor();
  await clock("Time at First line").getByText("left").waitFor();
  // Once it is live the page reads what it shows anew.
  await page.locator(".live-live").waitFor();
  await page.waitForLoadState("networkidle");
  const before = desk.calls.length;
  const shown = await clock("Next answer").locator("strong").textContent();
  expect(shown).toMatch(/^1\d min( \d+ s)? left$/);
  await expect.poll(() => clock("Next answer").locator("strong").textContent()).not.toBe(shown);
  expect(desk.calls.length).toBe(before);

  await openConsole(`#/mine/${marcus}`);
  await clock("First answer · missed").getByText("late").waitFor();
  await clock("First answer · missed").getByText("new date:").waitFor();
  await openConsole(`#/mine/${hanna}`);
  await clock("Solution · paused").getByText("5 h 10 min left").waitFor();
  await clock("Solution · paused").getByText("waits for the requester").waitFor();
  await clock("First answer · missed").getByText("done late").waitFor();
});

test("a clock comes to be missed while it is looked at", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.locator(".live-live").waitFor();
  const dueAt = new Date(Date.now() + 5_000).toISOString();
  const due = { metric: "first_response", cycle: 1, state: "at_risk", dueAt } as const;
  const alarm = { type: "clock", metric: due.metric, cycle: due.cycle, alarm: due.state, about: dueAt } as const;
  desk.change(clara, { kind: "system" }, [alarm], { clocks: [due] });
  await clock("First answer · at risk").waitFor();
  await clock("First answer · missed").getByText("was due").waitFor();
});

test("the list says what is due next, and what is at risk or missed", async () => {
  await signedInAt("#/mine");
  const due = (number: string) => page.locator(`#row-${number} .due`).textContent();
  await expect.poll(() => due(clara)).toMatch(/^Answer\s*at risk, 1\d min$/);
  await expect.poll(() => due(marcus)).toMatch(/^Answer\s*missed$/);
  await expect.poll(() => due(hanna)).toMatch(/^Solution\s*paused$/);
  await expect.poll(() => due("SHOP-100032")).toMatch(/^Answer\s*in 1 h$/);
});

test("the way stands above the timeline, and every event has its sentence", async () => {
  await signedInAt(`#/mine/${marcus}`);
  const way = page.getByRole("region", { name: "The way of this ticket" });
  await expect.poll(() => way.getByRole("listitem").count()).toBe(6);
  await way.locator("[aria-current=step]", { hasText: "Specialists since" }).waitFor();
  await way.getByText("sent back once").waitFor();
  await way.getByText("because: It took longer than it should have").waitFor();
  const timeline = page.getByRole("log");
  for (const sentence of [
    "Assigned to Tomás Ortega · the only one who could",
    "Tomás Ortega escalated it: First line → Second line",
    "Ed Walsh sent it back: Second line → First line",
    "The last four digits of the card, please.",
    "First answer was missed: it was due",
    "Time ran out, so it went up: Second line → Specialists",
    "Lea Fontaine is absent, so it was given back",
    "Priority: High → Urgent",
  ]) {
    await timeline.getByText(sentence).first().waitFor();
  }
  const packet = timeline.getByRole("article", { name: "Handover" }).first();
  await packet.getByText("Access to the card processor").waitFor();
  await packet.getByText("Asked the bank: both are booked").waitFor();
  await packet.getByText("Our technical team looks into the two charges.").waitFor();

  const system = { kind: "system" } as const;
  const version = (id: string, name: string, number: number) => ({ id, version: number, name });
  desk.change(marcus, system, [
    { type: "lead_called", cause: "bounces" },
    { type: "contract", from: version("ctr_shop", "Shop", 3), to: version("ctr_gold", "Gold", 1) },
    { type: "clock", metric: "tier", cycle: 3, alarm: "at_risk", about: new Date().toISOString() },
    { type: "unplaced", why: "busy", until: null, alarm: false },
  ]);
  await timeline.getByText("The lead was called: it was sent back for the third time").waitFor();
  await timeline.getByText("Contract: Shop, version 3 → Gold, version 1").waitFor();
  await timeline.getByText("Time at Specialists is at risk").waitFor();
  await timeline.getByText("Nobody can take it. Everybody who could has enough tickets, or is away.").waitFor();
});

test("how a ticket was routed and assigned can be unfolded", async () => {
  await signedInAt(`#/mine/${clara}`);
  const timeline = page.getByRole("log");
  await timeline.getByText("one of 3 who could; left out: 2 off duty, 1 with enough tickets").waitFor();
  const decided = timeline.getByText("“Damaged goods” decided team, tags.");
  expect(await decided.isVisible()).toBe(false);
  await timeline.getByText("How it was decided").click();
  await expect.poll(() => decided.isVisible()).toBe(true);
  await timeline.getByText("rul_gold did not match, by plan, verified.").waitFor();
});

test("a ticket is escalated with the keyboard alone, and what lacks is named beside its field", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.getByRole("heading", { name: "Cracked tent pole" }).waitFor();
  await page.keyboard.press("e");
  const form = dialog(`Escalate ${clara}`);
  await form.getByLabel("What is it about?").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("A pole is cracked.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Read the photos");
  await page.keyboard.press("Enter");
  await form.getByLabel("Step 2", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Asked the warehouse");
  await page.keyboard.press("Enter");
  await form.getByLabel("Step 3", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Backspace");
  await form.getByLabel("Step 2", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Control+Enter");

  const missing = form.locator("label", { hasText: "What is missing" });
  await missing.getByText("Say what is missing to solve it.").waitFor();
  await missing.locator("textarea:focus").waitFor();
  await form.locator("label", { hasText: "Who is affected" }).getByText("Say who is affected").waitFor();
  await page.keyboard.type("Whether a pole can go out.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("One customer.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Our technical team looks at it.");
  const preview = form.getByRole("region", { name: "The requester reads" });
  await preview.getByText("Second line has your ticket now").waitFor();
  await preview.getByText("Our technical team looks at it.").waitFor();

  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { name: "Cracked tent pole" }).waitFor();
  await page.keyboard.press("e");
  await expect.poll(() => form.getByLabel("What is missing").inputValue()).toBe("Whether a pole can go out.");
  await expect.poll(() => form.getByLabel("Step 2", { exact: true }).inputValue()).toBe("Asked the warehouse");
  await form.getByLabel("Goes to").selectOption("3");
  await preview.getByText("Specialists has your ticket now").waitFor();
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
  await page.getByRole("status", { name: "Notices" }).getByText(`${clara} is with Specialists now.`).waitFor();
  await page.getByRole("log").getByText("Anna Berg escalated it: First line → Specialists").waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket.tier.level).toBe(3);
});

test("a ticket is sent back with what is missing, with one key and a sentence", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.getByRole("heading", { name: "Cracked tent pole" }).waitFor();
  await page.keyboard.press("b");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await openConsole(`#/mine/${marcus}`);
  await page.getByRole("button", { name: "Send back" }).waitFor();
  await page.keyboard.press("b");
  const form = dialog(`Send ${marcus} back`);
  await form.getByRole("button", { name: "Send back" }).click();
  await form.getByText("Say what is missing, so that it can be added.").waitFor();
  await page.keyboard.type("The reference, please.");
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
  await page.getByRole("log").getByText("Anna Berg sent it back: Specialists → Second line · the 2nd time").waitFor();
  await page.getByText("sent back twice").waitFor();
});

test("a higher tier may leave a playbook when it solves a ticket", async () => {
  await signedInAt(`#/mine/${marcus}`);
  await page.getByRole("button", { name: "Send back" }).waitFor();
  await page.keyboard.press("Shift+S");
  const form = dialog(`Solve ${marcus}`);
  await form.getByRole("button", { name: "Solve", exact: true }).waitFor();
  await form.getByLabel("Title").fill("Charged twice");
  await form.getByRole("button", { name: "Solve, with playbook" }).click();
  await form.locator("label", { hasText: "What does such a ticket look like" }).locator(".form-issue").waitFor();
  await form.getByLabel("What does such a ticket look like").fill("Two receipts for one invoice.");
  await form.getByLabel("Step 1").fill("Refund the second one.");
  await form.getByRole("button", { name: "Solve, with playbook" }).click();
  const playbook = page.getByRole("log").getByRole("article", { name: "Playbook" });
  await playbook.getByText("Refund the second one.").waitFor();
  await expect.poll(() => desk.tickets.get(marcus)?.ticket.status).toBe("solved");
});

test("a ticket that nobody can take stands in a list of its own, and says why and until when", async () => {
  await signedInAt("#/mine");
  await page.keyboard.press("3");
  await page.getByRole("heading", { name: "Unassigned, in all teams" }).waitFor();
  await page.locator(`#row-${bea}`).click();
  const nobody = page.locator(".nobody");
  await nobody.getByText("Nobody can take it until tomorrow, 08:00.").waitFor();
  await nobody.getByText("Everybody who could is off duty or absent.").waitFor();
  await page.keyboard.press("c");
  await nobody.waitFor({ state: "detached" });
});

test("the desk hears that the agent is there, away, and gone with the page or by signing out", async () => {
  await signedInAt("#/mine");
  await expect.poll(() => desk.presence).toEqual(["online"]);
  await page.getByLabel("Are you there?").selectOption("away");
  await expect.poll(() => desk.presence).toEqual(["online", "away"]);
  await page.goto("about:blank");
  await expect.poll(() => desk.presence.at(-1)).toBe("offline");
  await openConsole("#/mine");
  await expect.poll(() => desk.presence.at(-1)).toBe("away");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Welcome to the desk" }).waitFor();
  expect(desk.presence.at(-1)).toBe("offline");
  const order = desk.calls.map(({ name }) => name);
  expect(order.lastIndexOf("PUT /v1/desk/presence")).toBeLessThan(order.lastIndexOf("DELETE /v1/desk/session"));
});

test("hostile text in a handover stays text", async () => {
  const hostile = "<img src=x onerror=alert(1)> javascript:alert(1)";
  const handover = { summary: hostile, tried: [hostile], missing: hostile, impact: hostile, publicReason: hostile };
  const [from, to] = [
    { level: 1, label: hostile },
    { level: 2, label: "Second line" },
  ];
  const ed = { kind: "agent", id: "agt_6", name: hostile } as const;
  desk.change(clara, ed, [{ type: "escalated", from, to, cause: "agent", handover }]);
  await signedInAt(`#/mine/${clara}`);
  const packet = page.getByRole("article", { name: "Handover" });
  await expect.poll(() => packet.getByText(hostile).count()).toBe(5);
  expect(await page.locator("img").count()).toBe(0);
  expect(await packet.locator("a").count()).toBe(0);
});

test("on a phone the clock that presses most stays in sight, the rest comes with the details", async () => {
  ({ page } = await newPage({ width: 390, height: 844 }));
  await signedInAt(`#/mine/${marcus}`);
  await clock("First answer").waitFor();
  const seen = () => page.locator(clocks).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  await expect.poll(seen).toBe(1);
  await page.getByRole("button", { name: "Details" }).click();
  await expect.poll(seen).toBe(3);
  const fits = "document.documentElement.scrollWidth <= innerWidth";
  expect(await page.evaluate(fits)).toBe(true);
  await page.getByRole("button", { name: "Send back" }).click();
  await page.getByRole("dialog").waitFor();
  expect(await page.evaluate(fits)).toBe(true);
});

test("axe finds nothing in tickets and lists", async () => {
  await signedInAt(`#/unassigned/${bea}`);
  for (const number of [hanna, marcus, clara]) {
    await page.locator(clocks).first().waitFor();
    expect(await findings()).toEqual([]);
    await openConsole(`#/mine/${number}`);
  }
  await page.getByRole("log").getByText("How it was decided").click();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await findings()).toEqual([]);
});

test("axe finds nothing in the dialogs", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.getByRole("button", { name: "Escalate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Escalate" }).click();
  await page.locator(".form-issue").first().waitFor();
  expect(await findings()).toEqual([]);
  await page.keyboard.press("Escape");
  await openConsole(`#/mine/${marcus}`);
  await page.getByRole("button", { name: "Solve", exact: true }).click();
  await dialog(`Solve ${marcus}`).waitFor();
  expect(await findings()).toEqual([]);
});
