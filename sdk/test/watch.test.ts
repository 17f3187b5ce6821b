import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createFirstline, type FirstlineError, type LiveStatus } from "../src/index.ts";
import type { Thread } from "../src/wire/index.ts";
import { problem } from "./desk-server.ts";
import { number, ticketAt } from "./examples.ts";
import { pendingTimers, speedUpTimers } from "./fast-clock.ts";
import { type RoomServer, startRoomServer } from "./room-server.ts";

speedUpTimers(20);

let room: RoomServer;
const stops: (() => void)[] = [];
beforeAll(async () => {
  room = await startRoomServer();
  // The first socket of a process loads its code, which on a busy machine takes longer than a quickened pause.
  const first = watch();
  await live(first);
  first.stop();
});
beforeEach(() => room.reset());
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
afterAll(() => room.stop());

interface Watching {
  readonly threads: Thread[];
  readonly statuses: LiveStatus[];
  readonly errors: FirstlineError[];
  readonly seqs: () => number[];
  readonly stop: () => void;
}

function watch(after = 0, onChange?: (thread: Thread) => void, seen?: number): Watching {
  const client = createFirstline({ url: room.url, site: "pk_shopshop", token: "visitor-token" });
  const threads: Thread[] = [];
  const statuses: LiveStatus[] = [];
  const errors: FirstlineError[] = [];
  const stop = client.tickets.watch(number, {
    after,
    seen,
    onChange: (thread) => {
      threads.push(thread);
      onChange?.(thread);
    },
    onStatus: (status) => statuses.push(status),
    onError: (error) => errors.push(error),
  });
  stops.push(stop);
  return { threads, statuses, errors, seqs: () => threads.flatMap(({ events }) => events.map(({ seq }) => seq)), stop };
}

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 8_000, interval: 5 });
const live = ({ statuses }: Watching) => until(() => statuses.at(-1) === "live");
/** Long enough for anything that should not come to come. */
const calm = () => new Promise<void>((resolve) => setTimeout(resolve, 4_000));

