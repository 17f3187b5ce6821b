import { env } from "cloudflare:test";
import type { Body, Setup } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { call, consoleOf } from "./desk.ts";
import { gold, office, staffed } from "./staffed.ts";

type Sent = Body<"PUT /v1/desk/setup">;

let ada: Readonly<Record<string, string>>;
beforeAll(async () => {
  ada = await consoleOf("agt_ada");
  expect((await put(staffed)).status).toBe(200);
});

const current = async () => (await call("GET /v1/desk/setup", { headers: ada })).body;

async function put(setup: Sent) {
  const { version } = await current();
  return call("PUT /v1/desk/setup", { headers: { ...ada, "if-match": `"${version}"` }, body: setup });
}

/** Everything that saving could have changed. */
const saved = async () => {
  const [desk, contracts] = await env.DB.batch([
    env.DB.prepare("SELECT version, setup FROM desk"),
    env.DB.prepare("SELECT * FROM contracts"),
  ]);
  return JSON.stringify([desk?.results, contracts?.results]);
};

const withContract = (change: Partial<Setup["contracts"][number]>): Sent => ({
  ...staffed,
  contracts: [{ ...gold, ...change }],
});
const withCalendar = (change: Partial<Setup["calendars"][number]>): Sent => ({
  ...staffed,
  calendars: [{ ...office, ...change }],
});
const [firstRoster, ...otherRosters] = staffed.roster.agents;
if (!firstRoster) throw new Error("The fixture has rosters");
const withRoster = (change: object): Sent => ({
  ...staffed,
  roster: { ...staffed.roster, agents: [{ ...firstRoster, ...change }, ...otherRosters] },
});
const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

describe("a bad set-up gets a sentence that a lead understands, and nothing is saved", () => {
  test.each<[string, Sent, string, RegExp]>([
    [
      "ranges that overlap",
      withCalendar({
        hours: {
          ...closed,
          mon: [
            { from: "09:00", to: "13:00" },
            { from: "12:00", to: "17:00" },
          ],
        },
      }),
      "body.calendars.0.hours.mon.1",
      /^Monday: 09:00 to 13:00 and 12:00 to 17:00 overlap\.$/,
    ],
    [
      "a calendar that never opens",
      withCalendar({ hours: closed, holidays: [] }),
      "body.calendars.0.hours",
      /never opens/,
    ],
    [
      "an unknown zone",
      withCalendar({ zone: "Europe/Atlantis" }),
      "body.calendars.0.zone",
      /Europe\/Atlantis.*not a time/,
    ],
    [
      "a rule to a team that is not there",
      {
        ...staffed,
        rules: [
          { id: "rul_gone", name: "Gone", when: { type: "verified", is: true }, outcome: { team: "team_gone" } },
          ...staffed.rules,
        ],
      },
      "body.rules.0.outcome.team",
      /“Gone” sends tickets to team_gone, which is not a team here/,
    ],
    ["no default", { ...staffed, rules: staffed.rules.slice(0, -1) }, "body.rules.3.when", /There is no default/],
    [
      "tier budgets over the resolution target",
      withContract({
        tierBudgets: [
          { tier: 1, minutes: 400 },
          { tier: 2, share: 0.5 },
        ],
      }),
      "body.contracts.0.tierBudgets",
      /the tiers’ budgets add up to 520 minutes, over the resolution target of 240/,
    ],
    [
      "a certificate without expiry",
      withRoster({ certificates: [{ skill: "skl_cards", issuer: "PCI", number: "7" }] }),
      "body.roster.agents.0.certificates.0.validUntil",
      /A certificate needs the last day on which it is valid/,
    ],
    [
      "a shift of zero length",
      withRoster({ shifts: [{ days: ["mon"], from: "09:00", to: "09:00" }] }),
      "body.roster.agents.0.shifts.0",
      /a shift from 09:00 to 09:00 has no length/,
    ],
    [
      "a contract for a site that is not there",
      withContract({ site: "site_gone" }),
      "body.contracts.0.site",
      /site_gone/,
    ],
    [
      "an overflow to a team that is not there",
      withContract({ coverage: { rule: "overflow", team: "team_gone" } }),
      "body.contracts.0.coverage.team",
      /overflows to team_gone/,
    ],
    [
      "a lead who is not an agent",
      { ...staffed, teams: staffed.teams.map((team) => ({ ...team, lead: "agt_gone" })) },
      "body.teams.0.lead",
      /agt_gone/,
    ],
  ])("%s", async (_name, setup, path, sentence) => {
    const before = await saved();
    const { status, problem } = await put(setup);
    expect(status).toBe(422);
    const issue = problem?.issues?.find((each) => each.path === path);
    expect(issue?.message, JSON.stringify(problem?.issues)).toMatch(sentence);
    const diff = await call("POST /v1/desk/setup/diff", { headers: ada, body: setup });
    expect(diff.problem?.issues).toEqual(problem?.issues);
    expect(await saved()).toBe(before);
  });

  test("stand-ins in a ring", async () => {
    const absence = (agent: string, standIn: string) =>
      call("POST /v1/desk/absences", {
        headers: ada,
        body: { agent, from: "2030-06-03T00:00:00.000Z", to: "2030-06-10T00:00:00.000Z", standIn },
      });
    expect((await absence("agt_ann", "agt_lea")).status).toBe(201);
    const { status, problem } = await absence("agt_lea", "agt_ann");
    expect(status).toBe(422);
    expect(problem?.issues?.[0]?.message).toMatch(/Ann Agent → Lea Lead → Ann Agent: .*ring/);
    const { body } = await call("GET /v1/desk/absences", { headers: ada });
    expect(body.items).toHaveLength(1);
  });
});

