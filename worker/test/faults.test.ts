import { env } from "cloudflare:test";
import type { Setup } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { digest, newId, randomSecret } from "../src/secrets.ts";
import { run } from "../src/store/query.ts";
import { insertLink } from "../src/store/sessions.ts";
import { moveVersion } from "../src/store/setup.ts";
import { type Fault, rowCounts, watched } from "./database.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";
import { setup } from "./fixture.ts";

/** What D1 answers when it goes away for a moment. */
const transient = [
  "Network connection lost.",
  "D1 DB reset because its code was updated.",
  "Internal error while starting up D1 DB storage caused object to be reset.",
  "Internal error in D1 DB storage caused object to be reset.",
  "Cannot resolve D1 DB due to transient issue on remote node.",
];
const overloaded = "D1 DB is overloaded. Requests queued for too long.";

let ann: Readonly<Record<string, string>>;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  // The first ticket of a site makes the site's counter as well.
  await visitorWithTicket();
});

type Answer = {
  readonly status: number;
  readonly text: string;
  readonly problem?: { readonly code: string } | undefined;
};

/** Something that may be sent again with the same key. */
interface Create {
  readonly send: (database: D1Database) => Promise<Answer>;
}

/** The creates of the hot path, how many trips each makes, and each ready to be sent, as often as needed, with one key. */
const creates: readonly [string, trips: number, prepare: () => Promise<Create>][] = [
  [
    "submit",
    1,
    async () => {
      const headers = { ...page("pk_shopshop"), "idempotency-key": newId("msg", Date.now()) };
      const body = { subject: "Dark", message: { text: "It is." } };
      return { send: (database) => call("POST /v1/tickets", { headers, body, database }) };
    },
  ],
  [
    "submit for somebody new",
    2,
    async () => {
      const headers = { ...ann, "idempotency-key": newId("msg", Date.now()) };
      const requester = { email: `${newId("kim", Date.now())}@example.test` };
      const body = { site: "site_shop", requester, subject: "By phone", message: { text: "They called." } };
      return { send: (database) => call("POST /v1/desk/tickets", { headers, body, database }) };
    },
  ],
  [
    "reply",
    2,
    async () => {
      const { number, headers } = await visitorWithTicket();
      const id = newId("msg", Date.now());
      const options = { headers: { ...headers, "idempotency-key": id }, path: { number }, body: { id, text: "And?" } };
      return { send: (database) => call("POST /v1/tickets/:number/messages", { ...options, database }) };
    },
  ],
  [
    "answer",
    2,
    async () => {
      const { number } = await visitorWithTicket();
      const id = newId("msg", Date.now());
      const options = { headers: { ...ann, "idempotency-key": id }, path: { number }, body: { id, text: "Yes." } };
      return { send: (database) => call("POST /v1/desk/tickets/:number/reply", { ...options, database }) };
    },
  ],
  [
    "note",
    2,
    async () => {
      const { number } = await visitorWithTicket();
      const id = newId("msg", Date.now());
      const options = { headers: { ...ann, "idempotency-key": id }, path: { number }, body: { id, text: "Hm." } };
      return { send: (database) => call("POST /v1/desk/tickets/:number/note", { ...options, database }) };
    },
  ],
];

/** Sends over a database that fails on some trips; tells how many trips were tried. */
async function sendOver({ send }: Create, faultOn: (trip: number) => Fault | undefined) {
  let tried = 0;
  const answer = await send(
    watched(env.DB, [], (trip) => {
      tried = trip;
      return faultOn(trip);
    }),
  );
  return { answer, tried };
}

/** How many rows some work leaves behind, by table; budgets begin anew with the hour and are left out. */
async function rowsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await rowCounts();
  await work();
  const { budgets: _budgets, ...after } = await rowCounts();
  return Object.fromEntries(Object.entries(after).map(([table, rows]) => [table, rows - (before[table] ?? 0)]));
}

/** What one undisturbed create leaves behind. */
const usualRows = async (create: Create) => rowsOf(async () => expect((await create.send(env.DB)).status).toBe(201));

