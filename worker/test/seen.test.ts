import { env } from "cloudflare:test";
import { afterEach, beforeAll, expect, test } from "vitest";
import { type Trip, watched } from "./database.ts";
import { call, consoleOf, keyFor, visitorWithTicket } from "./desk.ts";
import { closeAll, expectQuiet, hello, listen, sitePath, ticketPath } from "./socket.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});
afterEach(closeAll);

const see = (number: string, seq: number, headers: Headers = ann, database?: D1Database) =>
  call("POST /v1/desk/tickets/:number/read", {
    headers,
    path: { number },
    body: { seq },
    ...(database && { database }),
  });
const read = (headers: Headers, number: string, more: Headers = {}) =>
  call("GET /v1/tickets/:number", { headers: { ...headers, ...more }, path: { number } });

test("its requester learns up to where support has seen a ticket, and when; a conditional read notices", async () => {
  const { headers, number } = await visitorWithTicket();
  const before = await read(headers, number);
  expect(before.body.ticket.seen).toBeNull();
  const known = { "if-none-match": before.headers.get("etag") ?? "" };
  expect((await read(headers, number, known)).status).toBe(304);
  expect((await see(number, 2)).status).toBe(204);
  const after = await read(headers, number, known);
  expect(after.body.ticket.seen).toEqual({ seq: 2, at: expect.any(String) });
  expect(after.body.events).toEqual(before.body.events);
  const list = await call("GET /v1/tickets", { headers });
  expect(list.body.items[0]?.seen).toEqual(after.body.ticket.seen);
});

test("it is no event: the desk's ticket, its version and its order stay", async () => {
  const { number } = await visitorWithTicket();
  const ask = () => call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } });
  const before = await ask();
  await see(number, 3);
  const after = await ask();
  expect(after.body).toEqual(before.body);
  expect(after.headers.get("etag")).toBe(before.headers.get("etag"));
});

test("the mark moves forward only, and not past the last event", async () => {
  const { headers, number } = await visitorWithTicket();
  await see(number, 99);
  const { seen } = (await read(headers, number)).body.ticket;
  expect(seen?.seq).toBe(3);
  await see(number, 1);
  expect((await read(headers, number)).body.ticket.seen).toEqual(seen);
});

test("nothing is written where nothing moves", async () => {
  const { number } = await visitorWithTicket();
  const trips: Trip[] = [];
  const database = watched(env.DB, trips);
  await see(number, 2, ann, database);
  expect(trips).toHaveLength(2);
  await see(number, 2, ann, database);
  await see(number, 0, ann, database);
  expect(trips).toHaveLength(4);
  expect(trips.flatMap(({ statements }) => statements).filter(({ sql }) => /^UPDATE/.test(sql))).toHaveLength(1);
});

test("an open widget hears of it at once, and nobody else does", async () => {
  const { number, token } = await visitorWithTicket();
  const other = await visitorWithTicket();
  const [own, stranger, desk] = [
    await listen(ticketPath(number)),
    await listen(ticketPath(other.number)),
    await listen(sitePath(), ann),
  ];
  own.say(hello(token));
  stranger.say(hello(other.token));
  desk.say(hello());
  expect(await own.next()).toEqual({ type: "ready", seq: 3, seen: 0 });
  await stranger.next();
  await desk.next();
  await see(number, 2);
  expect(await own.next()).toMatchObject({ type: "changed", ticket: { number, seq: 3, seen: { seq: 2 } }, events: [] });
  await see(number, 2);
  for (const socket of [own, stranger, desk]) await expectQuiet(socket);
  // Who comes later is told with the first frame.
  const late = await listen(ticketPath(number));
  late.say(hello(token));
  expect(await late.next()).toEqual({ type: "ready", seq: 3, seen: 2 });
});

test("only people see, and only what is theirs to see", async () => {
  const { headers, number } = await visitorWithTicket();
  expect((await see(number, 2, await consoleOf("agt_bob"))).status).toBe(404);
  expect((await see(number, 2, await keyFor(["tickets:read", "tickets:write"]))).status).toBe(403);
  expect((await see(number, 2, headers)).status).toBe(401);
  expect((await read(headers, number)).body.ticket.seen).toBeNull();
});
