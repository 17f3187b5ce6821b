import { env } from "cloudflare:test";
import type { RouteName } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { raiseAlarms } from "../src/jobs/alarms.ts";
import { relieve } from "../src/jobs/relieve.ts";
import { sendRestores } from "../src/jobs/send-restores.ts";
import { sendWebhooks } from "../src/jobs/send-webhooks.ts";
import { sweep } from "../src/jobs/sweep.ts";
import { sweepUploads } from "../src/jobs/sweep-uploads.ts";
import { tidy } from "../src/jobs/tidy.ts";
import { countUsualAnswers } from "../src/jobs/usual-answers.ts";
import { mailerOf } from "../src/mail/send.ts";
import { newId } from "../src/secrets.ts";
import { type Statement, type Trip, watched } from "./database.ts";
import { type CallOptions, call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { picture } from "./files.ts";
import { identifyWith, type Signer, signerOf, tokenOf } from "./identities.ts";
import { postbox, secretIn } from "./mail.ts";
import { seed } from "./seed.ts";
import { gold, office } from "./staffed.ts";
import { makeWebhook, receiver } from "./webhooks.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * What a route may cost in trips to the database. A stranger depends on nothing stored, so their ticket needs no read.
 * What follows the answer is parted from it by a slash.
 */
type Trips =
  | "read"
  | "read, read"
  | "read, read, write"
  | "write"
  | "read, write"
  | "read, write, write"
  | `${"read, write"} / ${"read, write" | "read, write, write" | "write, write"}`;

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
    "note that calls somebody",
    "read, write",
    (database) =>
      ticketCall("POST /v1/desk/tickets/:number/note", ann, { body: { text: "Hm.", mentions: ["agt_lea"] } }, database),
  ],
  [
    "merge",
    "read, write",
    async (database) => {
      const fresh = await visitorWithTicket();
      const { headers } = fresh;
      const { body } = await call("POST /v1/tickets", {
        headers,
        body: { subject: "Again", message: { text: "It is dark." } },
      });
      return call("POST /v1/desk/tickets/:number/merge", {
        headers: { ...ann, "if-match": `"${body.ticket.seq}"` },
        path: { number: body.ticket.number },
        body: { into: fresh.number },
        database,
      });
    },
  ],
  [
    "link",
    "read, write",
    async (database) =>
      call("POST /v1/desk/tickets/:number/links", {
        headers: ann,
        path: { number: (await visitorWithTicket()).number },
        body: { to: (await visitorWithTicket()).number, relation: "related" },
        database,
      }),
  ],
  ["the macros", "read", (database) => call("GET /v1/desk/macros", { headers: ann, database })],
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
  [
    "rate",
    "read, write",
    async (database) => {
      const solved = { headers: ann, path: { number }, body: { text: "Done.", status: "solved" } } as const;
      await call("POST /v1/desk/tickets/:number/reply", solved);
      return ticketCall("POST /v1/tickets/:number/rating", visitor, { body: { score: (rated++ % 5) + 1 } }, database);
    },
  ],
  [
    "see a ticket, as an agent",
    "read, write",
    async (database) => {
      const fresh = await visitorWithTicket();
      return call("POST /v1/desk/tickets/:number/read", {
        headers: ann,
        path: { number: fresh.number },
        body: { seq: 2 },
        database,
      });
    },
  ],
  [
    "go on from a ticket",
    "read, write",
    (database) =>
      call("POST /v1/tickets", {
        headers: visitor,
        body: { subject: "Again", message: { text: "It is dark." }, followUpOf: number },
        database,
      }),
  ],
  [
    "what goes on from a ticket",
    "read",
    (database) => call("GET /v1/desk/tickets", { headers: ann, query: { followUpOf: followed, limit: 5 }, database }),
  ],
  [
    "what there was to accept",
    "read",
    (database) => call("GET /v1/desk/sites/:site/consents", { headers: ann, path: { site: "site_shop" }, database }),
  ],
  [
    "where a site's tag was seen",
    "read",
    (database) =>
      call("GET /v1/desk/sites/:site/installation", {
        headers: consoles.admin,
        path: { site: "site_shop" },
        database,
      }),
  ],
  [
    "identify somebody new",
    "read, write",
    async (database) => identifyWith("pk_shopshop", await tokenFor(newId("user", 0)), undefined, database),
  ],
  [
    "identify somebody who is known",
    "read, write",
    async (database) => identifyWith("pk_shopshop", await tokenFor("user-1"), undefined, database),
  ],
  [
    "identify an anonymous visitor as somebody who is known",
    "read, write",
    async (database) =>
      identifyWith("pk_shopshop", await tokenFor("user-1"), (await visitorWithTicket()).token, database),
  ],
  ["the site", "read", (database) => call("GET /v1/site", { headers: page("pk_shopshop"), database })],
  ["read", "read", (database) => ticketCall("GET /v1/tickets/:number", visitor, {}, database)],
  [
    "read what is new",
    "read",
    (database) => ticketCall("GET /v1/tickets/:number", visitor, { query: { after: 3 } }, database),
  ],
  ["read as an agent", "read", (database) => ticketCall("GET /v1/desk/tickets/:number", ann, {}, database)],
  ["my data", "read", (database) => call("GET /v1/visitors/data", { headers: reader, database })],
  ["my tickets", "read", (database) => call("GET /v1/tickets", { headers: visitor, query: { limit: 5 }, database })],
  ...(["mine", "team", "at_risk", "breached", "waiting", "mentions", "open", "solved"] as const).flatMap((view) =>
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
  [
    "the newest of a list",
    "read",
    (database) => call("GET /v1/desk/tickets", { headers: ann, query: { order: "newest", limit: 5 }, database }),
  ],
  [
    "search",
    "read",
    (database) => call("GET /v1/desk/search", { headers: ann, query: { q: "dark lam", limit: 5 }, database }),
  ],
  [
    "change many tickets",
    // The session is looked up before anything is decided.
    "read, read, write",
    async (database) => {
      const { number } = await visitorWithTicket();
      const items = [{ number, change: { type: "tags" as const, add: ["dark"] } }];
      return call("POST /v1/desk/tickets/bulk", { headers: ann, body: { items }, database });
    },
  ],
  ["my saved views", "read", (database) => call("GET /v1/desk/views", { headers: ann, database })],
  [
    "save a view",
    "read, write",
    (database) =>
      call("PUT /v1/desk/views/:view", {
        headers: ann,
        path: { view: "view_one" },
        body: { name: "One", view: "open", filter: { tier: [2] } },
        database,
      }),
  ],
  [
    "say that I am here",
    "read, write",
    (database) => call("PUT /v1/desk/presence", { headers: ann, body: { state: "online" }, database }),
  ],
  [
    "explain a ticket",
    "read",
    (database) => call("POST /v1/desk/routing/explain", { headers: ann, body: { number }, database }),
  ],
  [
    "explain a ticket that nobody has sent",
    "read",
    (database) =>
      call("POST /v1/desk/routing/explain", { headers: ann, body: { ticket: { site: "site_shop" } }, database }),
  ],
  [
    "who takes such a ticket",
    "read",
    (database) => call("GET /v1/desk/coverage", { headers: ann, query: { site: "site_shop" }, database }),
  ],
  [
    "when nobody does",
    "read",
    (database) => call("GET /v1/desk/coverage/gaps", { headers: ann, query: { site: "site_shop" }, database }),
  ],
  [
    "who is there over the next 60 days",
    "read",
    (database) =>
      call("GET /v1/desk/coverage/calendar", {
        headers: consoles.admin,
        query: { site: "site_shop", days: 60 },
        database,
      }),
  ],
  ["how the agents stand", "read", (database) => call("GET /v1/desk/standings", { headers: consoles.admin, database })],
  ["who is absent", "read", (database) => call("GET /v1/desk/absences", { headers: consoles.admin, database })],
  ["the alarms", "read", (database) => call("GET /v1/desk/alarms", { headers: consoles.admin, database })],
  [
    "plan an absence of somebody without tickets",
    "read",
    (database) =>
      call("POST /v1/desk/absences/plan", {
        headers: consoles.admin,
        body: { ...nextCentury, agent: "agt_lea" },
        database,
      }),
  ],
  [
    "ask for a link by mail, as somebody unknown",
    "read, write / read, write",
    (database) => restore("nobody@example.test", database),
  ],
  [
    "ask for a link by mail",
    // The look-up and the mail come after the answer.
    "read, write / read, write, write",
    (database) => restore("lou@example.test", database),
  ],
  [
    "come back by a mailed link",
    "read, write",
    async (database) => {
      const { mails } = await restoreLink();
      return call("POST /v1/visitors/redeem", {
        headers: page("pk_shopshop"),
        body: { restore: secretIn(mails[0]) },
        database,
      });
    },
  ],
  [
    "answer on a site that a webhook hears of",
    // The message is a part of the batch; the try and its outcome come after the answer.
    "read, write / write, write",
    async (database) => {
      const asker = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": newId("adr", 0) });
      const options = { headers: consoles["agent of a smaller site"], path: { number: asker.number }, database };
      return call("POST /v1/desk/tickets/:number/reply", { ...options, body: { text: "Yes." } });
    },
  ],
  ...([undefined, "failed"] as const).map((status): (typeof hot)[number] => [
    `what a webhook was sent, ${status ?? "all of it"}`,
    "read",
    (database) =>
      call("GET /v1/desk/webhooks/:webhook/deliveries", {
        headers: consoles.admin,
        path: { webhook },
        query: { limit: 5, ...(status && { status }) },
        database,
      }),
  ]),
  [
    "change a contact",
    "read, write",
    (database) =>
      call("PATCH /v1/desk/sites/:site/contacts/:contact", {
        headers: ann,
        path: { site: "site_shop", contact: "con_seed1" },
        body: { plan: "gold" },
        database,
      }),
  ],
];

