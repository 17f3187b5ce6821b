import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Changed, createDesk, type FirstlineError, type LiveStatus } from "../src/desk.ts";
import { DeskFrame } from "../src/wire/index.ts";
import { problem } from "./desk-server.ts";
import { deskTicketAt } from "./examples.ts";
import { pendingTimers, speedUpTimers } from "./fast-clock.ts";
import { type RoomServer, startRoomServer } from "./room-server.ts";

speedUpTimers(20);

let room: RoomServer;
let stop = () => {};
beforeAll(async () => {
  room = await startRoomServer();
});
beforeEach(() => {
  room.reset();
  room.answer(() => ({ status: 200, json: { items: [], next: null } }));
});
afterEach(() => stop());
afterAll(() => room.stop());

function watch(key?: string) {
  const changes: Changed[] = [];
  const statuses: LiveStatus[] = [];
  const errors: FirstlineError[] = [];
  const onReady = vi.fn();
  stop = createDesk({ url: room.url, key }).watch({
    site: "site_shop",
    onChange: (change) => changes.push(change),
    onReady,
    onStatus: (status) => statuses.push(status),
    onError: (error) => errors.push(error),
  });
  return { changes, statuses, errors, onReady };
}

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 8_000, interval: 5 });

test("a server's key goes into the first frame; the console sends none", async () => {
  watch("sk_1");
  await until(() => room.hellos.length === 1);
  stop();
  watch();
  await until(() => room.hellos.length === 2);
  expect(room.hellos).toEqual([{ type: "hello", token: "sk_1" }, { type: "hello" }]);
});

test("hands on what happens, and says when to read again", async () => {
  const watching = watch();
  await until(() => watching.onReady.mock.calls.length === 1);
  room.push(JSON.stringify(DeskFrame.parse({ type: "changed", ticket: deskTicketAt(4), events: [] })));
  await until(() => watching.changes.length === 1);
  expect(watching.changes).toEqual([{ ticket: deskTicketAt(4), events: [] }]);
  room.cut();
  await until(() => watching.onReady.mock.calls.length === 2);
  expect(watching.statuses).toEqual(["connecting", "live", "connecting", "live"]);
  expect(room.arrivals).toHaveLength(0);
});

test("where sockets are blocked, it says so and asks for another reading now and then", async () => {
  room.open = false;
  const watching = watch();
  await until(() => watching.onReady.mock.calls.length >= 2);
  expect(watching.statuses).toEqual(["connecting", "polling"]);
  expect(room.arrivals[0]?.query.toString()).toBe("site=site_shop&limit=1");
});

test("ends when the session has ended, and leaves nothing", async () => {
  room.open = false;
  room.answer(() => problem("credentials_invalid"));
  const watching = watch();
  await until(() => watching.errors.length === 1);
  expect(watching.errors[0]?.code).toBe("credentials_invalid");
  await until(() => pendingTimers.size === 0);
  expect(watching.onReady).not.toHaveBeenCalled();
});
