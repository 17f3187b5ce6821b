import { nextDueOf } from "@firstline/sdk/desk";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SessionModel } from "../src/models/session.ts";
import { createWorld, items, ready, ticketOf, type World } from "./workspace.ts";

const clara = "SHOP-100010";
const unassigned = "SHOP-100054";
const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;
const requester = { kind: "contact", id: "con_1", name: "Clara Lindqvist" } as const;

let world: World;
let server: World["server"];
let desk: World["desk"];
let stored: World["stored"];

beforeEach(() => {
  world = createWorld();
  ({ server, desk, stored } = world);
});
afterEach(() => world.end());

const workspaceAt = (fragment: string, onSessionEnd?: () => void) => world.workspaceAt(fragment, onSessionEnd);
const callsOf = (name: string) => world.callsOf(name);
const reply = "POST /v1/desk/tickets/:number/reply";

test("lists by view, by what is due next, and loads more without doubles", async () => {
  const workspace = await workspaceAt("#/open");
  expect(items(workspace)).toHaveLength(25);
  const due = items(workspace).flatMap((ticket) => nextDueOf(ticket) ?? []);
  expect(due.length).toBeGreaterThan(3);
  expect(due).toEqual(due.toSorted());
  await workspace.inbox.loadMore();
  const numbers = items(workspace).map(({ number }) => number);
  expect(numbers.length).toBeGreaterThan(25);
  expect(new Set(numbers).size).toBe(numbers.length);
  workspace.go({ view: "mine" });
  await vi.waitFor(() => expect(items(workspace).every(({ assignee }) => assignee?.id === "agt_1")).toBe(true));
});

test("filters by site", async () => {
  const workspace = await workspaceAt("#/open?site=site_app");
  expect(new Set(items(workspace).map(({ site }) => site.id))).toEqual(new Set(["site_app"]));
});

test("shows that the list failed, and loads it on the second try", async () => {
  server.fail("GET /v1/desk/tickets", "forbidden");
  const workspace = await workspaceAt("#/open");
  expect(workspace.inbox.state.value).toMatchObject({ kind: "failed", failure: { code: "forbidden" } });
  await workspace.inbox.refresh();
  expect(items(workspace).length).toBeGreaterThan(0);
});

describe("what the requester is told of who looks", () => {
  const told = () => callsOf("POST /v1/desk/tickets/:number/read").map(({ number, body }) => [number, body]);
  const ask = (text: string) =>
    server.change(clara, requester, [{ type: "message", message: { id: `msg_${text.length}`, text } }]);

  test("a ticket that is opened is seen, and seen again only once its requester has written more", async () => {
    const workspace = await workspaceAt(`#/mine/${clara}`);
    const last = ready(workspace).events.findLast(({ actor, type }) => type === "message" && actor.kind === "contact");
    await vi.waitFor(() => expect(told()).toEqual([[clara, { seq: last?.seq }]]));
    const noted = server.change(clara, tomas, [{ type: "note", note: { id: "msg_hm", text: "Hm." } }]);
    ticketOf(workspace).apply(noted);
    await ticketOf(workspace).load();
    expect(told()).toHaveLength(1);
    const asked = ask("And?");
    ticketOf(workspace).apply(asked);
    await vi.waitFor(() => expect(told().at(-1)).toEqual([clara, { seq: asked.ticket.seq }]));
  });

  test("one behind a hidden page is seen once the page is", async () => {
    world.visible.value = false;
    await workspaceAt(`#/mine/${clara}`);
    expect(told()).toEqual([]);
    world.visible.value = true;
    await vi.waitFor(() => expect(told()).toHaveLength(1));
  });

  test("what the desk did not hear is told again with the next change", async () => {
    server.fail("POST /v1/desk/tickets/:number/read", "forbidden");
    const workspace = await workspaceAt(`#/mine/${clara}`);
    await vi.waitFor(() => expect(told()).toHaveLength(1));
    ticketOf(workspace).apply(ask("Hello?"));
    await vi.waitFor(() => expect(told()).toHaveLength(2));
  });
});

test("a closed ticket knows what goes on from it; one that is worked on asks nobody", async () => {
  const find = (number: string) => server.tickets.get(number);
  const [old, next] = [find(clara), find(unassigned)];
  if (!old || !next) throw new Error("The stories have changed");
  await workspaceAt(`#/mine/${clara}`);
  expect(callsOf("GET /v1/desk/tickets").some(({ query }) => "followUpOf" in query)).toBe(false);
  old.ticket = { ...old.ticket, status: "closed" };
  next.ticket = { ...next.ticket, followUpOf: clara };
  const workspace = await workspaceAt(`#/mine/${clara}`);
  await vi.waitFor(() => expect(ticketOf(workspace).followUps.value).toEqual([unassigned]));
});

