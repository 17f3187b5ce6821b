import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handoverFrom } from "../src/models/handover-draft.ts";
import { createWorld, items, ready, ticketOf, type World } from "./workspace.ts";

const clara = "SHOP-100010";
const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const file = (name: string) => new File(["hello"], name, { type: "text/plain" });

test("a clash is asked about field by field: mine is done, theirs stays", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const model = ticketOf(workspace);
  world.server.change(
    clara,
    tomas,
    [
      { type: "priority", from: "high", to: "low" },
      { type: "status", from: "open", to: "on_hold" },
    ],
    { priority: "low", status: "on_hold" },
  );
  await model.change({ priority: "urgent", status: "pending", tags: ["pole"] });
  const conflict = model.changes.conflict.value;
  expect(conflict?.clashes).toMatchObject([
    { field: "priority", by: "Tomás Ortega" },
    { field: "status", by: "Tomás Ortega" },
  ]);
  expect(ready(workspace).ticket).toMatchObject({ priority: "low", status: "on_hold" });
  expect(ready(workspace).ticket.tags).not.toEqual(["pole"]);
  await model.changes.settle(new Set(["priority"]));
  expect(ready(workspace).ticket).toMatchObject({ priority: "urgent", status: "on_hold", tags: ["pole"] });
  expect(model.changes.conflict.value).toBeUndefined();
});

test("who else chose the same is no clash", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  world.server.change(clara, tomas, [{ type: "priority", from: "high", to: "urgent" }], { priority: "urgent" });
  await ticketOf(workspace).setPriority("urgent");
  expect(ticketOf(workspace).changes.conflict.value).toBeUndefined();
});

test("what changed live while a form was open is asked about when it is sent", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const model = ticketOf(workspace);
  const base = ready(workspace).ticket;
  const subject = { from: base.subject, to: "Pole" };
  model.apply(world.server.change(clara, tomas, [{ type: "edited", subject }], { subject: "Pole" }));
  await model.changes.change({ subject: "Cracked pole" }, base);
  expect(model.changes.conflict.value?.clashes).toMatchObject([{ field: "subject", by: "Tomás Ortega" }]);
});

test("a macro's actions go with the reply, and what nobody knows holds it", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const model = ticketOf(workspace);
  await workspace.macros.read();
  expect(workspace.macros.for(ready(workspace).ticket, "").map(({ id }) => id)).toEqual(["mac_depot", "mac_when"]);
  model.draft("By {{promise.answerBy}}.");
  expect(model.composing.held.value).toBe("unfilled");
  await model.send();
  expect(model.drafts.value.reply).toBe("By {{promise.answerBy}}.");
  const before = ready(workspace).ticket.tags;
  model.draft("By Monday.");
  const [macro] = workspace.macros.for(ready(workspace).ticket, "depot");
  model.composing.use(macro);
  await model.send();
  expect(ready(workspace).ticket).toMatchObject({ priority: "high", tags: [...before, "depot"] });
  expect(model.composing.macro.value).toBeUndefined();
});

test("a reply that is emptied does nothing of the macro that stood in it", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const model = ticketOf(workspace);
  await workspace.macros.read();
  const [macro] = workspace.macros.for(ready(workspace).ticket, "depot");
  model.draft("I have asked the depot.");
  model.composing.use(macro);
  expect(model.composing.macro.value?.id).toBe("mac_depot");
  model.draft("");
  expect(model.composing.macro.value).toBeUndefined();
});

test("a file is uploaded at once, survives a reload, and goes with the message", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const { files } = ticketOf(workspace).composing;
  world.server.fail("POST /v1/desk/uploads", "file_type_refused");
  files.reply.add([file("bad.exe")]);
  await vi.waitFor(() => expect(files.reply.files.value[0]?.state.kind).toBe("failed"));
  files.reply.retry(files.reply.files.value[0]?.key ?? "");
  await vi.waitFor(() => expect(files.reply.there.value).toHaveLength(1));
  files.reply.add([file("more.txt")]);
  await vi.waitFor(() => expect(files.reply.there.value).toHaveLength(2));
  files.reply.remove(files.reply.files.value[0]?.key ?? "");
  const again = ticketOf(await world.workspaceAt(`#/mine/${clara}`));
  expect(again.composing.files.reply.there.value).toMatchObject([{ name: "more.txt" }]);
  expect(again.composing.held.value).toBeUndefined();
  await again.send();
  const sent = world.callsOf("POST /v1/desk/tickets/:number/reply").at(-1);
  expect(sent?.body).toMatchObject({ text: "", attachments: [{ id: expect.stringMatching(/^att_/) }] });
  expect(again.composing.files.reply.files.value).toEqual([]);
});