describe("what replacing a set-up would change", () => {
  test("is told by path, with the contracts that get a new version, and nothing is written", async () => {
    const { setup } = await current();
    const before = await saved();
    const changed = {
      ...setup,
      contracts: [{ ...gold, warning: 0.9 }],
      rules: [...setup.rules.slice(1, -1), ...setup.rules.slice(0, 1), ...setup.rules.slice(-1)],
    };
    const { body } = await call("POST /v1/desk/setup/diff", { headers: ada, body: changed });
    expect(body.changes).toEqual([
      { path: "contracts.ctr_gold.warning", change: "changed", before: 0.75, after: 0.9 },
      { path: "rules.rul_refund", change: "moved", before: 1, after: 4 },
    ]);
    expect(body.contracts).toEqual([{ id: "ctr_gold", version: 2 }]);
    expect(await saved()).toBe(before);
  });

  test("is nothing for what was read", async () => {
    const { setup, version } = await current();
    const { body } = await call("POST /v1/desk/setup/diff", { headers: ada, body: setup });
    expect(body).toEqual({ version, changes: [], contracts: [] });
  });
});

describe("a client's glossary", () => {
  const glossary = [{ word: "IBAN", instead: "account number" }];
  const withGlossary = (terms: typeof glossary): Sent => ({
    ...staffed,
    sites: staffed.sites.map((site) => (site.id === "site_bank" ? { ...site, glossary: terms } : site)),
  });

  test("is part of the set-up and its difference, and told to the agents of its site alone", async () => {
    const [ann, bob] = [await consoleOf("agt_ann"), await consoleOf("agt_bob")];
    expect((await put(withGlossary(glossary))).status).toBe(200);
    expect((await current()).setup.sites.find(({ id }) => id === "site_bank")?.glossary).toEqual(glossary);
    const told = async (headers: typeof ada) => (await call("GET /v1/desk/session", { headers })).body.sites;
    expect((await told(bob)).map(({ id, glossary: terms }) => [id, terms])).toEqual([["site_bank", glossary]]);
    expect((await told(ann)).map(({ id, glossary: terms }) => [id, terms])).toEqual([["site_shop", []]]);

    const changed = withGlossary([{ word: "IBAN", instead: "number of the account" }]);
    const diff = await call("POST /v1/desk/setup/diff", { headers: ada, body: changed });
    expect(diff.body.changes).toEqual([
      {
        path: "sites.site_bank.glossary.IBAN.instead",
        change: "changed",
        before: "account number",
        after: "number of the account",
      },
    ]);
  });

  test("that has a word twice is refused with the place of it", async () => {
    const { status, problem } = await put(withGlossary([...glossary, { word: "iban", instead: "account" }]));
    expect(status).toBe(422);
    expect(problem?.issues).toEqual([
      { path: "body.sites.1.glossary.1.word", message: "The glossary of Bank has “iban” twice." },
    ]);
  });
});