describe.each(creates)("%s", (_name, trips, prepare) => {
  test.each(transient)("one fault on any trip is healed: %s", async (message) => {
    const usual = await usualRows(await prepare());
    for (const when of ["before", "after"] as const) {
      // Trip by trip, until a run is over before the fault.
      for (let failing = 1, tried = failing; tried >= failing; failing++) {
        const create = await prepare();
        const rows = await rowsOf(async () => {
          const sent = await sendOver(create, (trip) => (trip === failing ? { message, when } : undefined));
          ({ tried } = sent);
          expect(sent.answer.status, `${when} trip ${failing}`).toBe(201);
          // What was acknowledged is there, and the same key is answered the same way.
          expect((await create.send(env.DB)).text).toBe(sent.answer.text);
        });
        expect(rows).toEqual(usual);
      }
    }
  });

  test("faults without end are answered 503, and the same key goes on later without a double", async () => {
    const usual = await usualRows(await prepare());
    for (const when of ["before", "after"] as const) {
      for (const from of [1, 2, 3, 4]) {
        const create = await prepare();
        const fault = { message: transient[0] ?? "", when };
        const rows = await rowsOf(async () => {
          const { answer, tried } = await sendOver(create, (trip) => (trip >= from ? fault : undefined));
          expect(tried).toBeLessThanOrEqual(4);
          if (answer.status !== 201) expect(answer).toMatchObject({ status: 503, problem: { code: "unavailable" } });
          const again = await create.send(env.DB);
          expect(again.status).toBe(201);
          if (answer.status === 201) expect(again.text).toBe(answer.text);
        });
        expect(rows).toEqual(usual);
      }
    }
  });

  test("an overloaded database is never asked again", async () => {
    for (let failing = 1; failing <= trips; failing++) {
      const create = await prepare();
      const before = await rowCounts();
      const { answer, tried } = await sendOver(create, (trip) =>
        trip === failing ? { message: overloaded, when: "before" } : undefined,
      );
      expect([answer.status, answer.problem?.code, tried]).toEqual([503, "overloaded", failing]);
      expect(await rowCounts()).toEqual(before);
    }
  });

  test("a fault that nobody knows is 500, is not tried again and tells nothing", async () => {
    const create = await prepare();
    const before = await rowCounts();
    const message = "no such column: kim@example.test";
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const { answer, tried } = await sendOver(create, () => ({ message, when: "before" }));
    expect([answer.status, answer.problem?.code, tried]).toEqual([500, "internal", 1]);
    expect(answer.text).not.toContain("kim@");
    expect(logged.mock.calls.join()).toContain("fault");
    expect(logged.mock.calls.join()).not.toContain("kim@");
    logged.mockRestore();
    expect(await rowCounts()).toEqual(before);
  });
});

describe("what has no key", () => {
  test.each(transient)(
    "a claim that was written before the connection broke is the claimant's: %s",
    async (message) => {
      for (const when of ["before", "after"] as const) {
        for (const failing of [1, 2]) {
          const { number } = await visitorWithTicket();
          const claimed = await call("POST /v1/desk/tickets/:number/claim", {
            headers: ann,
            path: { number },
            database: watched(env.DB, [], (trip) => (trip === failing ? { message, when } : undefined)),
          });
          expect(claimed.body.ticket.assignee?.id).toBe("agt_ann");
          expect(claimed.body.ticket.status).toBe("open");
        }
      }
    },
  );

  test.each([
    ...transient.map((message) => [message, "unavailable", "1"] as const),
    [overloaded, "overloaded", "60"] as const,
  ])("a read is answered 503: %s", async (message, code, retryAfter) => {
    const { number, headers } = await visitorWithTicket();
    const database = watched(env.DB, [], () => ({ message, when: "before" }));
    const read = await call("GET /v1/tickets/:number", { headers, path: { number }, database });
    expect(read.problem?.code).toBe(code);
    expect(read.headers.get("retry-after")).toBe(retryAfter);
    const list = await call("GET /v1/desk/tickets", { headers: ann, database });
    expect(list.problem?.code).toBe(code);
  });
});