test("an entry that failed gives its files back with its text", async () => {
  const model = ticketOf(await world.workspaceAt(`#/mine/${clara}`));
  model.composing.files.reply.add([file("pole.txt")]);
  await vi.waitFor(() => expect(model.composing.files.reply.there.value).toHaveLength(1));
  model.draft("Here.");
  world.server.fail("POST /v1/desk/tickets/:number/reply", "network", "network", "network", "network");
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const sending = model.send();
  await vi.runAllTimersAsync();
  await sending;
  vi.useRealTimers();
  const [failed] = model.sending.value;
  expect(failed?.failure?.code).toBe("network");
  model.takeBack(failed?.id ?? "");
  expect(model.drafts.value.reply).toBe("Here.");
  expect(model.composing.files.reply.there.value).toMatchObject([{ name: "pole.txt" }]);
});

test("a note calls those whose name still stands in it", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const model = ticketOf(workspace);
  model.write("note");
  model.composing.call({ id: "agt_2", name: "Tomás Ortega" });
  model.composing.call({ id: "agt_3", name: "Nobody Here" });
  model.draft("@Tomás Ortega, have a look.");
  await model.send();
  expect(world.callsOf("POST /v1/desk/tickets/:number/note").at(-1)?.body).toMatchObject({ mentions: ["agt_2"] });
});

test("who is called finds the ticket among their mentions, the unread first, until they have seen it", async () => {
  const call = (number: string) =>
    world.server.change(number, tomas, [
      {
        type: "note",
        note: { id: `msg_${number.replace("-", "")}`, text: "@Anna Berg" },
        mentions: [{ id: "agt_1", name: "Anna Berg" }],
      },
    ]);
  const [older = "", newer = ""] = [...world.server.tickets.keys()].filter((number) => number !== clara);
  call(older);
  const workspace = await world.workspaceAt("#/mentions");
  const numbers = () => items(workspace).map(({ number }) => number);
  const count = () => workspace.lists.counts.value.get("mentions")?.count;
  expect(numbers()).toEqual([older]);
  await vi.waitFor(() => expect(count()).toBe(1));

  // Only the desk knows who is called: a change of another ticket adds nothing.
  workspace.inbox.apply(call(newer).ticket, []);
  expect(numbers()).toEqual([older]);

  workspace.go({ number: older });
  await vi.waitFor(() => expect(world.callsOf("POST /v1/desk/tickets/:number/read")).toHaveLength(1));
  await workspace.inbox.refresh();
  expect(numbers()).toEqual([newer, older]);
});

test("who answers while I write is named until I have sent", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const model = ticketOf(workspace);
  model.draft("Hello");
  const message = { id: "msg_other1", text: "I have it." };
  model.apply(world.server.change(clara, tomas, [{ type: "message", message }]));
  expect(model.answeredMeanwhile.value).toBe("Tomás Ortega");
  await model.send();
  expect(model.answeredMeanwhile.value).toBeUndefined();
});

test("a ticket from the list is there at once, and one that was read before with its thread; each takes one request", async () => {
  const workspace = await world.workspaceAt("#/mine");
  const list = workspace.inbox.state.value;
  const listed = list.kind === "ready" ? list.items.find(({ number }) => number === clara) : undefined;
  workspace.go({ number: clara });
  expect(ticketOf(workspace).state.value).toMatchObject({ kind: "loading", ticket: { subject: listed?.subject } });
  await vi.waitFor(() => expect(ticketOf(workspace).state.value.kind).toBe("ready"));
  expect(world.callsOf("GET /v1/desk/tickets/:number")).toHaveLength(1);
  workspace.go({ number: undefined });
  world.server.change(clara, tomas, [{ type: "note", note: { id: "msg_late1", text: "Meanwhile" } }]);
  workspace.go({ number: clara });
  const before = ready(workspace).events.length;
  await vi.waitFor(() => expect(ready(workspace).events.length).toBe(before + 1));
  expect(world.callsOf("GET /v1/desk/tickets/:number").map(({ query }) => query.after)).toEqual([
    undefined,
    String(before),
  ]);
});

test("a handover begins with what stands in the thread, and never writes over what was typed", async () => {
  const workspace = await world.workspaceAt(`#/mine/${clara}`);
  const { ticket, events } = ready(workspace);
  const { forms } = ticketOf(workspace);
  forms.open("escalate");
  const { handover } = forms.written.value;
  expect(handover).toEqual(handoverFrom(ticket, events));
  expect(handover.summary).toContain(ticket.subject);
  expect(handover.summary).toContain("one of the poles is cracked");
  expect(handover.tried).toEqual([
    "thank you for the photos, that joint should not look like that.",
    "Warehouse has four single poles left.",
  ]);
  expect([handover.missing, handover.impact, handover.publicReason]).toEqual(["", "", ""]);
  forms.close();
  forms.write({ handover: { ...handover, summary: "Mine" } });
  forms.open("escalate");
  expect(forms.written.value.handover.summary).toBe("Mine");
});
