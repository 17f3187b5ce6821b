import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "../src/secrets.ts";
import { insertAudit } from "../src/store/audit.ts";
import { run } from "../src/store/query.ts";
import { rowCounts, type Trip, watched } from "./database.ts";
import { call, consoleOf, keyFor } from "./desk.ts";
import { setup } from "./fixture.ts";

type Headers = Readonly<Record<string, string>>;

let ada: Headers;
beforeAll(async () => {
  ada = await consoleOf("agt_ada");
});
beforeEach(async () => {
  await env.DB.prepare("DELETE FROM audit").run();
});

type Query = NonNullable<Parameters<typeof call<"GET /v1/desk/audit">>[1]>["query"];
const read = async (query: Query = {}, headers = ada) => (await call("GET /v1/desk/audit", { headers, query })).body;
const deeds = async (query: Query = {}) => (await read(query)).items.map(({ deed }) => deed);

test("what is done to who may do what is told, the newest first, by whom and when", async () => {
  const key = await call("POST /v1/desk/keys", {
    headers: ada,
    body: { name: "Nightly", scopes: ["setup:read"], sites: ["site_shop"] },
  });
  await call("DELETE /v1/desk/keys/:key", { headers: ada, path: { key: key.body.key.id } });
  const path = { site: "site_shop" };
  const identity = await call("POST /v1/desk/sites/:site/identity-keys", {
    headers: ada,
    path,
    body: { algorithm: "HS256", name: "Server" },
  });
  const identityKey = identity.body.key.id;
  await call("DELETE /v1/desk/sites/:site/identity-keys/:identityKey", {
    headers: ada,
    path: { ...path, identityKey },
  });
  const span = { from: "2101-01-01T00:00:00.000Z", to: "2101-01-08T00:00:00.000Z" };
  const absence = await call("POST /v1/desk/absences", {
    headers: ada,
    body: { agent: "agt_ann", ...span, reason: "Something private" },
  });
  await call("DELETE /v1/desk/absences/:absence", { headers: ada, path: { absence: absence.body.absence.id } });
  await call("POST /v1/desk/agents/:agent/links", { headers: ada, path: { agent: "agt_ann" } });

  const log = await call("GET /v1/desk/audit", { headers: ada });
  expect(log.body.items.map(({ deed }) => deed.kind).sort()).toEqual(
    [
      "link_made",
      "absence_removed",
      "absence_made",
      "identity_key_revoked",
      "identity_key_made",
      "key_revoked",
      "key_made",
    ].sort(),
  );
  for (const { actor } of log.body.items) expect(actor).toEqual({ kind: "agent", id: "agt_ada", name: "Ada Admin" });
  expect(log.text).not.toContain("Something private");
  expect(log.text).not.toContain(key.body.secret);
  expect(log.text).not.toContain(identity.body.secret);
});

test("a set-up that is replaced is told with what is different in it", async () => {
  const version = async () => (await call("GET /v1/desk/setup", { headers: ada })).body.version;
  const put = async (name: string) =>
    call("PUT /v1/desk/setup", { headers: { ...ada, "if-match": `"${await version()}"` }, body: { ...setup, name } });
  await put("Brighterdesk");
  expect(await deeds()).toEqual([
    {
      kind: "setup_replaced",
      version: await version(),
      changes: [{ path: "name", change: "changed", before: "Brightdesk", after: "Brighterdesk" }],
      left: 0,
    },
  ]);
  await put(setup.name);
});

test("sign-ins that fail are counted by the hour, without anything of who tried", async () => {
  const hour = Date.UTC(2027, 1, 3, 9);
  vi.useFakeTimers({ toFake: ["Date"], now: hour + 60_000 });
  const fail = () =>
    call("POST /v1/desk/sessions", { headers: { "cf-connecting-ip": "192.0.2.9" }, body: { token: "x" } });
  await fail();
  await fail();
  vi.setSystemTime(hour + 3_600_000);
  await fail();
  vi.useRealTimers();
  const log = await read();
  expect(log.items).toMatchObject([
    {
      at: "2027-02-03T10:00:00.000Z",
      actor: { kind: "system" },
      deed: { kind: "sign_in_failed", method: "link", count: 1 },
    },
    { at: "2027-02-03T09:00:00.000Z", deed: { count: 2 } },
  ]);
  expect(JSON.stringify(log)).not.toContain("192.0.2.9");
});

