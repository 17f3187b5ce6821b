import { createFirstline } from "@firstline/sdk";
import type { Thread, Ticket } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Desk, startDesk } from "../../../test/desk.ts";
import { memory, memoryShelf, stubWindow } from "../../../test/memory.ts";
import { createOutbox, type Outbox, type Parcel } from "./outbox.ts";
import { createThreadModel, merge, type ThreadModel } from "./thread.ts";

const priya = { kind: "agent", name: "Priya Natarajan" } as const;
let desk: Desk;
let ticket: Ticket;
let model: ThreadModel | undefined;
let outbox: Outbox;

beforeEach(async () => {
  stubWindow();
  desk = await startDesk();
  ticket = desk.open("Parcel", "It says delivered.");
});
afterEach(async () => {
  model?.stop();
  outbox.stop();
  vi.unstubAllGlobals();
  await desk.stop();
});

/** The desk's time; it stands still but for what a test does to it. */
function clockAt(time: number) {
  const now = signal(time);
  return { now, read: () => now.value };
}

async function start({
  draft = memory(),
  visible = signal(true),
  clock = clockAt(Date.now()),
  onUnread = (_: boolean) => {},
  shelf = memoryShelf<Parcel>(),
} = {}) {
  const firstline = createFirstline({ url: desk.url, site: desk.site.key, token: desk.token, retries: 0 });
  outbox = createOutbox({
    site: desk.site.key,
    shelf,
    waiting: memory(),
    deliver: async (parcel) => {
      if (parcel.is === "reply") started.apply(await firstline.tickets.reply(parcel.number, parcel.reply));
    },
  });
  const started = createThreadModel({
    firstline,
    number: ticket.number,
    ask: () => firstline.tickets.get(ticket.number),
    draft,
    outbox,
    site: desk.site.key,
    visible,
    clock,
    onUnread,
  });
  model = started;
  await started.load();
  return started;
}

function texts({ state }: ThreadModel): string[] {
  if (state.value.kind !== "ready") return [];
  return state.value.value.events.flatMap((event) => (event.type === "message" ? event.message.text : []));
}

test("shows the thread and what happens to it from then on", async () => {
  const thread = await start();
  expect(texts(thread)).toEqual(["It says delivered."]);
  await vi.waitUntil(() => desk.live() === 1);
  desk.happen(ticket.number, { type: "message", actor: priya, message: { id: "msg_a1", text: "We look into it." } });
  await vi.waitUntil(() => texts(thread).length === 2);
  desk.status(ticket.number, "solved");
  await vi.waitUntil(() => thread.state.value.kind === "ready" && thread.state.value.value.ticket.status === "solved");
});

test("a reply is shown as on its way, then once as sent, whether its event or its answer comes first", async () => {
  const thread = await start();
  await vi.waitUntil(() => desk.live() === 1);
  // The event goes over the socket at once; the answer is held back.
  let release = () => {};
  desk.holdAnswers = new Promise((resolve) => {
    release = resolve;
  });
  thread.write("Thank you.");
  const sent = thread.send();
  expect(thread.text.value).toBe("");
  expect(thread.outgoing.value).toMatchObject([{ is: "sending", parcel: { reply: { text: "Thank you." } } }]);
  await vi.waitUntil(() => texts(thread).includes("Thank you."));
  expect(thread.outgoing.value).toEqual([]);
  release();
  await sent;
  expect(thread.outgoing.value).toEqual([]);
  expect(texts(thread)).toEqual(["It says delivered.", "Thank you."]);
});

test("a reply that is refused says so, keeps its text and is tried again under the same id", async () => {
  const shelf = memoryShelf<Parcel>();
  const draft = memory();
  const thread = await start({ draft, shelf });
  desk.refuse = { route: /messages/, code: "forbidden" };
  thread.write("Thank you.");
  await thread.send();
  const [failed] = thread.outgoing.value;
  expect(failed).toMatchObject({ is: "failed", error: { code: "forbidden" } });
  expect(await shelf.all()).toMatchObject([{ reply: { text: "Thank you." } }]);
  expect(draft.read()).toBeUndefined();
  desk.refuse = undefined;
  if (failed) await thread.retry(failed);
  expect(thread.outgoing.value).toEqual([]);
  expect(await shelf.all()).toEqual([]);
  expect(new Set(desk.keys)).toEqual(new Set([failed?.parcel.key]));
});

test("a reply that cannot be sent now waits, and goes when the browser is back online", async () => {
  const shelf = memoryShelf<Parcel>();
  const online = stubWindow();
  const thread = await start({ shelf });
  desk.refuse = { route: /messages/, code: "unavailable" };
  thread.write("Thank you.");
  await thread.send();
  expect(thread.outgoing.value).toMatchObject([{ is: "queued" }]);
  desk.refuse = undefined;
  online.dispatchEvent(new Event("online"));
  await vi.waitUntil(() => texts(thread).includes("Thank you."));
  expect(thread.outgoing.value).toEqual([]);
  await vi.waitFor(async () => expect(await shelf.all()).toEqual([]));
});

test("replies reach the desk in the order they were written", async () => {
  const thread = await start();
  const written = ["one", "two", "three", "four"];
  await Promise.all(
    written.map((text) => {
      thread.write(text);
      return thread.send();
    }),
  );
  expect(texts(thread).slice(1)).toEqual(written);
});

