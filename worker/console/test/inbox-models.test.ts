import type { DeskTicket } from "@firstline/sdk/wire";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Lists } from "../src/models/lists.ts";
import { whole } from "../src/models/place.ts";
import { createSortedTickets } from "../src/models/sorted-tickets.ts";
import { compare, type Listing, positionOf } from "../src/models/views.ts";
import { createWorld, items, type World } from "./workspace.ts";

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

const listCalls = () => world.callsOf("GET /v1/desk/tickets");
const numbersOf = (tickets: readonly DeskTicket[]) => tickets.map(({ number }) => number);

test("a view change asks once, and one that was seen before is shown at once", async () => {
  const workspace = await world.workspaceAt("#/open");
  const first = items(workspace);
  workspace.go({ ...whole, view: "solved" });
  await vi.waitFor(() => expect(items(workspace)[0]?.status).toMatch(/solved|closed/));
  expect(listCalls()).toHaveLength(2);
  workspace.go({ ...whole, view: "open" });
  expect(numbersOf(items(workspace))).toEqual(numbersOf(first));
  await vi.waitFor(() => expect(listCalls()).toHaveLength(3));
});

test("the rail counts every view, and after a burst of changes once more", async () => {
  vi.useFakeTimers();
  const lists = new Lists(world.desk, () => {});
  try {
    lists.countSite(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(lists.counts.value.get("open")?.count).toBeGreaterThan(20);
    for (let times = 0; times < 10; times++) lists.stir();
    expect(world.callsOf("GET /v1/desk/counts")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world.callsOf("GET /v1/desk/counts")).toHaveLength(2);
  } finally {
    lists[Symbol.dispose]();
    vi.useRealTimers();
  }
});

test("read again, a long list is as long as it was", async () => {
  for (let index = 0; index < 300; index++) world.server.copy("SHOP-100010", index);
  const workspace = await world.workspaceAt("#/open");
  await workspace.inbox.loadMore();
  await workspace.inbox.loadMore();
  const loaded = numbersOf(items(workspace));
  expect(loaded).toHaveLength(225);
  await workspace.inbox.refresh();
  expect(numbersOf(items(workspace)).slice(0, 225)).toEqual(loaded);
});

test("a filter narrows the list and holds for live changes", async () => {
  const workspace = await world.workspaceAt("#/open");
  workspace.go({ filter: { priority: ["urgent"] } });
  await vi.waitFor(() => expect(items(workspace).every(({ priority }) => priority === "urgent")).toBe(true));
  const [ticket] = items(workspace);
  if (!ticket) throw new Error("Nothing is urgent");
  workspace.inbox.apply({ ...ticket, seq: ticket.seq + 1, priority: "low" }, []);
  expect(numbersOf(items(workspace))).not.toContain(ticket.number);
});

test("a view is saved, shown in the rail with its count, renamed and deleted", async () => {
  const workspace = await world.workspaceAt('#/open?filter={"priority":["urgent"]}');
  const { lists, place } = workspace;
  const { view, filter, order } = place.value;
  const saved = await lists.save({ name: "Hot", view, filter, order }, false, undefined);
  if ("code" in saved) throw new Error(saved.code);
  expect(lists.saved.value.map(({ name }) => name)).toEqual(["Hot"]);
  const shared = await lists.save({ name: "Hotter", view, filter, order }, true, saved);
  expect(lists.saved.value).toEqual([shared]);
  if (!("code" in shared)) expect(await lists.forget(shared)).toBeUndefined();
  expect(lists.saved.value).toEqual([]);
});

test("a view that was not saved says why", async () => {
  const workspace = await world.workspaceAt("#/open");
  world.server.fail("PUT /v1/desk/views/:view", "unavailable");
  const outcome = await workspace.lists.save({ name: "Hot", view: "open" }, false, undefined);
  expect(outcome).toMatchObject({ code: "unavailable" });
});

test("a search shows what it found, with the passages, and leads back", async () => {
  const workspace = await world.workspaceAt("#/open");
  workspace.go({ ...whole, search: "jacket" });
  await vi.waitFor(() => expect(items(workspace).length).toBeGreaterThan(0));
  const state = workspace.inbox.state.value;
  const [found] = items(workspace);
  const passage = state.kind === "ready" && found ? state.passages.get(found.number) : undefined;
  expect(passage?.filter(({ hit }) => hit).map(({ text }) => text.toLowerCase())).toContain("jacket");
  workspace.go({ search: undefined });
  expect(items(workspace).length).toBeGreaterThan(5);
});

test("selected tickets are changed and changed back; one that somebody changed since is told", async () => {
  const workspace = await world.workspaceAt("#/open");
  const { inbox, bulk, notices } = workspace;
  const [one, two, three] = items(workspace);
  if (!one || !two || !three) throw new Error("There are too few tickets");
  inbox.selection.toggle(one.number);
  inbox.selection.extendTo(three.number);
  const numbers = [...inbox.selection.numbers.value];
  expect(numbers).toEqual([one.number, two.number, three.number]);
  await bulk.change(numbers, { type: "priority", priority: "low" });
  const priorities = () => numbers.map((number) => world.server.tickets.get(number)?.ticket.priority);
  expect(priorities()).toEqual(["low", "low", "low"]);
  expect(notices.shown.value?.action?.label).toBe("Undo");
  world.server.change(two.number, { kind: "agent", id: "agt_2", name: "Tomás" }, [
    { type: "note", note: { id: "msg_n", text: "Hm." } },
  ]);
  await bulk.undo();
  expect(priorities()).toEqual([one.priority, "low", three.priority]);
  expect(notices.shown.value?.text).toMatch(/former value|not changed/);
  // There is nothing left to undo.
  const calls = world.callsOf("POST /v1/desk/tickets/bulk").length;
  await bulk.undo();
  expect(world.callsOf("POST /v1/desk/tickets/bulk")).toHaveLength(calls);
});

test("what leaves the list leaves the selection", async () => {
  const workspace = await world.workspaceAt("#/mine");
  const { selection } = workspace.inbox;
  selection.selectAll();
  const [gone] = items(workspace);
  if (!gone) throw new Error("Nothing is mine");
  workspace.inbox.apply({ ...gone, seq: gone.seq + 1, assignee: null }, []);
  expect(selection.numbers.value.has(gone.number)).toBe(false);
  selection.clear();
  expect(selection.numbers.value.size).toBe(0);
});

test("tickets of a list hold what they say alike once, and still say it", async () => {
  const workspace = await world.workspaceAt("#/open");
  const some = items(workspace);
  const copies = new Set(some.map(({ site }) => site));
  expect(copies.size).toBe(new Set(some.map(({ site }) => site.id)).size);
  expect(copies.size).toBeLessThan(some.length);
  const [first] = some;
  if (!first) throw new Error("Nothing is open");
  const team = { ...first.team };
  workspace.inbox.apply({ ...first, seq: first.seq + 1, team }, []);
  expect(items(workspace).find(({ number }) => number === first.number)).toEqual({ ...first, seq: first.seq + 1 });
  expect(items(workspace).find(({ number }) => number === first.number)?.team).toBe(first.team);
});

test("a list that is kept by single changes is as if it were sorted anew", async () => {
  const workspace = await world.workspaceAt("#/open");
  const some = items(workspace);
  const listings = (["due", "newest"] as const).map(
    (order): Listing => ({ view: "open", site: undefined, filter: {}, order, search: undefined }),
  );
  const instant = fc
    .integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 })
    .map((at) => new Date(at).toISOString());
  const changes = fc.array(fc.tuple(fc.nat(some.length - 1), instant, fc.constantFrom("put", "take", "wait")));
  fc.assert(
    fc.property(changes, fc.constantFrom(...listings), (steps, listing) => {
      const list = createSortedTickets(listing);
      const kept = new Map<string, DeskTicket>();
      for (const [index, at, what] of steps) {
        const pattern = some[index];
        if (!pattern) continue;
        const ticket = { ...pattern, updatedAt: at, waitingSince: what === "wait" ? at : null, clocks: [] };
        if (what === "take") {
          list.take(ticket.number);
          kept.delete(ticket.number);
        } else {
          list.put(ticket, false);
          kept.set(ticket.number, ticket);
        }
      }
      const sorted = [...kept.values()].sort((one, other) =>
        compare(positionOf(one, listing), positionOf(other, listing)),
      );
      expect(numbersOf(list.items())).toEqual(numbersOf(sorted));
    }),
  );
});
