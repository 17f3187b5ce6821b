import type { Body, Explanation, Setup } from "@firstline/sdk/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "../src/secrets.ts";
import { rowCounts } from "./database.ts";
import { call, visitorWithTicket } from "./desk.ts";
import { clear, contactWith, day, desk, hour, instant, morning, onStaffedDesk, save, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
beforeEach(async () => {
  setTime(morning);
  await clear();
});

const explain = (body: Body<"POST /v1/desk/routing/explain">, headers = people.ann) =>
  call("POST /v1/desk/routing/explain", { headers, body });

/** What of an explanation a ticket that was opened shows. */
const shownBy = ({ routing, placement, contract, clocks }: Explanation) => ({
  topic: routing.topic,
  priority: routing.priority,
  tags: [...routing.tags].sort(),
  needs: { skills: routing.skills, certificates: routing.certificates, language: routing.language },
  agent: placement.kind === "agent" ? placement.taker.agent.id : null,
  team: placement.kind === "agent" ? placement.taker.team.id : routing.team,
  staffedAt: placement.kind === "agent" ? null : (placement.next?.at ?? null),
  contract,
  clocks,
});

describe("a ticket that nobody has sent", () => {
  test("is explained with every rule, everybody who was looked at, the clocks and the promise", async () => {
    const { body, status } = await explain({ ticket: { site: "site_shop", text: "I want a refund!" } });
    expect(status).toBe(200);
    expect(body.at).toBe(instant(morning));
    expect(body.rules.map(({ rule, result }) => [rule, result])).toEqual([
      ["rul_refund", "matched"],
      ["rul_german", "failed"],
      ["rul_billing", "failed"],
      ["rul_bank", "failed"],
      ["rul_default", "matched"],
    ]);
    expect(body.routing).toMatchObject({ priority: "urgent", tier: 1, team: "team_front", tags: ["refund"] });
    expect(body.considered).toMatchObject([
      { eligible: false, agent: { id: "agt_ann" }, reasons: [{ why: "certificate", expired: null }] },
      { eligible: false, agent: { id: "agt_lea" }, reasons: [{ why: "off_duty" }] },
    ]);
    expect(body.placement).toMatchObject({ kind: "nobody", next: { at: "2026-12-22T11:00:00.000Z" } });
    expect(body.contract).toEqual({ id: "ctr_gold", version: 1 });
    expect(body.promise).toMatchObject({
      answer: { is: "due", at: instant(morning + hour / 2) },
      staffedAt: "2026-12-22T11:00:00.000Z",
    });
  });

  test("at another instant is explained by the plan of then, whatever anybody has now", async () => {
    for (let more = 0; more < 3; more++) await visitorWithTicket();
    const now = await explain({ ticket: { site: "site_shop" } });
    expect(now.body.considered[0]).toMatchObject({ reasons: [{ why: "full", open: 3, capacity: 3 }] });
    const tomorrow = await explain({ ticket: { site: "site_shop" }, at: instant(morning + day) });
    expect(tomorrow.body.placement).toMatchObject({ kind: "agent", taker: { agent: { id: "agt_ann" }, open: 0 } });
    const holiday = await explain({ ticket: { site: "site_shop" }, at: "2026-12-25T10:00:00.000Z" });
    expect(holiday.body).toMatchObject({ at: "2026-12-25T10:00:00.000Z", placement: { why: "off_duty" } });
  });

  test("writes nothing", async () => {
    const { number } = await visitorWithTicket();
    const before = await rowCounts();
    await explain({ ticket: { site: "site_shop", text: "I want a refund!" } });
    await explain({ number });
    expect(await rowCounts()).toEqual(before);
  });

  test("of a site that promises nothing, or a desk that hands nothing out", async () => {
    const bank = await explain({ ticket: { site: "site_bank" } }, people.bob);
    expect(bank.body).toMatchObject({
      contract: null,
      clocks: [],
      promise: { answer: null, solution: null, staffedAt: null },
    });
    await save({ ...desk, roster: { skills: desk.roster.skills, agents: [], rotations: [], teams: [] } });
    const { body } = await explain({ ticket: { site: "site_shop" } });
    expect(body.placement).toMatchObject({ kind: "nobody", next: null });
    expect(body.considered[0]).toMatchObject({ reasons: [{ why: "no_roster" }] });
    await save(desk);
  });

  test("with a topic that is not there, or in a year that no calendar has, is refused", async () => {
    for (const at of ["1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"]) {
      expect((await explain({ ticket: { site: "site_shop" }, at })).problem?.issues).toMatchObject([
        { path: "body.at" },
      ]);
    }
    expect((await explain({ ticket: { site: "site_shop" }, at: "2197-12-31T23:59:59.999Z" })).status).toBe(200);
    const { problem } = await explain({ ticket: { site: "site_shop", topic: "top_none" } });
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "body.ticket.topic" }] });
  });
});