test("a reply is shown while it is sent, and is one entry once it is there", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  const ticket = ticketOf(workspace);
  ticket.draft("A new pole leaves today.");
  const sent = ticket.send("pending");
  expect(ticket.sending.value).toMatchObject([{ text: "A new pole leaves today.", failure: undefined }]);
  expect(ticket.drafts.value.reply).toBe("");
  await sent;
  expect(ticket.sending.value).toEqual([]);
  const { ticket: after, events } = ready(workspace);
  expect(after.status).toBe("pending");
  expect(events.filter((event) => event.type === "message").at(-1)).toMatchObject({
    message: { text: "A new pole leaves today." },
  });
  expect([...stored.keys()]).toEqual([]);
});

test("a reply that failed stays, and is sent again under the same id", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  const ticket = ticketOf(workspace);
  server.fail(reply, "forbidden");
  ticket.draft("Are you at home?");
  await ticket.send();
  const [failed] = ticket.sending.value;
  expect(failed).toMatchObject({ text: "Are you at home?", failure: { code: "forbidden" } });
  expect([...stored.values()].join()).toContain("Are you at home?");
  await ticket.sendAgain(failed?.id ?? "");
  expect(ticket.sending.value).toEqual([]);
  const keys = callsOf(reply).map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toEqual([failed?.id, failed?.id]);
});

test("a reply whose answer got lost ends up once in the thread", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  const ticket = ticketOf(workspace);
  server.fail(reply, "answerLost");
  ticket.draft("Only once, please.");
  await ticket.send();
  for (const entry of ticket.sending.value) await ticket.sendAgain(entry.id);
  const once = ready(workspace).events.filter(
    (event) => event.type === "message" && event.message.text === "Only once, please.",
  );
  expect(once).toHaveLength(1);
});

test("drafts and unsent replies survive a reload", async () => {
  const first = await workspaceAt(`#/mine/${clara}`);
  ticketOf(first).draft("Half a sent");
  ticketOf(first).write("note");
  server.fail("POST /v1/desk/tickets/:number/note", "forbidden");
  ticketOf(first).draft("A note that fails");
  await ticketOf(first).send();
  const second = await workspaceAt(`#/mine/${clara}`);
  expect(ticketOf(second).drafts.value.reply).toBe("Half a sent");
  expect(ticketOf(second).sending.value).toMatchObject([{ kind: "note", text: "A note that fails" }]);
  ticketOf(second).takeBack(ticketOf(second).sending.value[0]?.id ?? "");
  expect(ticketOf(second).drafts.value.note).toBe("A note that fails");
});

test("text left unsent on one ticket does not show on another", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  ticketOf(workspace).draft("for Clara");
  workspace.go({ number: unassigned });
  await vi.waitFor(() => expect(ready(workspace).ticket.number).toBe(unassigned));
  expect(ticketOf(workspace).drafts.value.reply).toBe("");
  workspace.go({ number: clara });
  expect(ticketOf(workspace).drafts.value.reply).toBe("for Clara");
});

test("an update on an old version is done to the newest, where somebody else changed something else", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  server.change(clara, tomas, [{ type: "status", from: "open", to: "on_hold" }], { status: "on_hold" });
  await ticketOf(workspace).setPriority("urgent");
  expect(ready(workspace).ticket).toMatchObject({ status: "on_hold", priority: "urgent" });
  expect(workspace.notices.shown.value).toBeUndefined();
});

test("an update that fails twice says so and shows the newest", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  server.fail("PATCH /v1/desk/tickets/:number", "version_clash", "version_clash");
  await ticketOf(workspace).setPriority("urgent");
  expect(ready(workspace).ticket.priority).toBe("high");
  expect(workspace.notices.shown.value?.text).toContain(`${clara} changed while you looked at it`);
});

test("two changes at once go one after the other and both arrive", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  const ticket = ticketOf(workspace);
  await Promise.all([ticket.setPriority("low"), ticket.assign("agt_3"), ticket.setStatus("on_hold")]);
  expect(ready(workspace).ticket).toMatchObject({ priority: "low", status: "on_hold", assignee: { id: "agt_3" } });
  expect(workspace.notices.shown.value).toBeUndefined();
});

