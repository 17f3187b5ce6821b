import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDesk } from "../src/desk.ts";
import { createFirstline, isFirstlineError } from "../src/index.ts";
import { type DeskServer, problem, startDeskServer } from "./desk-server.ts";
import { deskTicketAt, ticketAt } from "./examples.ts";

let desk: DeskServer;
beforeAll(async () => {
  desk = await startDeskServer();
});
afterAll(() => desk.stop());

/** Seven tickets, known by their `seq`; a cursor says how many went before. */
beforeEach(() => {
  desk.answer(({ query }) => {
    const limit = Number(query.get("limit") ?? 25);
    const start = Number(query.get("cursor") ?? 0);
    const items = [1, 2, 3, 4, 5, 6, 7].slice(start, start + limit).map(ticketAt);
    return { status: 200, json: { items, next: start + limit < 7 ? String(start + limit) : null } };
  });
});

const tickets = (query = { limit: 3 }) =>
  createFirstline({ url: desk.url, site: "pk_shopshop", token: "t" }).tickets.list(query);

test("for await walks through all pages in order", async () => {
  const seen: number[] = [];
  for await (const { seq } of tickets()) seen.push(seq);
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(desk.arrivals.map(({ query }) => query.toString())).toEqual([
    "limit=3",
    "limit=3&cursor=3",
    "limit=3&cursor=6",
  ]);
});

test("asks for no page that is not needed", async () => {
  for await (const { seq } of tickets()) if (seq === 3) break;
  expect(desk.arrivals).toHaveLength(1);
});

test("can be walked through twice", async () => {
  const list = tickets();
  expect(await list.toArray()).toEqual(await list.toArray());
});

test("page() is the first page with the cursor of the next", async () => {
  const { items, next } = await tickets().page();
  expect(items).toHaveLength(3);
  expect(next).toBe("3");
  const rest = createFirstline({ url: desk.url, site: "pk_shopshop", token: "t" }).tickets.list({ cursor: "3" });
  expect((await rest.toArray()).map(({ seq }) => seq)).toEqual([4, 5, 6, 7]);
});

test("toArray takes as many as it is told", async () => {
  expect((await tickets().toArray({ limit: 4 })).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(desk.arrivals).toHaveLength(2);
  expect(await tickets().toArray({ limit: 0 })).toEqual([]);
  expect(desk.arrivals).toHaveLength(2);
});

test("the desk's list sends its view and site", async () => {
  desk.answer(() => ({ status: 200, json: { items: [deskTicketAt(1)], next: null } }));
  const list = createDesk({ url: desk.url, key: "sk_1" }).tickets.list({ view: "mine", site: "site_shop" });
  expect(await list.toArray()).toEqual([deskTicketAt(1)]);
  expect(desk.arrivals[0]?.query.toString()).toBe("view=mine&site=site_shop");
});

test("an error ends the walk as a FirstlineError", async () => {
  desk.answer(() => problem("credentials_missing"));
  const fault = await tickets()
    .toArray()
    .catch((error: unknown) => error);
  expect(isFirstlineError(fault) && fault.code).toBe("credentials_missing");
});