const hypothetical = fc.record({
  subject: fc.constantFrom("Help", "A refund, please"),
  text: fc.constantFrom("It is dark.", "I want a refund!"),
  channel: fc.constantFrom("web" as const, "phone" as const),
  topic: fc.constantFrom(null, "top_login", "top_billing"),
  priority: fc.constantFrom("low" as const, "normal" as const, "urgent" as const),
  language: fc.constantFrom(null, "de", "de-AT", "pl"),
  tags: fc.subarray(["vip", "loud"]),
  plan: fc.constantFrom(null, "gold"),
});

test("what is explained is what a ticket that comes in then gets", async () => {
  await save({
    ...desk,
    contracts: [
      ...desk.contracts,
      ...desk.contracts.map((contract) => ({
        ...contract,
        id: "ctr_best",
        plan: "gold",
        coverage: { rule: "next_tier" as const },
        targets: { ...contract.targets, normal: { firstResponse: 20, resolution: 200 } },
      })),
    ],
    rules: [
      {
        id: "rul_again",
        name: "Wrote before",
        when: { type: "repeat", withinDays: 2 },
        outcome: { tags: ["again"], priority: "high" },
      },
      ...desk.rules,
    ],
  });
  const steps = fc.array(fc.record({ ticket: hypothetical, later: fc.integer({ min: 0, max: 9 * hour }) }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await clear();
      let now = morning;
      for (const { ticket, later } of all) {
        now += later;
        setTime(now);
        const wroteAt = later % 2 === 0 ? null : now - (later % 4) * day;
        const contact = await contactWith(newId("con", now), ticket.plan, wroteAt);
        const explained = await explain({
          ticket: {
            ...ticket,
            site: "site_shop",
            verified: true,
            lastContactAt: wroteAt === null ? null : instant(wroteAt),
          },
        });
        const { plan: _plan, text, topic, language, ...facts } = ticket;
        const opened = await call("POST /v1/desk/tickets", {
          headers: people.ann,
          body: {
            ...facts,
            site: "site_shop",
            requester: { id: contact },
            message: { text },
            ...(topic !== null && { topic }),
            ...(language !== null && { language }),
          },
        });
        const { number } = opened.body.ticket;
        const { body: thread } = await call("GET /v1/desk/tickets/:number", { headers: people.ann, path: { number } });
        const { contract } = thread.ticket;
        expect(shownBy(explained.body)).toEqual({
          topic: thread.ticket.topic?.id ?? null,
          priority: thread.ticket.priority,
          tags: [...thread.ticket.tags].sort(),
          needs: thread.ticket.needs,
          agent: thread.ticket.assignee?.id ?? null,
          team: thread.ticket.team.id,
          staffedAt: thread.ticket.staffedAt,
          contract: contract && { id: contract.id, version: contract.version },
          clocks: thread.ticket.clocks,
        });
        // Asked again, the ticket is explained as it came in. That its contact wrote before is in no event here.
        if (wroteAt !== null) continue;
        const { rules, routing, clocks } = (await explain({ number })).body;
        expect({ rules, routing, clocks }).toEqual({
          rules: explained.body.rules,
          routing: explained.body.routing,
          clocks: explained.body.clocks,
        });
      }
    }),
    { numRuns: Number(process.env.EXPLAIN_RUNS ?? 6) },
  );
  await save(desk);
}, 120_000);

