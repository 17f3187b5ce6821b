import { createHash, randomBytes } from "node:crypto";
import type { Contact } from "@firstline/sdk/wire";
import { forRequester } from "../src/desk.ts";
import type { TermsOf } from "../src/domain/clocks.ts";
import { type Command, decide } from "../src/domain/decide.ts";
import type { Surroundings } from "../src/domain/decision.ts";
import { directoryOf } from "../src/domain/directory.ts";
import { planned } from "../src/domain/eligibility.ts";
import type { TicketActor } from "../src/domain/event.ts";
import { BY_HAND } from "../src/domain/load.ts";
import { open } from "../src/domain/open.ts";
import { scheduleOf } from "../src/domain/schedule.ts";
import type { TicketState } from "../src/domain/ticket.ts";
import { newId } from "../src/secrets.ts";
import { insertContact } from "../src/store/contacts.ts";
import { insertVisitor } from "../src/store/credentials.ts";
import { appendEvents, insertFirstAnswer } from "../src/store/events.ts";
import { type Queries, run, type Sender, text } from "../src/store/query.ts";
import { insertSession } from "../src/store/sessions.ts";
import { firstSetup, insertKey } from "../src/store/setup.ts";
import { insertTicket, nextSequence } from "../src/store/tickets.ts";
import { benchSetup, frontAgent, publicKey, siteId, topicOf } from "./desk-setup.ts";
import { type Credentials, emailOf, textOf } from "./system.ts";

/** So many tickets are written by the desk's own code; all others are copies of their rows. */
const originals = 100;
/** Originals that one batch writes. */
const together = 10;
/** Copies that one batch makes. */
const chunk = 2500;
/** How far apart in time (ms) neighbours came in. */
const pace = 1000;

/** One in five is unsolved. */
export const isActive = (index: number): boolean => index % 5 === 0;
/** Whether it lies in the first team's queue: half of what is unsolved does. */
const isInQueue = (index: number): boolean => index % 10 === 0;
/** The number of the team that gets it. */
const teamOf = (index: number): number => (isInQueue(index) ? 0 : Math.floor(index / 10) % 10);
/** A desk counts from 1001. */
export const sequenceOf = (index: number): number => 1001 + index;
/** The token of the visitor who opened a ticket. `visitors` is one run's secret. */
export const visitorToken = (visitors: string, sequence: number): string => `flv_${visitors}_${sequence}`;

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Fills a migrated database with the bench's desk and so many tickets; answers with what lets one in. */
export async function fillDesk(database: Sender, tickets: number): Promise<Credentials> {
  const now = Date.now();
  const credentials = {
    site: publicKey,
    session: `fls_${frontAgent}_${randomBytes(32).toString("base64url")}`,
    key: `fls_key_${randomBytes(32).toString("base64url")}`,
    visitors: randomBytes(16).toString("hex"),
  };
  await run(database, {
    ...firstSetup(benchSetup, Date.now()),
    session: insertSession({
      tokenHash: hash(credentials.session),
      agentId: frontAgent,
      method: "link",
      browser: null,
      createdAt: now,
      expiresAt: now + 86_400_000,
    }),
    key: insertKey({
      id: "key_bench",
      secretHash: hash(credentials.key),
      name: "Bench",
      scopes: ["tickets:read"],
      sites: "all",
      createdAt: now,
    }),
  });
  const first = now - tickets * pace;
  const written: Original[] = [];
  for (let from = 0; from < originals; from += together) {
    const rows: Record<string, Queries[string]> = {};
    for (let index = from; index < from + together; index++) {
      const { original, queries } = write(index, first + index * pace, credentials.visitors);
      written.push(original);
      for (const [name, query] of Object.entries(queries)) rows[`${index} ${name}`] = query;
    }
    await run(database, rows);
  }
  const copies: Copy[] = [];
  for (let index = originals; index < tickets; index++) copies.push(copyOf(written, index, credentials.visitors));
  await copyRows(database, ["contacts", "tickets", "events"], copies);
  // In the order of their key: otherwise each of 100,000 rows would change another page of a large file.
  copies.sort((one, other) => (one.hash < other.hash ? -1 : 1));
  await copyRows(database, ["visitors", "idempotency"], copies);
  await database.send([
    { sql: "UPDATE counters SET value = ?2 WHERE site_id = ?1", values: [siteId, sequenceOf(tickets - 1)] },
    {
      sql: `INSERT INTO standings (agent_id, open, most) SELECT assignee_id, count(*), ?2 FROM tickets
        WHERE site_id = ?1 AND assignee_id IS NOT NULL AND active = 1 GROUP BY assignee_id`,
      values: [siteId, BY_HAND],
    },
  ]);
  return credentials;
}

interface Original {
  readonly sequence: number;
  readonly contact: string;
  readonly hash: string;
}

const directory = directoryOf(1, benchSetup, []);
const termsOf: TermsOf = ({ id }) => {
  const terms = directory.lines.terms.get(id);
  if (!terms) throw new Error(`The bench has no contract ${id}`);
  return terms;
};