test("empty replies are not sent", async () => {
  const thread = await start();
  thread.write("  \n ");
  await thread.send();
  expect(desk.requests.filter((route) => route.startsWith("POST"))).toEqual([]);
});

test("marks as read what is on the screen, and tells of what is not", async () => {
  const visible = signal(false);
  const unread: boolean[] = [];
  await start({ visible, onUnread: (waits) => unread.push(waits) });
  await vi.waitUntil(() => desk.live() === 1);
  desk.happen(ticket.number, { type: "message", actor: priya, message: { id: "msg_a1", text: "We look into it." } });
  await vi.waitUntil(() => unread.at(-1) === true);
  expect(desk.requests.some((route) => route.endsWith("/read"))).toBe(false);
  visible.value = true;
  expect(unread.at(-1)).toBe(false);
  await vi.waitUntil(() => desk.requests.some((route) => route.endsWith("/read")));
});

test("of several ratings in a row each is told and the last one counts", async () => {
  const thread = await start();
  desk.status(ticket.number, "solved");
  await Promise.all([thread.rate(1, ""), thread.rate(2, ""), thread.rate(4, " Well done ")]);
  expect(ticket.rating).toEqual({ score: 4, comment: "Well done" });
  expect(desk.requests.filter((route) => route.endsWith("/rating"))).toHaveLength(3);
});

test("solved is confirmed or denied; a refusal is shown", async () => {
  const thread = await start();
  desk.status(ticket.number, "solved");
  await thread.reopen();
  expect(desk.tickets.get(ticket.number)?.ticket.status).toBe("open");
  desk.refuse = { route: /confirm/, code: "transition_refused" };
  await thread.confirm();
  expect(thread.problem.value?.code).toBe("transition_refused");
  desk.refuse = undefined;
  await thread.confirm();
  expect(thread.problem.value).toBeUndefined();
  expect(desk.tickets.get(ticket.number)?.ticket.status).toBe("closed");
});

test("just after a promised date the desk is asked, once, and what it says then is shown", async () => {
  const time = Date.now();
  const at = (minutes: number) => new Date(time + minutes * 60_000).toISOString();
  ticket.promise = { answer: { is: "due", at: at(5) }, solution: null, staffedAt: null };
  const clock = clockAt(time);
  const thread = await start({ clock });
  const asked = () => desk.requests.filter((route) => route.startsWith("GET /v1/tickets/")).length;
  const before = asked();
  clock.now.value = time + 4 * 60_000;
  expect(thread.promise.value?.answer).toEqual({ is: "due", at: at(5) });
  expect(asked()).toBe(before);
  desk.refuse = { route: /GET/, code: "not_found" };
  clock.now.value = time + 5 * 60_000 + 1_000;
  expect(thread.promise.value?.answer).toMatchObject({ is: "missed", lateBy: 1_000, now: { at: null } });
  await vi.waitUntil(() => asked() === before + 1);
  clock.now.value += 10_000;
  expect(asked()).toBe(before + 1);

  desk.refuse = undefined;
  ticket.promise = { answer: { is: "due", at: at(6) }, solution: null, staffedAt: null };
  desk.happen(ticket.number, { type: "promise", actor: { kind: "system" }, because: "priority" });
  await vi.waitUntil(() => thread.promise.value?.answer?.is === "due");
  const now = { is: "due", at: at(60) } as const;
  ticket.promise = { answer: { is: "missed", dueAt: at(6), lateBy: 2_000, now }, solution: null, staffedAt: null };
  clock.now.value = time + 6 * 60_000 + 1_000;
  await vi.waitUntil(() => asked() === before + 2);
  await vi.waitFor(() => expect(thread.promise.value?.answer).toMatchObject({ is: "missed", now }));
});

test("solved too long ago to be opened again, it says so, whether by the button or by a reply that is kept", async () => {
  const thread = await start();
  desk.status(ticket.number, "solved");
  desk.refuse = { route: /reopen|messages/, code: "reopen_expired" };
  expect(thread.expired.value).toBe(false);
  await thread.reopen();
  expect(thread.expired.value).toBe(true);
  thread.problem.value = undefined;
  expect(thread.expired.value).toBe(false);
  thread.write("It is not.");
  await thread.send();
  expect(thread.expired.value).toBe(true);
  expect(thread.outgoing.value).toMatchObject([{ is: "failed", parcel: { reply: { text: "It is not." } } }]);
});

test("a thread that cannot be read says why, and is read on demand", async () => {
  desk.refuse = { route: /GET/, code: "not_found" };
  const thread = await start();
  expect(thread.state.value).toMatchObject({ kind: "failed", error: { code: "not_found" } });
  desk.refuse = undefined;
  await thread.load();
  expect(texts(thread)).toEqual(["It says delivered."]);
});

test("stopped, it leaves no socket", async () => {
  const thread = await start();
  await vi.waitUntil(() => desk.live() === 1);
  thread.stop();
  await vi.waitUntil(() => desk.live() === 0);
});

test("merging gives every event once and in order, and the newer ticket", () => {
  const at = new Date().toISOString();
  const event = (seq: number) => ({ type: "submitted", seq, prev: seq - 1, at, actor: { kind: "contact" } }) as const;
  const old: Thread = { ticket: { ...ticket, seq: 3 }, events: [event(1), event(3)] };
  const merged = merge(old, { ticket: { ...ticket, seq: 2 }, events: [event(2), event(3)] });
  expect(merged.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(merged.ticket.seq).toBe(3);
});