describe("a ticket that is there", () => {
  test("is explained as it came in, by what its contact had written until then", async () => {
    await save({
      ...desk,
      rules: [
        {
          id: "rul_again",
          name: "Wrote before",
          when: { type: "repeat", withinDays: 2 },
          outcome: { tags: ["again"] },
        },
        ...desk.rules,
      ],
    });
    const first = await visitorWithTicket();
    const submit = (subject: string) =>
      call("POST /v1/tickets", { headers: first.headers, body: { subject, message: { text: "T" } } });
    setTime(morning + day);
    const second = await submit("Again");
    setTime(morning + 5 * day);
    const third = await submit("Much later");
    const tagsOf = async (number: string) => (await explain({ number })).body.routing.tags;
    expect(await tagsOf(first.number)).toEqual([]);
    expect(await tagsOf(second.body.ticket.number)).toEqual(["again"]);
    expect(await tagsOf(third.body.ticket.number)).toEqual([]);
    const { body } = await explain({ number: second.body.ticket.number });
    expect(body.at).toBe(instant(morning + day));
    expect((await explain({ number: first.number, at: instant(morning + 3 * hour) })).body.at).toBe(
      instant(morning + 3 * hour),
    );
    await save(desk);
  });

  test("of another site is not there, and neither is the other site", async () => {
    const { number } = await visitorWithTicket();
    expect((await explain({ number }, people.bob)).problem?.code).toBe("not_found");
    expect((await explain({ ticket: { site: "site_shop" } }, people.bob)).problem?.code).toBe("not_found");
    expect((await explain({ ticket: { site: "site_none" } })).problem?.code).toBe("not_found");
  });
});

describe("a set-up that is not saved", () => {
  const explainUnder = (setup: Setup, request: Body<"POST /v1/desk/routing/explain">, headers = people.ada) =>
    call("POST /v1/desk/setup/explain", { headers, body: { setup, explain: request } });

  test("explains what it would do once it is saved, absences and loads being those of now", async () => {
    const { number } = await visitorWithTicket();
    const changed: Setup = {
      ...desk,
      rules: [
        {
          id: "rul_new",
          name: "New",
          when: { type: "words", in: "body", anyOf: ["lantern"] },
          outcome: { priority: "high", tags: ["new"] },
        },
        ...desk.rules,
      ],
    };
    const request = { ticket: { site: "site_shop", text: "My lantern is dark." } };
    await call("POST /v1/desk/absences", {
      headers: people.ada,
      body: { agent: "agt_ann", from: instant(morning - hour), to: instant(morning + hour) },
    });
    const tried = await explainUnder(changed, request);
    expect(tried.body.routing).toMatchObject({ priority: "high", tags: ["new"] });
    expect(tried.body.considered).toContainEqual(
      expect.objectContaining({ eligible: false, agent: { id: "agt_ann", name: "Ann Agent" } }),
    );
    expect((await explain(request)).body.routing).toMatchObject({ priority: "normal", tags: [] });
    const known = await explainUnder(changed, { number });
    await save(changed);
    expect((await explain(request)).body).toEqual(tried.body);
    expect((await explain({ number })).body).toEqual(known.body);
    await save(desk);
  });

  test("that could not be saved is refused with a sentence for each thing", async () => {
    const { problem } = await explainUnder({ ...desk, rules: [] }, { ticket: { site: "site_shop" } });
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "body.setup.rules" }] });
    const topic = await explainUnder(desk, { ticket: { site: "site_shop", topic: "top_none" } });
    expect(topic.problem).toMatchObject({ code: "invalid", issues: [{ path: "body.explain.ticket.topic" }] });
  });

  test("opens no site that the caller may not see, whatever it says of them", async () => {
    const { number } = await visitorWithTicket();
    const ben: Setup = {
      ...desk,
      agents: desk.agents.map((one) => (one.id === "agt_ben" ? { ...one, role: "admin" } : one)),
    };
    await save(ben);
    const wide: Setup = { ...ben, agents: ben.agents.map((one) => ({ ...one, sites: "all" as const })) };
    expect((await explainUnder(wide, { number }, people.ben)).problem?.code).toBe("not_found");
    expect((await explainUnder(wide, { ticket: { site: "site_shop" } }, people.ben)).problem?.code).toBe("not_found");
    await save(desk);
    expect((await explainUnder(desk, { number }, people.lea)).problem?.code).toBe("forbidden");
  });
});
