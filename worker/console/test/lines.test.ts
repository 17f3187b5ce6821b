import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWorld, items, ready, ticketOf, type World } from "./workspace.ts";

const clara = "SHOP-100010";
const marcus = "APP-100021";
const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;
const handover = {
  summary: "A pole is cracked.",
  tried: ["Read the photos", ""],
  missing: "Whether a single pole can go out.",
  impact: "One customer, who leaves on Friday.",
  publicReason: "Our technical team looks at the pole.",
};

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const formsOf = async (number: string) => {
  const workspace = await world.workspaceAt(`#/mine/${number}`);
  return { workspace, ticket: ticketOf(workspace), forms: ticketOf(workspace).forms };
};

test("a ticket goes up with its handover, to the next tier or to the one that was chosen", async () => {
  const { workspace, forms } = await formsOf(clara);
  forms.open("escalate");
  forms.write({ handover });
  await forms.escalate();
  expect(forms.state.value.kind).toBe("closed");
  const { ticket, events } = ready(workspace);
  expect(ticket.tier.level).toBe(2);
  expect(events.find(({ type }) => type === "escalated")).toMatchObject({
    from: { level: 1 },
    to: { level: 2 },
    handover: { ...handover, tried: ["Read the photos"] },
  });
  expect(workspace.notices.shown.value?.text).toBe(`${clara} is with Second line now.`);
  expect(items(workspace).map(({ number }) => number)).not.toContain(clara);

  forms.open("escalate");
  forms.choose(3);
  forms.write({ handover });
  await forms.escalate();
  expect(ready(workspace).ticket.tier.level).toBe(3);
});

test("what a handover lacks is named field by field, and nothing of it is lost, over a reload too", async () => {
  const { forms } = await formsOf(clara);
  forms.open("escalate");
  forms.write({ handover: { ...handover, tried: [""], impact: "" } });
  await forms.escalate();
  const state = forms.state.value;
  expect(state.kind === "open" && state.failure?.issues.map(({ path }) => path)).toEqual([
    "body.handover.tried",
    "body.handover.impact",
  ]);
  forms.close();
  const again = await formsOf(clara);
  expect(again.forms.written.value.handover).toMatchObject({ summary: handover.summary, tried: [""], impact: "" });
  expect(again.forms.state.value.kind).toBe("closed");
  again.forms.open("escalate");
  again.forms.write({ handover });
  await again.forms.escalate();
  expect([...world.stored.keys()]).toEqual([]);
});

test("a handover stays beside a reply that is being written, and each is kept for itself", async () => {
  const { ticket, forms } = await formsOf(clara);
  ticket.draft("Half a sent");
  forms.write({ handover });
  ticket.draft("Half a sentence");
  const again = await formsOf(clara);
  expect(again.ticket.drafts.value.reply).toBe("Half a sentence");
  expect(again.forms.written.value.handover.summary).toBe(handover.summary);
  await again.ticket.send();
  expect(again.forms.written.value.handover.summary).toBe(handover.summary);
  expect([...world.stored.values()].join()).toContain(handover.summary);
});

test("if a colleague was quicker the dialog stays, says so, and the second try is on the newest ticket", async () => {
  const { workspace, forms } = await formsOf(clara);
  world.server.change(clara, tomas, [{ type: "priority", from: "high", to: "urgent" }], { priority: "urgent" });
  forms.open("escalate");
  forms.write({ handover });
  await forms.escalate();
  const state = forms.state.value;
  expect(state.kind === "open" && state.failure?.text).toContain(`${clara} changed while you looked at it`);
  expect(workspace.notices.shown.value).toBeUndefined();
  await forms.escalate();
  expect(ready(workspace).ticket).toMatchObject({ priority: "urgent", tier: { level: 2 } });
});