/** Asks for a link. The day's three mails are there again each time. */
async function restore(email: string, database: D1Database, box = postbox()) {
  await env.DB.batch([env.DB.prepare("DELETE FROM mail_counts"), env.DB.prepare("DELETE FROM budgets")]);
  return call("POST /v1/visitors/restore", { headers: page("pk_shopshop"), body: { email }, mail: box.mail, database });
}

async function restoreLink() {
  const box = postbox();
  await restore("lou@example.test", env.DB, box);
  return box;
}

/** An identity with an address that agents know. */
const tokenFor = (sub: string) => tokenOf(signer, { sub, email: `${sub}@example.test`, email_verified: true });

let signer: Signer;
let rated = 0;
/** What reads as much as there is to do, page by page: it may grow, but never walks through what is not asked for. */
const growing: readonly [string, work: (database: D1Database) => Promise<unknown>][] = [
  ["the board", (database) => board(database)],
  [
    "plan an absence of somebody with many tickets",
    (database) =>
      call("POST /v1/desk/absences/plan", {
        headers: consoles.admin,
        body: { ...nextCentury, agent: "agt_ann" },
        database,
      }),
  ],
  [
    "hold a contract against the past",
    (database) =>
      call("POST /v1/desk/contracts/dry-run", {
        headers: consoles.admin,
        body: { contract: { ...gold, coverage: { rule: "wait" } }, calendar: office },
        database,
      }),
  ],
  [
    "list all that fit a filter, and count",
    async (database) => {
      const filter = JSON.stringify({ priority: ["urgent"], tag: ["dark"], contract: ["ctr_gold"], clock: ["none"] });
      await call("GET /v1/desk/tickets", { headers: ann, query: { filter }, database });
      await call("GET /v1/desk/counts", { headers: ann, database });
    },
  ],
  ["take tickets from who is gone", (database) => relieve(runner(database))],
  ["count how long an answer takes", (database) => countUsualAnswers(runner(database))],
  ["look ahead", (database) => raiseAlarms(runner(database))],
  ["wake what is due", (database) => sweep(runner(database))],
  [
    "remove uploads that nobody named",
    async (database) => {
      await call("POST /v1/uploads", { headers: visitor, file: picture });
      await sweepUploads(database, env.FILES, Date.now() + 30 * 3_600_000);
    },
  ],
  [
    "send mails that wait",
    async (database) => {
      const fail = postbox(() => new Error("Away"));
      await restore("lou@example.test", env.DB, fail);
      const mailer = mailerOf({ ...env, MAIL: fail.mail, MAIL_FROM: "help@desk.test", DESK_URL: "https://desk.test" });
      await sendRestores(database, mailer, Date.now() + 120_000);
    },
  ],
  [
    "send webhooks that wait",
    async (database) => {
      await env.DB.prepare("UPDATE webhook_deliveries SET status = 'waiting', due_at = 1 WHERE id < 'whm_10005'").run();
      const { poster } = receiver();
      await sendWebhooks({ ...runner(database), poster });
    },
  ],
  ["tidy up", (database) => tidy(database, Date.now())],
];