/** Writes one ticket as the desk does: unsolved and put back into the queue, unsolved and answered, or closed. */
function write(index: number, at: number, visitors: string): { original: Original; queries: Queries } {
  const id = newId("con", at);
  const contact: Contact = { id, name: `Person ${index}`, email: emailOf(index), verified: false, plan: null };
  const requester: TicketActor = { kind: "contact", id };
  const agent: TicketActor = { kind: "agent", id: frontAgent };
  const surroundings: Surroundings = { now: at, site: siteId, lines: directory.lines, situation: planned, termsOf };
  const opened = open(
    {
      subject: textOf(index, 40),
      topic: topicOf(teamOf(index)),
      channel: "web",
      priority: "normal",
      contact: id,
      language: null,
      fields: {},
      tags: [],
      message: { id: newId("msg", at), text: textOf(index, 430) },
      plan: null,
      verified: false,
      lastContactAt: null,
    },
    requester,
    surroundings,
  );
  const events = [...opened.events];
  let ticket: TicketState = opened.ticket;
  const happen = (actor: TicketActor, command: Command) => {
    const decision = decide(ticket, command, actor, surroundings);
    if ("refused" in decision) throw new Error(`The bench's ticket refuses: ${decision.refused}`);
    events.push(...decision.events);
    ticket = decision.ticket;
  };
  const answer = { type: "answer", id: newId("msg", at), text: textOf(index + 1, 430) } as const;
  if (!isActive(index)) {
    happen(agent, { ...answer, status: "solved" });
    happen(requester, { type: "confirm" });
  } else happen(agent, isInQueue(index) ? { type: "assign", agent: null } : answer);

  const site = benchSetup.sites[0];
  if (!site) throw new Error("The bench's set-up has no site");
  const secret = hash(visitorToken(visitors, sequenceOf(index)));
  const outcome = { ...opened, place: { site, sequence: 0 }, requester: contact };
  const firstAnswer = forRequester.show({ directory, termsOf, now: at }, outcome);
  return {
    original: { sequence: sequenceOf(index), contact: id, hash: secret },
    queries: {
      sequence: nextSequence(siteId),
      contact: insertContact(siteId, contact, null, at),
      visitor: insertVisitor(siteId, secret, id, at),
      ticket: insertTicket(siteId, ticket, scheduleOf(ticket, termsOf, at), secret, 1),
      events: appendEvents(siteId, undefined, events),
      first: insertFirstAnswer(siteId, secret, secret, undefined, firstAnswer),
    },
  };
}

/** Which original a ticket copies, and what is its own: number, contact, hash and how much later (ms) it came in. */
interface Copy {
  readonly from: Original;
  readonly sequence: number;
  readonly contact: string;
  readonly hash: string;
  readonly later: number;
}

function copyOf(written: readonly Original[], index: number, visitors: string): Copy {
  const from = written[index % originals];
  if (!from) throw new Error("There is no original to copy");
  const sequence = sequenceOf(index);
  return {
    from,
    sequence,
    // As long as a real one; the first half of the original's is its own already.
    contact: `${from.contact.slice(0, -8)}${String(sequence).padStart(8, "0")}`,
    hash: hash(visitorToken(visitors, sequence)),
    later: (index - (index % originals)) * pace,
  };
}

const own = (name: "sequence" | "contact" | "hash") => `copy.value ->> '${name}'`;
const later = (column: string) => `old.${column} + (copy.value ->> 'later')`;

/** Per table: how a copy finds the original's row, and the columns in which it differs. All others are taken over. */
const tables = {
  contacts: {
    finds: "old.id = copy.value ->> '$.from.contact'",
    differs: { id: own("contact"), created_at: later("created_at"), wrote_at: later("wrote_at") },
  },
  visitors: {
    finds: "old.token_hash = copy.value ->> '$.from.hash'",
    differs: { token_hash: own("hash"), contact_id: own("contact"), created_at: later("created_at") },
  },
  tickets: {
    finds: "old.sequence = copy.value ->> '$.from.sequence'",
    differs: {
      sequence: own("sequence"),
      contact_id: own("contact"),
      secret_hash: own("hash"),
      created_at: later("created_at"),
      updated_at: later("updated_at"),
      public_at: later("public_at"),
      solved_at: later("solved_at"),
      waiting_since: later("waiting_since"),
      sorted_at: later("sorted_at"),
      next_due_at: later("next_due_at"),
      // Solved tickets stand the other way round.
      position: "old.position + iif(old.active = 1, 1, -1) * (copy.value ->> 'later')",
      risk_at: later("risk_at"),
    },
  },
  events: {
    finds: "old.ticket = copy.value ->> '$.from.sequence'",
    differs: { ticket: own("sequence"), at: later("at") },
  },
  idempotency: {
    finds: "old.key_hash = copy.value ->> '$.from.hash'",
    differs: { key_hash: own("hash"), ticket: own("sequence") },
  },
};

async function copyRows(
  database: Sender,
  names: readonly (keyof typeof tables)[],
  copies: readonly Copy[],
): Promise<void> {
  const columns = await database.send(
    names.map((table) => ({ sql: "SELECT name FROM pragma_table_info(?1)", values: [table] })),
  );
  const statements = names.map((table, index) => {
    const { finds, differs } = tables[table];
    const other = new Map<string, string>(Object.entries(differs));
    const all = (columns[index]?.results ?? []).map((column) => text(column, "name"));
    const values = all.map((column) => other.get(column) ?? `old.${column}`);
    return `INSERT INTO ${table} (${all.join(", ")}) SELECT ${values.join(", ")}
      FROM json_each(?2) AS copy CROSS JOIN ${table} AS old ON old.site_id = ?1 AND ${finds}`;
  });
  for (let from = 0; from < copies.length; from += chunk) {
    const some = JSON.stringify(copies.slice(from, from + chunk));
    await database.send(statements.map((sql) => ({ sql, values: [siteId, some] })));
  }
}