test("a ticket goes back with what is missing, and never without", async () => {
  const { workspace, forms } = await formsOf(marcus);
  forms.open("return");
  await forms.sendBack();
  const state = forms.state.value;
  expect(state.kind === "open" && state.failure?.issues).toMatchObject([{ path: "body.missing" }]);
  forms.write({ missing: "The reference of the second charge." });
  await forms.sendBack();
  const { ticket, events } = ready(workspace);
  expect(ticket).toMatchObject({ tier: { level: 2 }, bounces: 2 });
  expect(events.findLast(({ type }) => type === "returned")).toMatchObject({
    missing: "The reference of the second charge.",
    bounce: 2,
  });
  expect(forms.written.value.missing).toBe("");
});

test("tier 1 solves at once; a higher tier is asked for a playbook, and may leave it out", async () => {
  const first = await formsOf(clara);
  await first.ticket.solve();
  expect(ready(first.workspace).ticket.status).toBe("solved");

  const higher = await formsOf(marcus);
  await higher.ticket.solve();
  expect(higher.forms.state.value).toMatchObject({ kind: "open", form: "solve" });
  expect(ready(higher.workspace).ticket.status).toBe("open");
  await higher.forms.solve();
  const { ticket, events } = ready(higher.workspace);
  expect(ticket.status).toBe("solved");
  expect(events.some(({ type }) => type === "playbook")).toBe(false);
});

test("half a playbook is refused where it lacks something, and a whole one is kept with the ticket", async () => {
  const { workspace, forms } = await formsOf(marcus);
  forms.open("solve");
  forms.write({ playbook: { title: "Charged twice", signs: "", steps: ["Look it up", ""] } });
  await forms.solve();
  const state = forms.state.value;
  expect(state.kind === "open" && state.failure?.issues.map(({ path }) => path)).toEqual(["body.playbook.signs"]);
  forms.write({ playbook: { title: "Charged twice", signs: "Two receipts.", steps: ["Look it up", ""] } });
  await forms.solve();
  expect(ready(workspace).events.find(({ type }) => type === "playbook")).toMatchObject({
    playbook: { title: "Charged twice", signs: "Two receipts.", steps: ["Look it up"] },
  });
});

test("all teams' unassigned have a list of their own, which a ticket leaves with its first agent", async () => {
  const workspace = await world.workspaceAt("#/unassigned/APP-100065");
  expect(items(workspace).every(({ assignee }) => assignee === null)).toBe(true);
  await ticketOf(workspace).claim();
  expect(items(workspace).map(({ number }) => number)).not.toContain("APP-100065");
});

test("says that the agent is there every minute while the page can be seen, and that they go", async () => {
  const { presence } = world.server;
  const told = (count: number) => vi.waitFor(() => expect(presence).toHaveLength(count));
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const workspace = await world.workspaceAt("#/mine");
    await told(1);
    vi.advanceTimersByTime(59_000);
    expect(presence).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    await told(2);
    workspace.presence.choose("away");
    await told(3);
    world.visible.value = false;
    vi.advanceTimersByTime(600_000);
    world.visible.value = true;
    await told(4);
    world.leave();
    await told(5);
    expect(presence).toEqual(["online", "online", "away", "away", "offline"]);
    world.end();
    vi.advanceTimersByTime(600_000);
    world.leave();
    expect(presence).toHaveLength(5);
    await world.workspaceAt("#/mine");
    await told(6);
    expect(presence.at(-1)).toBe("away");
  } finally {
    vi.useRealTimers();
  }
});

test("a presence that does not arrive disturbs nobody; only a lost session leads to the door", async () => {
  world.server.fail("PUT /v1/desk/presence", "network");
  const onSessionEnd = vi.fn();
  const workspace = await world.workspaceAt("#/mine", onSessionEnd);
  await vi.waitFor(() => expect(world.callsOf("PUT /v1/desk/presence")).toHaveLength(1));
  expect(workspace.notices.shown.value).toBeUndefined();
  expect(onSessionEnd).not.toHaveBeenCalled();
  world.server.revoke();
  await workspace.presence.say();
  expect(onSessionEnd).toHaveBeenCalledTimes(1);
});