const nextCentury = { from: "2101-01-01T00:00:00.000Z", to: "2101-01-08T00:00:00.000Z" };
const runner = (database: D1Database) => ({ database, rooms: env.ROOMS, now: Date.now(), defer: () => {} });

let visitor: Headers;
/** A visitor who writes nothing more. */
let reader: Headers;
let ann: Headers;
let program: Headers;
let number: string;
let later: string;
/** A ticket that another one goes on from, and no more do. */
let followed: string;
let attachment: string;
let webhook: string;
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

const board = (database: D1Database) => call("GET /v1/desk/board", { headers: consoles.admin, database });

const ticketCall = <Name extends RouteName>(
  name: Name,
  headers: Headers,
  options: CallOptions<Name>,
  database: D1Database,
) => call(name, { ...options, headers, path: { number }, database });

beforeAll(async () => {
  await seed(1, 200);
  signer = await signerOf("site_shop");
  await identifyWith("pk_shopshop", await tokenFor("user-1"));
  ({ headers: visitor, number } = await visitorWithTicket());
  for (let more = 0; more < 6; more++) await submit(visitor, env.DB);
  ({ headers: reader } = await visitorWithTicket());
  const asker = await visitorWithTicket();
  followed = asker.number;
  await call("POST /v1/tickets", {
    headers: asker.headers,
    body: { subject: "Again", message: { text: "It is." }, followUpOf: followed },
  });
  ann = await consoleOf("agt_ann");
  program = await keyFor(["tickets:read", "tickets:write"]);
  consoles.agent = ann;
  consoles["agent of a smaller site"] = await consoleOf("agt_bob");
  consoles.admin = await consoleOf("agt_ada");
  // Somebody who has left the desk with three tickets, of which one is overdue.
  await env.DB.batch([
    env.DB.prepare(
      "UPDATE tickets SET assignee_id = 'agt_gone', next_due_at = 1 WHERE site_id = 'site_bank' AND sequence <= 60 AND assignee_id = 'agt_bob' AND active = 1",
    ),
    env.DB.prepare("INSERT INTO standings (agent_id, open, most) VALUES ('agt_gone', 100, 100)"),
  ]);
  await submitFor(ann, "kim@example.test", env.DB);
  await visitorWithTicket("pk_shopshop", { email: "lou@example.test" });
  const list = await call("GET /v1/desk/tickets", { headers: ann, query: { limit: 5 } });
  later = list.body.next ?? "";
  webhook = (await makeWebhook(consoles.admin, { sites: ["site_bank"], types: ["ticket.updated"] })).id;
  await env.DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
      INSERT INTO webhook_deliveries (site_id, webhook_id, id, ticket, type, created_at, status, tries, body)
      SELECT 'site_bank', ?1, 'whm_' || (10000 + i), 1, 'ticket.updated', ?2, iif(i % 2, 'delivered', 'failed'), 1,
        '{"data":{"ticket":{}}}' FROM n`,
  )
    .bind(webhook, Date.now())
    .run();
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
    expect(trips.join(", ")).toBe(expected.replace(" /", ","));
  });

  test("finds every row by a key or an index", async () => {
    for (const { statements } of await tripsOf(ask)) {
      for (const { sql, values } of statements) {
        expect(await walks(sql, values)).toEqual([]);
      }
    }
  });
});

test.each(growing)("%s finds every row by a key or an index", async (_name, work) => {
  const trips: Trip[] = [];
  await work(watched(env.DB, trips));
  const statements = trips.flatMap((trip) => trip.statements);
  expect(statements.length).toBeGreaterThan(0);
  const once = new Map(statements.map((statement) => [statement.sql, statement]));
  for (const { sql, values } of once.values()) expect([sql, await walks(sql, values)]).toEqual([sql, []]);
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

/**
 * Whether a step walks a whole table. JSON lists come with the request, a full-text index is asked for what it holds; the
 * rest was cut to a page before, or has a row for each agent.
 */
const scans = (detail: string) =>
  /^SCAN /.test(detail) &&
  !/^SCAN (\w+ (EXISTS )?VIRTUAL TABLE INDEX ([13]:|\d+:.*M4)|CONSTANT ROW$|mine$|page$|candidate$|hit$|standings\b|\(subquery-\d+\)$)/.test(
    detail,
  );

/**
 * Whether a sort only sees what stands beside it and is small: tickets of a list that was cut before, what some agents have open, or a
 * subquery with a limit.
 */
function isSmall(plan: readonly Step[], id: number): boolean {
  const parent = plan.find((step) => step.id === id)?.parent;
  const beside = plan.filter((step) => step.parent === parent);
  const small =
    /^SCAN (s VIRTUAL TABLE|mine$|candidate$|hit$|\(subquery-\d+\)$)|USING PRIMARY KEY \(site_id=\? AND sequence=\?\)$|USING (COVERING )?INDEX tickets_by_assignee \(site_id=\? AND assignee_id=\?\)$/;
  return beside.some(({ detail }) => small.test(detail));
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
    // What is written goes into the full-text index too, whose depth grows with the logarithm of what it holds.
    expect(Math.abs((many[name] ?? 0) - (few[name] ?? 0)), `${name}: ${few[name]} → ${many[name]}`).toBeLessThanOrEqual(
      6,
    );
  }

  // What is counted or filtered may read up to its bound, and no more.
  const bounded = { counts: 40_000, filtered: 11 * 1_000, board: 15_000, called: 6_000 };
  const read = async (ask: (database: D1Database) => Promise<{ status: number }>) =>
    (await tripsOf(ask)).reduce((sum, trip) => sum + trip.rowsRead, 0);
  const counts = (database: D1Database) => call("GET /v1/desk/counts", { headers: ann, database });
  expect(await read(counts)).toBeLessThan(bounded.counts);
  const filter = '{"priority":["urgent"]}';
  const filtered = (database: D1Database) =>
    call("GET /v1/desk/tickets", { headers: ann, query: { filter }, database });
  expect(await read(filtered)).toBeLessThan(bounded.filtered);
  expect(await read(board)).toBeLessThan(bounded.board);

  // So may what calls an agent; and what they read of one ticket is found by itself, however many call them.
  const called = (database: D1Database) =>
    call("GET /v1/desk/tickets", { headers: ann, query: { view: "mentions" }, database });
  const see = (database: D1Database) =>
    ticketCall("POST /v1/desk/tickets/:number/read", ann, { body: { seq: 1 } }, database);
  const before = await read(see);
  await env.DB.prepare(
    `INSERT INTO mentions (site_id, agent_id, ticket, seq, at) SELECT site_id, 'agt_ann', sequence, 1, updated_at
      FROM tickets WHERE site_id = 'site_shop' AND sequence > 10000 LIMIT 5000`,
  ).run();
  expect(await read(called)).toBeLessThan(bounded.called);
  expect(await read(counts)).toBeLessThan(bounded.counts);
  expect(await read(see)).toBeLessThanOrEqual(before);
}, 60_000);
