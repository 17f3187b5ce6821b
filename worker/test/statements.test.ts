import { env } from "cloudflare:test";
import type { RouteName } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { uploadsBefore } from "../src/store/uploads.ts";
import { type Statement, type Trip, watched } from "./database.ts";
import { type CallOptions, call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { picture } from "./files.ts";
import { seed } from "./seed.ts";

type Headers = Readonly<Record<string, string>>;

/** What a route may cost in trips to the database. A stranger depends on nothing stored, so their ticket needs no read. */
type Trips = "read" | "write" | "read, write" | "read, write, write";

/** The routes that everybody waits for, each as it is called. */
const hot: readonly [string, trips: Trips, call: (database: D1Database) => Promise<{ status: number }>][] = [
  ["submit as a stranger", "write", (database) => submit(page("pk_shopshop"), database)],
  ["submit as a visitor who is known", "read, write", (database) => submit(visitor, database)],
  ["submit for somebody, as an agent", "read, write", (database) => submitFor(ann, "new@example.test", database)],
  ["submit for somebody again", "read, write", (database) => submitFor(ann, "kim@example.test", database)],
  ["submit for somebody, as a program", "read, write", (database) => submitFor(program, "kim@example.test", database)],
  [
    "reply",
    "read, write",
    (database) => ticketCall("POST /v1/tickets/:number/messages", visitor, { body: { text: "And?" } }, database),
  ],
  [
    "answer",
    "read, write",
    (database) => ticketCall("POST /v1/desk/tickets/:number/reply", ann, { body: { text: "Yes." } }, database),
  ],
  [
    "answer as a program",
    "read, write",
    (database) => ticketCall("POST /v1/desk/tickets/:number/reply", program, { body: { text: "Yes." } }, database),
  ],
  [
    "note",
    "read, write",
    (database) => ticketCall("POST /v1/desk/tickets/:number/note", ann, { body: { text: "Hm." } }, database),
  ],
  [
    "upload",
    // What is stored has a note before, and is said to be whole afterwards.
    "read, write, write",
    (database) => call("POST /v1/uploads", { headers: visitor, file: picture, database }),
  ],
  [
    "upload as an agent",
    "read, write, write",
    (database) =>
      call("POST /v1/desk/uploads", { headers: ann, file: picture, query: { site: "site_shop" }, database }),
  ],
  [
    "reply with a file",
    "read, write",
    async (database) => {
      const { body } = await call("POST /v1/uploads", { headers: visitor, file: picture });
      const reply = { text: "Here.", attachments: [{ id: body.id }] };
      return ticketCall("POST /v1/tickets/:number/messages", visitor, { body: reply }, database);
    },
  ],
  [
    "download",
    "read",
    (database) => call("GET /v1/attachments/:attachment", { headers: visitor, path: { attachment }, database }),
  ],
  [
    "download as an agent",
    "read",
    (database) => call("GET /v1/desk/attachments/:attachment", { headers: ann, path: { attachment }, database }),
  ],
  [
    "mark as read",
    "read, write",
    (database) => ticketCall("POST /v1/tickets/:number/read", visitor, { body: { seq: 5 } }, database),
  ],
  ["the site", "read", (database) => call("GET /v1/site", { headers: page("pk_shopshop"), database })],
  ["read", "read", (database) => ticketCall("GET /v1/tickets/:number", visitor, {}, database)],
  [
    "read what is new",
    "read",
    (database) => ticketCall("GET /v1/tickets/:number", visitor, { query: { after: 3 } }, database),
  ],
  ["read as an agent", "read", (database) => ticketCall("GET /v1/desk/tickets/:number", ann, {}, database)],
  ["my tickets", "read", (database) => call("GET /v1/tickets", { headers: visitor, query: { limit: 5 }, database })],
  ...(["mine", "team", "open", "solved"] as const).flatMap((view) =>
    (["agent", "agent of a smaller site", "admin"] as const).map((who): (typeof hot)[number] => [
      `the list “${view}” of an ${who}`,
      "read",
      (database) => call("GET /v1/desk/tickets", { headers: consoles[who], query: { view, limit: 5 }, database }),
    ]),
  ),
  [
    "the list of one site",
    "read",
    (database) => call("GET /v1/desk/tickets", { headers: ann, query: { site: "site_shop", limit: 5 }, database }),
  ],
  [
    "a later page of a list",
    "read",
    (database) => call("GET /v1/desk/tickets", { headers: ann, query: { cursor: later, limit: 5 }, database }),
  ],
];

let visitor: Headers;
let ann: Headers;
let program: Headers;
let number: string;
let later: string;
let attachment: string;
const consoles: Record<"agent" | "agent of a smaller site" | "admin", Headers> = {
  agent: {},
  "agent of a smaller site": {},
  admin: {},
};

const submit = (headers: Headers, database: D1Database) =>
  call("POST /v1/tickets", { headers, body: { subject: "Dark", message: { text: "It is." } }, database });

const submitFor = (headers: Headers, email: string, database: D1Database) =>
  call("POST /v1/desk/tickets", {
    headers,
    body: { site: "site_shop", requester: { email }, subject: "By phone", message: { text: "They called." } },
    database,
  });

const ticketCall = <Name extends RouteName>(
  name: Name,
  headers: Headers,
  options: CallOptions<Name>,
  database: D1Database,
) => call(name, { ...options, headers, path: { number }, database });

beforeAll(async () => {
  await seed(1, 200);
  ({ headers: visitor, number } = await visitorWithTicket());
  for (let more = 0; more < 6; more++) await submit(visitor, env.DB);
  ann = await consoleOf("agt_ann");
  program = await keyFor(["tickets:read", "tickets:write"]);
  consoles.agent = ann;
  consoles["agent of a smaller site"] = await consoleOf("agt_bob");
  consoles.admin = await consoleOf("agt_ada");
  await submitFor(ann, "kim@example.test", env.DB);
  const list = await call("GET /v1/desk/tickets", { headers: ann, query: { limit: 5 } });
  later = list.body.next ?? "";
  attachment = (await call("POST /v1/uploads", { headers: visitor, file: picture })).body.id;
  const reply = { text: "Here.", attachments: [{ id: attachment }] };
  await call("POST /v1/tickets/:number/messages", { headers: visitor, path: { number }, body: reply });
});

/** Calls a hot route, and tells what it asked of the database. */
async function tripsOf(ask: (database: D1Database) => Promise<{ status: number }>): Promise<Trip[]> {
  const trips: Trip[] = [];
  const { status } = await ask(watched(env.DB, trips));
  expect(status).toBeLessThan(300);
  return trips;
}

const writes = ({ sql }: Statement) => /^(INSERT|UPDATE|DELETE)/.test(sql);

describe.each(hot)("%s", (_name, expected, ask) => {
  test("is at most one batch that reads and one that writes", async () => {
    const trips = (await tripsOf(ask)).map(({ statements }) => {
      const writing = statements.filter(writes).length;
      return writing === 0 ? "read" : writing === statements.length ? "write" : "both at once";
    });
    expect(trips.join(", ")).toBe(expected);
  });

  test("finds every row by a key or an index", async () => {
    for (const { statements } of await tripsOf(ask)) {
      for (const { sql, values } of statements) {
        expect(await walks(sql, values)).toEqual([]);
      }
    }
  });
});

test("the sweep finds old uploads by an index", async () => {
  const { sql, values } = uploadsBefore(Date.now(), 100);
  expect(await walks(sql, values)).toEqual([]);
});

test("a walk through a table, and a sort of one, would be seen", async () => {
  expect(await walks("SELECT * FROM tickets WHERE subject = ?1", ["Dark"])).toHaveLength(1);
  expect(await walks("SELECT * FROM tickets WHERE site_id = ?1 ORDER BY subject", ["site_shop"])).toHaveLength(1);
});

interface Step {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/**
 * The steps of a statement's plan that walk a whole table or sort more than a page. A list is sorted once more when the
 * few rows that each index gave are put together, and nowhere else.
 */
async function walks(sql: string, values: readonly unknown[]): Promise<Step[]> {
  const { results: plan } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all<{ id: number; parent: number; detail: string }>();
  return plan.filter(({ id, detail }) => scans(detail) || (detail.includes("TEMP B-TREE") && !isSmall(plan, id)));
}

/** Whether a step walks a whole table. JSON lists come with the request; the rest was cut to a page before. */
const scans = (detail: string) =>
  /^SCAN /.test(detail) && !/^SCAN (\w+ VIRTUAL TABLE INDEX 1:|mine$|\(subquery-\d+\)$)/.test(detail);

/** Whether a sort only sees what stands beside it and is small: the page's own tickets, or a subquery with a limit. */
function isSmall(plan: readonly Step[], id: number): boolean {
  const parent = plan.find((step) => step.id === id)?.parent;
  const beside = plan.filter((step) => step.parent === parent);
  return beside.some(({ detail }) => /^SCAN (s VIRTUAL TABLE|mine$|\(subquery-\d+\)$)/.test(detail));
}

test("at 20,000 tickets every hot route reads the rows it read at 200", async () => {
  const rowsRead = async () => {
    const rows: Record<string, number> = {};
    for (const [name, , ask] of hot) {
      const trips = await tripsOf(ask);
      rows[name] = trips.reduce((sum, trip) => sum + trip.rowsRead, 0);
    }
    return rows;
  };
  // The ticket that is read and answered grows by the same events each time, so it starts at the same length.
  const restart = () =>
    env.DB.batch([
      env.DB.prepare("DELETE FROM events WHERE ticket = ?1 AND site_id = 'site_shop' AND seq > 3").bind(sequence),
      env.DB.prepare(
        "UPDATE tickets SET seq = 3, public_seq = 3, seen_seq = 3, unread = 0 WHERE sequence = ?1 AND site_id = 'site_shop'",
      ).bind(sequence),
    ]);
  const sequence = Number(number.slice("SHOP-".length, -1));

  await restart();
  const few = await rowsRead();
  await seed(10_001, 29_800);
  await restart();
  const many = await rowsRead();
  for (const [name] of hot) {
    expect(Math.abs((many[name] ?? 0) - (few[name] ?? 0)), `${name}: ${few[name]} → ${many[name]}`).toBeLessThanOrEqual(
      2,
    );
  }
});