describe("the set-up moves under a running isolate", () => {
  const save = (changed: Setup) =>
    env.DB.prepare("UPDATE desk SET setup = ?1, version = version + 1").bind(JSON.stringify(changed)).run();
  const siteName = async () => (await call("GET /v1/site", { headers: page("pk_shopshop") })).body.name;

  test("an agent who has just joined signs in, on an isolate that has not heard of them", async () => {
    const eve = { id: "agt_eve", name: "Eve Agent", email: "eve@desk.test", role: "agent", sites: "all" } as const;
    expect(await siteName()).toBe("Shop");
    await save({ ...setup, agents: [...setup.agents, eve] });
    const token = randomSecret();
    await run(env.DB, { link: insertLink(await digest(token), eve.id, Date.now() + 60_000) });
    const signIn = () => call("POST /v1/desk/sessions", { body: { token } });
    expect((await signIn()).body.agent.name).toBe("Eve Agent");
    expect((await signIn()).problem?.code).toBe("credentials_invalid");
    await save(setup);
  });

  test("the next request sees it", async () => {
    expect(await siteName()).toBe("Shop");
    await save({ ...setup, sites: setup.sites.map((site) => ({ ...site, name: `New ${site.name}` })) });
    expect(await siteName()).toBe("New Shop");
    await save(setup);
    expect(await siteName()).toBe("Shop");
  });

  test("an agent who was removed is signed out, and one who was added may sign in", async () => {
    const list = () => call("GET /v1/desk/tickets", { headers: ann });
    expect((await list()).status).toBe(200);
    await save({ ...setup, agents: setup.agents.filter((agent) => agent.id !== "agt_ann") });
    expect((await list()).problem?.code).toBe("credentials_invalid");
    await save(setup);
    expect((await list()).status).toBe(200);
  });

  test("a site that was just added is known at once, and one that was removed is not", async () => {
    const [, bank] = setup.sites;
    if (!bank) throw new Error("The fixture has two sites");
    const fresh = { ...bank, id: "site_fresh", key: "pk_freshfresh", prefix: "FRESH", origins: ["https://fresh.test"] };
    const ask = () => call("GET /v1/site", { headers: { ...page("pk_freshfresh"), origin: "https://fresh.test" } });
    expect((await ask()).problem?.code).toBe("credentials_invalid");
    await save({ ...setup, sites: [...setup.sites, fresh] });
    const known = await ask();
    expect(known.status).toBe(200);
    expect(known.headers.get("access-control-allow-origin")).toBe("https://fresh.test");
    await save(setup);
    expect((await ask()).problem?.code).toBe("credentials_invalid");
  });

  test("a ticket that was about to be written is opened under the new one", async () => {
    const opened = () =>
      call("POST /v1/tickets", {
        headers: page("pk_shopshop"),
        body: { subject: "Dark", message: { text: "It is." }, topic: "top_login" },
      });
    const teamOf = async (number: string) =>
      (await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } })).body.ticket.team.id;
    expect(await teamOf((await opened()).body.ticket.number)).toBe("team_front");
    const rules = setup.rules.map((rule) => ({ ...rule, outcome: { team: "team_bills" } }));
    await save({ ...setup, rules });
    expect(await teamOf((await opened()).body.ticket.number)).toBe("team_bills");
    await save({ ...setup, sites: setup.sites.map((site) => ({ ...site, topics: [] })) });
    expect((await opened()).problem?.code).toBe("invalid");
    await save(setup);
  });

  test("one that moves again and again is 503, and nothing is written", async () => {
    const restless = new Proxy(watched(env.DB, []), {
      get(target, name) {
        if (name !== "batch") return Reflect.get(target, name);
        return async (statements: D1PreparedStatement[]) => {
          await run(env.DB, { moved: moveVersion });
          return target.batch(statements);
        };
      },
    });
    const before = await rowCounts();
    const answer = await call("POST /v1/tickets", {
      headers: page("pk_shopshop"),
      body: { subject: "Dark", message: { text: "It is." } },
      database: restless,
    });
    expect(answer.problem?.code).toBe("unavailable");
    expect(await rowCounts()).toEqual(before);
  });
});