describe("over a socket", () => {
  test("the token goes into the first frame, never into the address", async () => {
    const addresses: string[] = [];
    const note = (request: { url?: string }) => addresses.push(request.url ?? "");
    room.http.on("upgrade", note);
    await live(watch());
    room.http.off("upgrade", note);
    expect(addresses).toEqual([`/v1/live?site=pk_shopshop&number=${number}`]);
    expect(room.hellos).toEqual([{ type: "hello", token: "visitor-token" }]);
  });

  test("hands on each event once, in order, with the ticket after it", async () => {
    const watching = watch();
    await live(watching);
    room.append();
    room.append("comes twice");
    room.append();
    await until(() => watching.seqs().length === 3);
    await calm();
    expect(watching.seqs()).toEqual([1, 2, 3]);
    expect(watching.threads.map(({ ticket }) => ticket.seq)).toEqual([1, 2, 3]);
    expect(Object.keys(watching.threads[0] ?? {}).sort()).toEqual(["events", "ticket"]);
    expect(room.arrivals).toHaveLength(0);
    expect(watching.statuses).toEqual(["connecting", "live"]);
  });

  test("how far support has seen it comes with the ticket, without events and without a request", async () => {
    room.append();
    const watching = watch(1);
    await live(watching);
    room.see();
    room.see();
    await until(() => watching.threads.length === 1);
    await calm();
    expect(watching.threads).toMatchObject([{ ticket: { seq: 1, seen: { seq: 1 } }, events: [] }]);
    expect(room.arrivals).toHaveLength(0);
  });

  test("what support saw before the socket was ready is read, unless it is known", async () => {
    room.append();
    room.see();
    const watching = watch(1);
    await until(() => watching.threads.length === 1);
    expect(watching.threads).toMatchObject([{ ticket: { seen: { seq: 1 } }, events: [] }]);
    const knowing = watch(1, undefined, 1);
    await live(knowing);
    await calm();
    expect(knowing.threads).toEqual([]);
    expect(room.arrivals).toHaveLength(1);
  });

  test("a sight of an older or newer ticket than is known is read over HTTP", async () => {
    const watching = watch();
    await live(watching);
    room.append("is lost");
    room.see();
    await until(() => watching.threads.length === 1);
    expect(watching.threads).toMatchObject([{ ticket: { seq: 1, seen: { seq: 1 } }, events: [{ seq: 1 }] }]);
    expect(room.arrivals.map(({ query }) => query.toString())).toEqual(["after=0"]);
  });

  test("numbers that the requester may not see are no gap", async () => {
    const watching = watch();
    await live(watching);
    room.append("arrives", 2);
    room.append("arrives", 3);
    await until(() => watching.seqs().length === 2);
    expect(watching.seqs()).toEqual([3, 7]);
    expect(room.arrivals).toHaveLength(0);
  });

  test("a lost frame is read over HTTP when the next one shows the gap", async () => {
    const watching = watch();
    await live(watching);
    room.append();
    room.append("is lost");
    room.append();
    await until(() => watching.seqs().length === 3);
    expect(watching.seqs()).toEqual([1, 2, 3]);
    expect(room.arrivals.map(({ query }) => query.toString())).toEqual(["after=1"]);
  });

  test("a reading that was on its way when more happened is followed by another", async () => {
    const watching = watch();
    await live(watching);
    room.latency = 2_000;
    room.append("is lost");
    room.append();
    await until(() => room.arrivals.length === 1);
    room.append("is lost");
    room.append();
    await until(() => watching.seqs().length === 4);
    expect(watching.seqs()).toEqual([1, 2, 3, 4]);
    expect(room.arrivals.map(({ query }) => query.get("after"))).toEqual(["0", "2"]);
  });

  test("frames in the wrong order come out in the right one", async () => {
    const watching = watch();
    await live(watching);
    room.append("is held");
    room.append("is held");
    room.append();
    await until(() => watching.seqs().length === 3);
    await calm();
    expect(watching.seqs()).toEqual([1, 2, 3]);
  });

  test("what happened before the socket was ready is read at once", async () => {
    room.append();
    room.append();
    room.append();
    const watching = watch(1);
    await until(() => watching.seqs().length === 2);
    expect(watching.seqs()).toEqual([2, 3]);
    expect(watching.threads.at(-1)?.ticket.seq).toBe(3);
  });

  test("after a broken connection nothing is missing and nothing doubled", async () => {
    const watching = watch();
    await live(watching);
    room.append();
    room.append("cuts the line");
    room.append("is lost");
    await until(() => watching.seqs().length === 3);
    await live(watching);
    room.append();
    await until(() => watching.seqs().length === 4);
    expect(watching.seqs()).toEqual([1, 2, 3, 4]);
    expect(watching.statuses).toEqual(["connecting", "live", "connecting", "live"]);
  });

  test("a connection that answers no ping is given up and made anew", async () => {
    const watching = watch();
    await live(watching);
    room.answersPing = false;
    await until(() => room.upgrades() === 2);
    room.answersPing = true;
    await live(watching);
    room.append();
    await until(() => watching.seqs().length === 1);
  });

  test("a connection that has lasted ends the growing of pauses, though its room was never silent", async () => {
    const random = vi.spyOn(Math, "random").mockReturnValue(0.99);
    const watching = watch();
    /** Cuts the live connection; resolves with the milliseconds until the next one is live. */
    const cut = async () => {
      await live(watching);
      const { length } = watching.statuses;
      const began = performance.now();
      room.cut();
      await until(() => watching.statuses.length === length + 2);
      return performance.now() - began;
    };
    for (let cuts = 0; cuts < 5; cuts += 1) await cut();
    const busy = setInterval(() => room.append(), 20);
    await new Promise((resolve) => setTimeout(resolve, 40_000));
    clearInterval(busy);
    // The pause is of 1 s, not of 30: both pass 20 times faster.
    expect(await cut()).toBeLessThan(1_000);
    random.mockRestore();
  });

  test("a frame that is no JSON, or of a kind not known yet, does no harm", async () => {
    const watching = watch();
    await live(watching);
    room.push('{"type":"typing","name":"Ada"}');
    room.append();
    let drops = 0;
    for (const broken of ["{", '{"type":"changed"}', "null"]) {
      await live(watching);
      room.push(broken);
      drops += 1;
      await until(() => watching.statuses.filter((status) => status === "connecting").length === 1 + drops);
    }
    await live(watching);
    room.append();
    await until(() => watching.seqs().length === 2);
    expect(watching.seqs()).toEqual([1, 2]);
    expect(watching.errors).toEqual([]);
  });

  test("a gap that cannot be read just now is read later", async () => {
    const watching = watch();
    await live(watching);
    room.append("is lost");
    room.reachable = false;
    room.append();
    await until(() => room.arrivals.length > 1);
    room.reachable = true;
    await until(() => watching.seqs().length === 2);
    expect(watching.seqs()).toEqual([1, 2]);
    expect(watching.errors).toEqual([]);
  });
});

