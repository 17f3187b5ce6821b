import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settled } from "../../worker/serve/axe.ts";
import { ahead, submit } from "./page.ts";
import { type Stage, useStages } from "./stage.ts";

const priya = { kind: "agent", name: "Priya Natarajan" } as const;
const startStage = useStages();
let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

test("what is promised is said when a ticket is sent, in its row and above its thread, and turns by itself", async () => {
  const { desk, page, faults } = stage;
  await page.clock.install();
  const solution = { is: "due", at: ahead(3 * 24 * 60) } as const;
  desk.promise = { answer: { is: "due", at: ahead(120) }, solution, staffedAt: ahead(60) };
  await stage.open();
  await submit(page);
  await page.getByText(/^Answer by .+/).waitFor();
  await page.getByText(/^Nobody is on duty until .+ looks at it then\.$/).waitFor();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByRole("button", { name: /Wrong colour.+Answer by/ }).click();
  await page.getByText("in 2 hours").waitFor();
  await page.getByText("in 3 days").waitFor();
  await vi.waitUntil(() => desk.live() === 1);

  const [conversation] = desk.tickets.values();
  if (!conversation) throw new Error("no ticket");
  const missed = { is: "missed", dueAt: ahead(120), lateBy: 0, now: { is: "due", at: ahead(180) } } as const;
  conversation.ticket.promise = { answer: missed, solution, staffedAt: null };
  desk.ahead = 2 * 60 * 60_000 + 12_000;
  await page.clock.fastForward(desk.ahead);
  await page.getByText(/^Answer was due .+ late$/).waitFor();
  await page.getByText(/^New date: .+/).waitFor();
  expect(await page.getByText("Nobody is on duty").count()).toBe(0);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByRole("button", { name: /Wrong colour.+Answer was due .+, 1 minute late/ }).waitFor();
  expect(faults).toEqual([]);
});

test("a clock of the computer's that is wrong by hours does not make a promise look broken", async () => {
  const { desk, page } = stage;
  await page.clock.install({ time: Date.now() + 5 * 60 * 60_000 });
  desk.promise = { answer: { is: "due", at: ahead(120) }, solution: null, staffedAt: null };
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByText("in 2 hours").waitFor();
  await page.clock.fastForward(60_000);
  await page.getByText(/^Answer by/).waitFor();
});

test("a promise that waits says for what; one that was kept says so", async () => {
  const { desk, page } = stage;
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [conversation] = desk.tickets.values();
  if (!conversation) throw new Error("no ticket");
  const { ticket } = conversation;
  await vi.waitUntil(() => desk.live() === 1);
  const pause = (goesOnWith: "requester_reply" | "third_party") =>
    ({ is: "paused", since: ahead(-5), reason: "pending", goesOnWith }) as const;
  ticket.promise = { answer: null, solution: pause("requester_reply"), staffedAt: null };
  desk.status(ticket.number, "pending");
  await page.getByText("We wait for your answer").waitFor();
  ticket.promise = { answer: null, solution: pause("third_party"), staffedAt: null };
  desk.status(ticket.number, "on_hold");
  await page.getByText("We wait for somebody else").waitFor();
  const late = { is: "missed", dueAt: ahead(-90), lateBy: 60 * 60_000, now: { is: "done", at: ahead(-30) } } as const;
  ticket.promise = { answer: late, solution: { is: "kept", at: ahead(0) }, staffedAt: null };
  desk.status(ticket.number, "solved");
  await page.getByText(/^Answered .+, 60 minutes late$/).waitFor();
  await page.getByText(/^Solved .+, in time$/).waitFor();
});

test("the way of a ticket goes over the lines of support; a reason that is markup is text", async () => {
  const { desk, page, faults } = stage;
  const front = { level: 1, label: "Front desk" };
  const second = { level: 2, label: "<b>Second</b> line" };
  const reason = '<img src=x onerror="alert(1)"> needs the carrier';
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  const stops = page.getByRole("list", { name: "The way of your ticket" }).getByRole("listitem");
  const names = () => stops.evaluateAll((items) => items.map((item) => item.firstChild?.textContent));
  desk.happen(number, { type: "escalated", actor: priya, from: front, to: second, reason });
  desk.happen(number, { type: "assigned", actor: priya, agent: { name: "Ada Obi" } });
  await page.locator(".way").getByText("Ada Obi").waitFor();
  expect(await names()).toEqual(["Received", "Front desk", "<b>Second</b> line", "Solved"]);
  expect(await page.locator("[aria-current=step]").textContent()).toContain("<b>Second</b> line");
  await page.getByText(/^<b>Second<\/b> line since .+, because .+needs the carrier.+$/).waitFor();
  desk.happen(number, { type: "returned", actor: priya, from: second, to: front });
  desk.happen(number, { type: "promise", actor: { kind: "system" }, because: "priority" });
  desk.status(number, "solved");
  await page.locator(".chip.solved").waitFor();
  expect(await names()).toEqual(["Received", "Front desk", "<b>Second</b> line", "Back to Front desk", "Solved"]);
  expect(await page.locator(".change").allTextContents()).toEqual([
    "You opened this ticket",
    "Your ticket went to Front desk",
    `Priya Natarajan passed it to <b>Second</b> line: “\u2068${reason}\u2069”`,
    "Ada Obi has your ticket now",
    "Priya Natarajan gave it back to Front desk",
    "New dates, because the ticket got another priority",
    "Priya Natarajan solved it",
  ]);
  expect(await page.locator("img, b b").count()).toBe(0);
  expect(faults).toEqual([]);
});

test("a ticket that was solved too long ago leads to a new one", async () => {
  const { desk, page } = stage;
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  desk.status(number, "solved");
  desk.refuse = { route: /reopen/, code: "reopen_expired" };
  await page.getByRole("button", { name: "Not yet" }).click();
  await page.getByText("This ticket was solved too long ago to be opened again.").waitFor();
  expect(await page.getByLabel("Write a reply").count()).toBe(0);
  await page.getByRole("button", { name: "New ticket" }).click();
  await page.getByLabel("Subject").waitFor();
});

test("on a low screen a ticket can still be read and answered", async () => {
  const { desk, page } = stage;
  await stage.page.setViewportSize({ width: 640, height: 360 });
  desk.promise = { answer: { is: "due", at: ahead(120) }, solution: { is: "due", at: ahead(9_000) }, staffedAt: null };
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByText("I ordered brown.").waitFor();
  await settled(page);
  const inside = await page.getByRole("button", { name: "Send", exact: true }).boundingBox();
  const frame = await page.locator("[data-firstline-panel]").boundingBox();
  expect((inside?.y ?? 0) + (inside?.height ?? 0)).toBeLessThanOrEqual((frame?.y ?? 0) + (frame?.height ?? 0));
});