test("a claim that somebody was quicker with names them", async () => {
  const workspace = await workspaceAt(`#/team/${unassigned}`);
  const holder = { id: "agt_2", name: "Tomás Ortega" };
  server.change(unassigned, tomas, [{ type: "assigned", agent: holder }], { assignee: holder });
  await ticketOf(workspace).claim();
  expect(workspace.notices.shown.value?.text).toBe(`Tomás Ortega already has ${unassigned}.`);
  expect(ready(workspace).ticket.assignee).toEqual(holder);
});

test("claiming and solving move the ticket between the lists", async () => {
  const workspace = await workspaceAt(`#/team/${unassigned}`);
  expect(items(workspace).map(({ number }) => number)).toContain(unassigned);
  await ticketOf(workspace).claim();
  expect(items(workspace).map(({ number }) => number)).not.toContain(unassigned);
  await ticketOf(workspace).solve();
  expect(ready(workspace).ticket.status).toBe("solved");
});

test("a live change is applied once, in order; a gap is read from the desk", async () => {
  const workspace = await workspaceAt(`#/mine/${clara}`);
  const ticket = ticketOf(workspace);
  const text = (words: string) => [{ type: "message" as const, message: { id: `msg_${words}`, text: words } }];
  const first = server.change(clara, requester, text("one"));
  ticket.apply(first);
  ticket.apply(first);
  server.change(clara, requester, text("two"));
  const third = server.change(clara, requester, text("three"));
  ticket.apply(third);
  await vi.waitFor(() => expect(ready(workspace).events.at(-1)?.seq).toBe(third.ticket.seq));
  const seqs = ready(workspace).events.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  const asked = callsOf("GET /v1/desk/tickets/:number").map(({ query }) => query.after);
  expect(asked).toContain(String(first.ticket.seq));
});

test("a live change moves the ticket in the list and marks it as new", async () => {
  const workspace = await workspaceAt("#/mine");
  const at = new Date(Date.now() - 1_000).toISOString();
  const pending = items(workspace).at(-1)?.number ?? "";
  const dueAt = new Date(Date.now() - 90 * 86_400_000).toISOString();
  const changed = server.change(pending, requester, [{ type: "message", message: { id: "msg_x", text: "Moss!" } }], {
    status: "open",
    waitingSince: at,
    clocks: [{ metric: "resolution", cycle: 1, state: "at_risk", dueAt }],
  });
  workspace.inbox.apply(changed.ticket, changed.events);
  expect(items(workspace)[0]).toMatchObject({ number: pending, status: "open" });
  expect(workspace.inbox.fresh.value.has(pending)).toBe(true);
  workspace.go({ number: pending });
  expect(workspace.inbox.fresh.value.has(pending)).toBe(false);
  // An older frame that arrives late changes nothing.
  workspace.inbox.apply({ ...changed.ticket, seq: 1, status: "pending" }, []);
  expect(items(workspace)[0]?.status).toBe("open");
});

test("a ticket opened for somebody keeps its key over a second try, and its text until it is open", async () => {
  const workspace = await workspaceAt("#/mine");
  const { newTicket } = workspace;
  const create = "POST /v1/desk/tickets";
  newTicket.open();
  newTicket.change({ email: "new@example.com", subject: "Called about a refund", message: "Please call back." });
  server.fail(create, "forbidden");
  await newTicket.submit();
  expect(newTicket.state.value).toMatchObject({ kind: "open", failure: { code: "forbidden" } });
  expect(newTicket.fields.value.message).toBe("Please call back.");
  await newTicket.submit();
  expect(newTicket.state.value.kind).toBe("closed");
  const [one, two] = callsOf(create).map(({ headers }) => headers.get("Idempotency-Key"));
  expect(one).toBe(two);
  expect(workspace.place.value.number).toMatch(/^SHOP-/);
});

test("a session that ended leads to the door, and keeps what was written", async () => {
  const onSessionEnd = vi.fn();
  const workspace = await workspaceAt(`#/mine/${clara}`, onSessionEnd);
  server.revoke();
  ticketOf(workspace).draft("Do not lose me");
  await ticketOf(workspace).send();
  expect(onSessionEnd).toHaveBeenCalled();
  expect([...stored.values()].join()).toContain("Do not lose me");
});

test.each([
  ["good", "signedIn", undefined],
  ["used", "signedOut", "linkUsed"],
  [undefined, "signedOut", "none"],
] as const)("signs in with the link's token %s: %s", async (token, kind, why) => {
  server.revoke();
  const clear = vi.fn();
  const model = new SessionModel(desk, { read: () => (token === undefined ? undefined : { token }), clear });
  await model.start();
  expect(model.state.value.kind).toBe(kind);
  if (why !== undefined) expect(model.state.value).toMatchObject({ why });
  expect(clear).toHaveBeenCalledTimes(token === undefined ? 0 : 1);
});
