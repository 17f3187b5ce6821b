import { env } from "cloudflare:test";
import type { NewRating } from "@firstline/sdk/wire";
import { beforeAll, expect, test } from "vitest";
import { type Trip, watched } from "./database.ts";
import { call, consoleOf, visitorWithTicket } from "./desk.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});

const rate = (headers: Headers, number: string, body: NewRating, database?: D1Database) =>
  call("POST /v1/tickets/:number/rating", { headers, path: { number }, body, ...(database && { database }) });
const asAgent = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } })).body;

async function solvedTicket() {
  const visitor = await visitorWithTicket();
  const answer = { headers: ann, path: { number: visitor.number }, body: { text: "Done.", status: "solved" } } as const;
  await call("POST /v1/desk/tickets/:number/reply", answer);
  return visitor;
}

test("its requester rates a solved ticket, and both sides read it: the score, and the comment", async () => {
  const { headers, number } = await solvedTicket();
  const rated = await rate(headers, number, { score: 4, comment: " Quick.\nAnd kind. " });
  expect(rated.status).toBe(200);
  expect(rated.body.ticket).toMatchObject({ status: "solved", rating: { score: 4, comment: "Quick.\nAnd kind." } });
  const [event] = rated.body.events;
  expect(event).toEqual({ type: "rated", score: 4, actor: { kind: "contact" }, seq: 6, prev: 5, at: event?.at });
  const desk = await asAgent(number);
  expect(desk.ticket.rating).toEqual({ score: 4, comment: "Quick.\nAnd kind." });
  expect(desk.events.at(-1)).toMatchObject({ type: "rated", score: 4, comment: "Quick.\nAnd kind." });
  // A comment lies where texts lie, so that it can be erased as they are.
  const { results } = await env.DB.prepare("SELECT data FROM events WHERE type = 'rated'").all();
  expect(JSON.stringify(results)).not.toContain("Quick");
});

test("it may be changed, and the same again writes nothing", async () => {
  const { headers, number } = await solvedTicket();
  await rate(headers, number, { score: 1, comment: "No." });
  const second = await rate(headers, number, { score: 5 });
  expect(second.body.ticket.rating).toEqual({ score: 5, comment: null });
  const trips: Trip[] = [];
  const again = await rate(headers, number, { score: 5 }, watched(env.DB, trips));
  expect(again.body).toEqual({ ticket: second.body.ticket, events: [] });
  expect(trips).toHaveLength(1);
  expect((await asAgent(number)).ticket).toMatchObject({ seq: second.body.ticket.seq, status: "solved" });
});

test("a closed ticket can be rated too, and stays closed", async () => {
  const { headers, number } = await solvedTicket();
  await call("POST /v1/tickets/:number/confirm", { headers, path: { number } });
  expect((await rate(headers, number, { score: 3 })).body.ticket).toMatchObject({
    status: "closed",
    rating: { score: 3 },
  });
  await env.DB.prepare("UPDATE tickets SET closed_at = closed_at - 30 * 86400000 WHERE site_id = 'site_shop'").run();
  expect((await rate(headers, number, { score: 2 })).problem?.code).toBe("rating_expired");
});

test("one that is worked on cannot be rated, also not once it is open again", async () => {
  const open = await visitorWithTicket();
  expect((await rate(open.headers, open.number, { score: 5 })).problem?.code).toBe("not_solved");
  const { headers, number } = await solvedTicket();
  await call("POST /v1/tickets/:number/reopen", { headers, path: { number } });
  expect((await rate(headers, number, { score: 5 })).problem?.code).toBe("not_solved");
});

test("nobody rates for somebody else", async () => {
  const { number } = await solvedTicket();
  const other = await visitorWithTicket();
  const bank = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "rating" });
  expect((await rate(other.headers, number, { score: 1 })).status).toBe(404);
  expect((await rate(bank.headers, number, { score: 1 })).status).toBe(404);
  expect((await asAgent(number)).ticket.rating).toBeNull();
});

test.each([0, 6, 2.5, Number.NaN])("%s is no score", async (score) => {
  const { headers, number } = await solvedTicket();
  expect((await rate(headers, number, { score })).problem?.issues?.[0]?.path).toBe("body.score");
});

test.each(["", " ", "x".repeat(2_001)])("a comment is there or not, and is not too long", async (comment) => {
  const { headers, number } = await solvedTicket();
  expect((await rate(headers, number, { score: 5, comment })).problem?.issues?.[0]?.path).toBe("body.comment");
});
