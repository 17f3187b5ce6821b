import { env } from "cloudflare:test";
import type { Query } from "@firstline/sdk/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { insertAbsence } from "../src/store/absences.ts";
import { run } from "../src/store/query.ts";
import { moveVersion } from "../src/store/setup.ts";
import { call, keyFor, page, visitorWithTicket } from "./desk.ts";
import { clear, day, hour, instant, morning, onStaffedDesk, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
beforeEach(async () => {
  setTime(morning);
  await clear();
});

const coverage = (query: Query<"GET /v1/desk/coverage">, headers = people.ann) =>
  call("GET /v1/desk/coverage", { headers, query });
const gaps = (query: Query<"GET /v1/desk/coverage/gaps">, headers = people.ann) =>
  call("GET /v1/desk/coverage/gaps", { headers, query });

describe("coverage", () => {
  test("names who takes such a ticket now, who is next, and why the others do not", async () => {
    setTime(morning + 2 * hour);
    await visitorWithTicket();
    const { body } = await coverage({ site: "site_shop" });
    expect(body).toMatchObject({
      at: instant(morning + 2 * hour),
      placement: { kind: "agent", taker: { agent: { name: "Lea Lead" }, duty: "shift", open: 0 }, via: "team" },
      otherwise: { kind: "agent", taker: { agent: { name: "Ann Agent" }, open: 1, capacity: 3 } },
    });
    const billing = await coverage({ site: "site_shop", team: "team_bills" });
    expect(billing.body).toMatchObject({
      placement: { kind: "nobody", why: "not_qualified" },
      otherwise: null,
      considered: [{ eligible: false, agent: { id: "agt_bob" }, reasons: [{ why: "site" }] }],
    });
  });

  test("asks for skills, certificates and a language, and lets a team bring its tier", async () => {
    const card = await coverage({ site: "site_shop", certificate: "skl_cards", at: "2026-12-30T12:00:00.000Z" });
    expect(card.body.placement).toMatchObject({ taker: { agent: { id: "agt_lea" } } });
    const expired = await coverage({
      site: "site_shop",
      team: "team_front",
      certificate: "skl_cards",
      at: "2027-01-04T12:00:00.000Z",
    });
    expect(expired.body.considered).toMatchObject([
      { reasons: [{ why: "certificate", expired: null }] },
      { reasons: [{ why: "certificate", expired: "2026-12-31T23:00:00.000Z" }] },
    ]);
    const french = await coverage({ site: "site_shop", tier: 2, language: "fr" });
    expect(french.body.placement).toMatchObject({ taker: { agent: { id: "agt_ada" } } });
    const lab = await coverage({ site: "site_shop", team: "team_lab" });
    expect(lab.body.placement).toMatchObject({ taker: { agent: { id: "agt_max" }, duty: "on_call" } });
    const skilled = await coverage({ site: "site_shop", tier: 2, skill: "skl_cards:3" });
    expect(skilled.body.considered).toMatchObject([{ reasons: [{ why: "skill", needed: 3, level: 0 }] }]);
  });

  test("goes by who is there for this minute, and by the plan for every other", async () => {
    await call("PUT /v1/desk/presence", { headers: people.ann, body: { state: "away" } });
    setTime(morning + 2_000);
    const now = await coverage({ site: "site_shop" });
    expect(now.body.considered[0]).toMatchObject({ reasons: [{ why: "away", since: instant(morning) }] });
    const soon = await coverage({ site: "site_shop", at: instant(morning + 63_000) });
    expect(soon.body.placement).toMatchObject({ kind: "agent", taker: { agent: { id: "agt_ann" } } });
    // A holiday, and the day after, which is a Saturday.
    const holiday = await coverage({ site: "site_shop", at: "2026-12-25T12:00:00.000Z" });
    expect(holiday.body.placement).toMatchObject({ kind: "nobody", next: { at: "2026-12-28T09:00:00.000Z" } });
  });

  test("is told of all years that calendars have, and of no others", async () => {
    for (const at of ["1970-01-01T00:00:00.000Z", "2197-12-31T23:59:59.999Z"]) {
      expect((await coverage({ site: "site_shop", at })).status).toBe(200);
    }
    for (const at of ["0001-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2198-01-01T00:00:00.000Z"]) {
      expect((await coverage({ site: "site_shop", at })).problem?.issues).toMatchObject([{ path: "query.at" }]);
    }
  });

  test("of what is not there is refused, and of another site's is not there", async () => {
    const wrong = await coverage({ site: "site_shop", team: "team_none", skill: "skl_none", certificate: "skl_no" });
    expect(wrong.problem).toMatchObject({
      code: "invalid",
      issues: [
        { path: "query.team", message: "There is no such team." },
        { path: "query.skill", message: "There is no skill “skl_none”." },
        { path: "query.certificate" },
      ],
    });
    for (const ask of [coverage, gaps]) {
      expect((await ask({ site: "site_shop" }, people.ben)).problem?.code).toBe("not_found");
      expect((await ask({ site: "site_none" })).problem?.code).toBe("not_found");
    }
    const other = await keyFor(["setup:read"], ["site_bank"]);
    expect((await coverage({ site: "site_shop" }, other)).problem?.code).toBe("not_found");
  });
});

test("who is named is who gets a ticket that comes in then", async () => {
  const visits = fc.array(fc.integer({ min: 0, max: 5 * hour }), { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(visits, async (all) => {
      await clear();
      let now = morning;
      for (const later of all) {
        now += later;
        setTime(now);
        const { placement } = (await coverage({ site: "site_shop", team: "team_front" })).body;
        const { number } = await visitorWithTicket();
        const { body } = await call("GET /v1/desk/tickets/:number", { headers: people.ann, path: { number } });
        const named = placement.kind === "agent" ? placement.taker.agent.id : null;
        expect([body.ticket.assignee?.id ?? null, body.ticket.staffedAt]).toEqual([
          named,
          placement.kind === "agent" ? null : (placement.next?.at ?? null),
        ]);
      }
    }),
    { numRuns: 5 },
  );
}, 120_000);

describe("gaps", () => {
  test("count nights, holidays and absences, and say who is missing", async () => {
    await run(env.DB, {
      absence: insertAbsence({
        id: "abs_ann",
        agent: "agt_ann",
        from: "2026-12-23T00:00:00.000Z",
        to: "2026-12-24T00:00:00.000Z",
      }),
      version: moveVersion,
    });
    const { body } = await gaps({ site: "site_shop", days: 7 });
    expect(body).toEqual({
      from: instant(morning),
      to: instant(morning + 7 * day),
      gaps: [
        { from: "2026-12-22T19:00:00.000Z", to: "2026-12-23T11:00:00.000Z", why: "off_duty" },
        { from: "2026-12-23T19:00:00.000Z", to: "2026-12-24T09:00:00.000Z", why: "off_duty" },
        { from: "2026-12-24T19:00:00.000Z", to: "2026-12-28T09:00:00.000Z", why: "off_duty" },
        { from: "2026-12-28T19:00:00.000Z", to: "2026-12-29T09:00:00.000Z", why: "off_duty" },
      ],
    });
    expect((await gaps({ site: "site_shop", tier: 2 })).body.gaps).toMatchObject([
      { from: "2026-12-25T00:00:00.000Z" },
    ]);
    expect((await gaps({ site: "site_shop", tier: 9 })).body.gaps).toMatchObject([{ why: "no_members" }]);
    expect((await gaps({ site: "site_shop", days: 367 })).problem?.code).toBe("invalid");
  });
});

describe("standings", () => {
  const standings = async (headers = people.lea) =>
    (await call("GET /v1/desk/standings", { headers })).body.items.map((item) => [item.agent.id, item] as const);

  test("tell what everybody has, and whether they are there", async () => {
    await visitorWithTicket();
    await call("PUT /v1/desk/presence", { headers: people.ann, body: { state: "online" } });
    const of = new Map(await standings());
    expect(of.get("agt_ann")).toEqual({
      agent: { id: "agt_ann", name: "Ann Agent" },
      teams: ["team_front"],
      open: 1,
      capacity: 3,
      lastAssignedAt: instant(morning),
      presence: { state: "online", since: instant(morning) },
      onShift: true,
      onCall: false,
      absentUntil: null,
    });
    expect(of.get("agt_lea")).toMatchObject({ onShift: false, presence: null });
    expect(of.get("agt_max")).toMatchObject({ onCall: true, capacity: 2 });
    setTime(morning + 3 * 60_000);
    expect(new Map(await standings()).get("agt_ann")?.presence).toEqual({ state: "offline", since: instant(morning) });
  });

  test("are of those whom the caller shares a site with", async () => {
    const ids = async (headers = people.lea) => (await standings(headers)).map(([id]) => id);
    expect(await ids()).toEqual(["agt_ann", "agt_lea", "agt_ada", "agt_max"]);
    expect(await ids(people.ben)).toEqual(["agt_bob", "agt_ada", "agt_max", "agt_ben"]);
    expect(await ids(await keyFor(["setup:read"], []))).toEqual([]);
    expect((await call("GET /v1/desk/standings", { headers: people.ann })).problem?.code).toBe("forbidden");
  });
});

describe("presence", () => {
  test("is kept since it changed; signing out ends it", async () => {
    const presence = async () => {
      const { body } = await call("GET /v1/desk/standings", { headers: people.ada });
      return body.items.find(({ agent }) => agent.id === "agt_lea")?.presence;
    };
    const say = (state: "online" | "away") => call("PUT /v1/desk/presence", { headers: people.lea, body: { state } });
    expect((await say("online")).status).toBe(204);
    setTime(morning + 60_000);
    await say("online");
    expect(await presence()).toEqual({ state: "online", since: instant(morning) });
    await say("away");
    expect(await presence()).toEqual({ state: "away", since: instant(morning + 60_000) });
    setTime(morning + 90_000);
    await call("DELETE /v1/desk/session", { headers: people.lea });
    expect(await presence()).toEqual({ state: "offline", since: instant(morning + 90_000) });
  });

  test("is a person's own: no key, no visitor, no other state", async () => {
    const put = (headers: Readonly<Record<string, string>>, raw = '{"state":"online"}') =>
      call("PUT /v1/desk/presence", { headers: { ...headers, "content-type": "application/json" }, raw });
    expect((await put(people.key)).problem?.code).toBe("forbidden");
    expect((await put(page("pk_shopshop"))).problem?.code).toBe("credentials_missing");
    expect((await put(people.ann, '{"state":"busy"}')).problem?.code).toBe("invalid");
  });
});