describe("where sockets are blocked", () => {
  test("it asks with the version it knows, and hands on what is new", async () => {
    room.open = false;
    room.append();
    const watching = watch(1);
    await until(() => watching.statuses.at(-1) === "polling");
    expect(watching.seqs()).toEqual([]);
    await until(() => room.arrivals.length > 1);
    expect(room.arrivals.map(({ headers }) => headers["if-none-match"]).slice(0, 2)).toEqual([
      undefined,
      '"at 1, seen 0"',
    ]);
    room.append();
    room.append();
    await until(() => watching.seqs().length === 2);
    expect(watching.seqs()).toEqual([2, 3]);
    await until(() => room.arrivals.at(-1)?.headers["if-none-match"] === '"at 3, seen 0"');
    expect(watching.statuses).toEqual(["connecting", "polling"]);
  });

  test("it goes live once they are let through", async () => {
    room.open = false;
    const watching = watch();
    await until(() => watching.statuses.at(-1) === "polling");
    room.open = true;
    await live(watching);
    room.append();
    await until(() => watching.seqs().length === 1);
    const reads = room.arrivals.length;
    await calm();
    expect(room.arrivals).toHaveLength(reads);
  });

  test("it says offline while nothing answers, and comes back", async () => {
    room.open = false;
    room.reachable = false;
    const watching = watch();
    await until(() => watching.statuses.at(-1) === "offline");
    room.append();
    room.reachable = true;
    await until(() => watching.seqs().length === 1);
    expect(watching.statuses).toEqual(["connecting", "offline", "polling"]);
    expect(watching.errors).toEqual([]);
  });

  test("it does not sit out its pause when the machine is back on the network", async () => {
    const host = new EventTarget();
    vi.stubGlobal("addEventListener", host.addEventListener.bind(host));
    const random = vi.spyOn(Math, "random").mockReturnValue(0.99);
    room.open = false;
    room.reachable = false;
    const watching = watch();
    await until(() => watching.statuses.at(-1) === "offline");
    const reads = room.arrivals.length;
    const began = performance.now();
    host.dispatchEvent(new Event("online"));
    await until(() => room.arrivals.length > reads);
    // The pause would have lasted 312 ms.
    expect(performance.now() - began).toBeLessThan(200);
    watching.stop();
    host.dispatchEvent(new Event("online"));
    random.mockRestore();
    vi.stubGlobal("addEventListener", undefined);
  });

  test("it works without any WebSocket", async () => {
    const { WebSocket } = globalThis;
    vi.stubGlobal("WebSocket", undefined);
    room.append();
    const watching = watch();
    await until(() => watching.seqs().length === 1);
    expect(watching.statuses).toEqual(["connecting", "polling"]);
    watching.stop();
    vi.stubGlobal("WebSocket", WebSocket);
  });
});

