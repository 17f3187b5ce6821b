import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWorld, ready, ticketOf, type World } from "./workspace.ts";

const clara = "SHOP-100010";
const unassigned = "SHOP-100054";
const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;
const reply = "POST /v1/desk/tickets/:number/reply";

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.end());

/** What a thread of the desk says. */
const said = (number: string) =>
  world.server.tickets.get(number)?.events.flatMap((event) => (event.type === "message" ? [event.message.text] : []));

async function sendOffline(number: string, text: string, status?: "pending" | "solved") {
  const workspace = await world.workspaceAt(`#/mine/${number}`);
  world.connected.value = false;
  ticketOf(workspace).draft(text);
  await ticketOf(workspace).send(status);
  return workspace;
}

test("what is sent without a connection goes out by itself once there is one, in its order and once", async () => {
  const workspace = await sendOffline(clara, "First");
  ticketOf(workspace).draft("Second");
  await ticketOf(workspace).send();
  expect(workspace.outbox.waiting.value).toBe(1);
  expect(ticketOf(workspace).sending.value).toMatchObject([
    { text: "First", failure: { code: "network" } },
    { text: "Second", failure: { code: "network" } },
  ]);
  world.connected.value = true;
  await vi.waitFor(() => expect(ticketOf(workspace).sending.value).toEqual([]));
  expect(said(clara)?.slice(-2)).toEqual(["First", "Second"]);
  expect(workspace.outbox.waiting.value).toBe(0);
  expect(world.callsOf(reply)).toHaveLength(2);
});

test("what waits goes out from a ticket that was left, and says nothing meanwhile", async () => {
  const workspace = await sendOffline(clara, "From the train");
  workspace.go({ number: unassigned });
  expect(workspace.notices.shown.value).toBeUndefined();
  world.connected.value = true;
  await vi.waitFor(() => expect(said(clara)?.at(-1)).toBe("From the train"));
  await vi.waitFor(() => expect(workspace.outbox.waiting.value).toBe(0));
});

test("what waits survives a reload, and goes out though another ticket is open then", async () => {
  await sendOffline(clara, "Kept over a reload");
  world.end();
  world.connected.value = true;
  const workspace = await world.workspaceAt(`#/mine/${unassigned}`);
  await vi.waitFor(() => expect(said(clara)?.at(-1)).toBe("Kept over a reload"));
  await vi.waitFor(() => expect([...world.stored.keys()]).toEqual([]));
  expect(workspace.outbox.waiting.value).toBe(0);
});

test("what a macro does with a reply is done after a reload as well", async () => {
  const first = await world.workspaceAt(`#/mine/${clara}`);
  await first.macros.read();
  const [depot] = first.macros.for(ready(first).ticket, "depot");
  world.connected.value = false;
  ticketOf(first).draft("I have asked the depot.");
  ticketOf(first).composing.use(depot);
  await ticketOf(first).send();
  world.end();
  world.connected.value = true;
  const second = await world.workspaceAt(`#/mine/${clara}`);
  await vi.waitFor(() => expect(said(clara)?.at(-1)).toBe("I have asked the depot."));
  expect(ready(second).ticket.tags).toContain("depot");
});

test("a status that waited is not put over somebody else's change; the agent decides", async () => {
  const workspace = await sendOffline(clara, "Solved, I think", "solved");
  world.server.change(clara, tomas, [{ type: "priority", from: "high", to: "urgent" }], { priority: "urgent" });
  world.connected.value = true;
  await vi.waitFor(() =>
    expect(ticketOf(workspace).sending.value).toMatchObject([{ failure: { code: "version_mismatch" } }]),
  );
  expect(world.callsOf(reply)).toHaveLength(0);
  expect(ready(workspace).ticket.priority).toBe("urgent");
  const [entry] = ticketOf(workspace).sending.value;
  await ticketOf(workspace).sendAgain(entry?.id ?? "");
  expect(said(clara)?.at(-1)).toBe("Solved, I think");
  expect(ready(workspace).ticket.status).toBe("solved");
});

test("a status that waited goes out where nobody else changed anything", async () => {
  const workspace = await sendOffline(clara, "Solved", "solved");
  world.connected.value = true;
  await vi.waitFor(() => expect(ready(workspace).ticket.status).toBe("solved"));
});

test("what the desk refused is never sent again by itself, not even after a reload", async () => {
  const first = await world.workspaceAt(`#/mine/${clara}`);
  world.server.fail(reply, "forbidden");
  ticketOf(first).draft("Not for me to say");
  await ticketOf(first).send();
  const second = await world.workspaceAt(`#/mine/${clara}`);
  expect(ticketOf(second).sending.value).toMatchObject([{ failure: { code: "forbidden" } }]);
  await ticketOf(second).load();
  expect(world.callsOf(reply)).toHaveLength(1);
});