describe("an entry is there if and only if what it tells of is:", () => {
  const someone = () => newId("name", Date.now()).slice(0, 20);
  test.each<[string, table: string, act: (database: D1Database) => Promise<{ status: number }>]>([
    [
      "a key",
      "keys",
      (database) =>
        call("POST /v1/desk/keys", {
          headers: ada,
          database,
          body: { name: someone(), scopes: ["setup:read"], sites: "all" },
        }),
    ],
    [
      "an identity key",
      "identity_keys",
      (database) =>
        call("POST /v1/desk/sites/:site/identity-keys", {
          headers: ada,
          database,
          path: { site: "site_bank" },
          body: { algorithm: "HS256", name: someone() },
        }),
    ],
  ])("%s", async (_, table, act) => {
    const started = await rowCounts();
    for (let failing = 1; ; failing++) {
      const trips: Trip[] = [];
      const fault = { message: "Network connection lost.", when: "before" } as const;
      const { status } = await act(watched(env.DB, trips, (trip) => (trip === failing ? fault : undefined)));
      const now = await rowCounts();
      expect((now.audit ?? 0) - (started.audit ?? 0)).toBe((now[table] ?? 0) - (started[table] ?? 0));
      if (status < 300) break;
      expect(failing).toBeLessThan(10);
    }
    expect((await rowCounts()).audit).toBe((started.audit ?? 0) + 1);
  });
});

describe("it can be asked", () => {
  const hour = Date.UTC(2026, 5, 1);
  const at = (index: number) => new Date(hour + index * 60_000).toISOString();
  beforeEach(async () => {
    const program = { kind: "key", id: "key_p", name: "Program" } as const;
    const ann = { kind: "agent", id: "agt_ann", name: "Ann Agent" } as const;
    const entries = Array.from({ length: 12 }, (_, index) => {
      const deed = { kind: "passkey_added", name: `No ${index}` } as const;
      const other = { kind: "passkey_removed", name: `No ${index}` } as const;
      return insertAudit(index % 3 === 0 ? program : ann, index % 2 === 0 ? deed : other, hour + index * 60_000);
    });
    await run(env.DB, Object.fromEntries(entries.map((entry, index) => [String(index), entry])));
  });
  const names = async (query: Query) =>
    (await deeds(query)).map((deed) => ("name" in deed ? Number(deed.name.slice(3)) : -1));

  test.each<[string, Query, number[]]>([
    ["for what somebody did", { actor: "key_p" }, [9, 6, 3, 0]],
    ["for a kind", { kind: "passkey_removed" }, [11, 9, 7, 5, 3, 1]],
    ["for both", { actor: "key_p", kind: "passkey_added" }, [6, 0]],
    ["from an instant on, and before another", { from: at(3), to: at(6) }, [5, 4, 3]],
    ["for all", {}, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  ])("%s", async (_, query, expected) => {
    expect(await names(query)).toEqual(expected);
    const paged: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await read({ ...query, limit: 2, ...(cursor !== undefined && { cursor }) });
      paged.push(...page.items.map(({ deed }) => ("name" in deed ? Number(deed.name.slice(3)) : -1)));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(expected);
  });

  test("nothing but a cursor of its own", async () => {
    const answer = await call("GET /v1/desk/audit", { headers: ada, query: { cursor: "' OR 1 --" } });
    expect(answer.problem?.issues).toEqual([{ path: "query.cursor", message: expect.any(String) }]);
  });
});

test("whoever may see some sites only is told nothing of another one", async () => {
  const deed = { kind: "identity_key_made", site: "site_bank", key: "idk_1", name: "Server" } as const;
  await run(env.DB, { one: insertAudit({ kind: "system" }, deed, Date.now(), "site_bank") });
  const [shop, bank] = [await keyFor(["setup:read"], ["site_shop"]), await keyFor(["setup:read"], ["site_bank"])];
  expect((await read({}, shop)).items).toEqual([]);
  expect((await read({}, bank)).items).toHaveLength(1);
});

test("asking by person or by kind walks along an index, however long the log is", async () => {
  const fill = (from: number, to: number) =>
    env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
        INSERT INTO audit (id, at, actor_kind, actor_id, actor_name, kind, data)
        SELECT printf('aud_0%07d', i), i, 'agent', iif(i % 50 = 0, 'agt_lea', 'agt_ann'), 'A', 'passkey_added', '{"name":"x"}' FROM n`,
    ).bind(from, to);
  const rows = async (query: NonNullable<Query>) => {
    const trips: Trip[] = [];
    await call("GET /v1/desk/audit", { headers: ada, query, database: watched(env.DB, trips) });
    return trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
  };
  const queries: NonNullable<Query>[] = [{}, { actor: "agt_lea" }, { kind: "passkey_added" }];
  const cost = () => Promise.all(queries.map((query) => rows(query)));
  await env.DB.batch([fill(1, 3_000)]);
  const few = await cost();
  await env.DB.batch([fill(3_001, 12_000)]);
  expect(await cost()).toEqual(few);
});