describe("refused", () => {
  test("by the socket: the watch ends and says why", async () => {
    room.refusal = { type: "refused", code: "credentials_invalid" };
    const watching = watch();
    await until(() => watching.errors.length === 1);
    await calm();
    expect(watching.errors.map(({ code }) => code)).toEqual(["credentials_invalid"]);
    expect(watching.statuses).toEqual(["connecting", "offline"]);
    expect(room.upgrades()).toBe(1);
    expect(pendingTimers.size).toBe(0);
  });

  test("by the socket, because the identity has run out: it is renewed, and the watch goes on", async () => {
    const visitor = { name: null, email: null, verified: true, plan: null };
    const expiresAt = "2026-11-23T09:30:00.000Z";
    room.answer(({ path, text, headers }) => {
      if (path === "/v1/visitors/identify") {
        room.refusal = undefined;
        return { status: 200, json: { visitor, visitorToken: `visitor of ${JSON.parse(text).token}`, expiresAt } };
      }
      if (headers.authorization === "Bearer visitor of first") return problem("identity_expired");
      return { status: 200, json: { ticket: ticketAt(0), events: [] } };
    });
    const tokens = ["first", "second"];
    const client = createFirstline({ url: room.url, site: "pk_shopshop" });
    await client.identify(() => tokens.shift() ?? "third");
    room.refusal = { type: "refused", code: "identity_expired" };
    const statuses: LiveStatus[] = [];
    const errors: FirstlineError[] = [];
    const options = { after: 0, onChange: () => {}, onStatus: (status: LiveStatus) => statuses.push(status) };
    stops.push(client.tickets.watch(number, { ...options, onError: (error) => errors.push(error) }));
    await until(() => statuses.at(-1) === "live");
    expect(errors).toEqual([]);
    expect(room.hellos.map(({ token }) => token)).toEqual(["visitor of first", "visitor of second"]);
  });

  test("by the poll: the same", async () => {
    room.open = false;
    const client = createFirstline({ url: room.url, site: "pk_shopshop", token: "visitor-token" });
    const errors: FirstlineError[] = [];
    stops.push(
      client.tickets.watch("SHOP-99", { after: 0, onChange: () => {}, onError: (error) => errors.push(error) }),
    );
    await until(() => errors.length === 1);
    await calm();
    expect(errors.map(({ code }) => code)).toEqual(["not_found"]);
    expect(room.upgrades()).toBe(1);
  });

  test("for a moment only: it tries again", async () => {
    room.refusal = { type: "refused", code: "unavailable" };
    const watching = watch();
    await until(() => room.upgrades() === 1);
    room.refusal = undefined;
    await live(watching);
    expect(watching.errors).toEqual([]);
  });
});

describe("stop", () => {
  test.each([
    ["before it began", () => true],
    ["while live", ({ statuses }: Watching) => statuses.at(-1) === "live"],
  ])("%s leaves no socket, timer or call", async (_, ready) => {
    const watching = watch();
    await until(() => ready(watching));
    watching.stop();
    room.append();
    await until(() => room.sockets.size === 0);
    await calm();
    expect(watching.seqs()).toEqual([]);
    expect(pendingTimers.size).toBe(0);
    expect(room.upgrades()).toBeLessThanOrEqual(1);
  });

  test.each([
    ["polling", true],
    ["offline", false],
  ] as const)("while %s leaves nothing either", async (status, reachable) => {
    room.open = false;
    room.reachable = reachable;
    const watching = watch();
    await until(() => watching.statuses.at(-1) === status);
    watching.stop();
    const [reads, upgrades] = [room.arrivals.length, room.upgrades()];
    await calm();
    expect(pendingTimers.size).toBe(0);
    expect(room.arrivals.length).toBeLessThanOrEqual(reads + 1);
    expect(room.upgrades()).toBe(upgrades);
  });

  test("from within a listener is the last thing that listener hears", async () => {
    const watching: Watching = watch(0, () => watching.stop());
    await live(watching);
    room.append();
    room.append();
    await until(() => room.sockets.size === 0);
    await calm();
    expect(watching.seqs()).toEqual([1]);
  });
});

test("a listener that throws is reported, and the watch goes on", async () => {
  const reported: unknown[] = [];
  const note = (fault: unknown) => reported.push(fault);
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", note);
  const watching = watch(0, () => {
    throw new Error("the page's own fault");
  });
  await live(watching);
  room.append();
  room.append();
  await until(() => watching.seqs().length === 2);
  process.off("uncaughtException", note);
  for (const other of others) process.on("uncaughtException", other);
  expect(reported).toHaveLength(2);
});

test("a desk that never answers is a timeout after three tries", async () => {
  room.answer(() => "silence");
  const client = createFirstline({ url: room.url, site: "pk_shopshop", token: "visitor-token" });
  await expect(client.tickets.get(number)).rejects.toMatchObject({ name: "FirstlineError", code: "timeout" });
  expect(room.arrivals).toHaveLength(3);
});
