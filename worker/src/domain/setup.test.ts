import { Setup } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { fullSetup as good } from "../../test/full-setup.ts";
import { rewordedIssues, setupIssues } from "./setup.ts";

/** The set-up after something was done to a copy of it. */
function altered(change: (setup: Setup) => void): Setup {
  const copy = structuredClone(good);
  change(copy);
  return Setup.parse(copy);
}
const told = (setup: Setup) => setupIssues(setup).map(({ path, message }) => `${path}: ${message}`);
function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error("The full set-up has changed");
  return item;
}

test("a set-up that uses everything may be saved", () => {
  expect(told(Setup.parse(good))).toEqual([]);
});

test("so may one that says no more than it must", () => {
  const least = altered((setup) => {
    Object.assign(setup, { calendars: [], contracts: [], roster: undefined, rules: [at(setup.rules, 3)] });
  });
  expect(told(least)).toEqual([]);
});

describe("doubles", () => {
  test.each<[string, (setup: Setup) => void, string]>([
    ["tiers", ({ tiers }) => tiers.push({ level: 2, label: "Again" }), "tiers.2: Two tiers share “2”."],
    ["teams", ({ teams }) => teams.push({ ...at(teams, 1) }), "teams.3: Two teams share “team_bills”."],
    [
      "agents",
      ({ agents }) => agents.push({ ...at(agents, 0), email: "other@desk.test" }),
      "agents.4: Two agents share “agt_ann”.",
    ],
    [
      "addresses, in other letters",
      ({ agents }) => agents.push({ ...at(agents, 0), id: "agt_eve", email: "ANN@desk.test" }),
      "agents.4: Two agents share “ann@desk.test”.",
    ],
    [
      "sites",
      ({ sites }) => sites.push({ ...at(sites, 1), key: "pk_otherother", prefix: "OTHER" }),
      "sites.2: Two sites share “site_bank”.",
    ],
    [
      "public keys",
      ({ sites }) => sites.push({ ...at(sites, 1), id: "site_other", prefix: "OTHER" }),
      "sites.2: Two sites share “pk_bankbank”.",
    ],
    [
      "number prefixes",
      ({ sites }) => sites.push({ ...at(sites, 1), id: "site_other", key: "pk_otherother" }),
      "sites.2: Two sites share “BANK”.",
    ],
    [
      "topics of a site",
      ({ sites: [shop] }) => shop?.topics.push({ id: "top_login", label: "Again", fields: [] }),
      "sites.0.topics.2: Two topics share “top_login”.",
    ],
    [
      "calendars",
      ({ calendars }) => calendars.push({ ...at(calendars, 1) }),
      "calendars.2: Two calendars share “cal_always”.",
    ],
    ["members", ({ teams: [front] }) => front?.members.push("agt_ann"), "teams.0: Front names Ann Agent twice."],
  ])("%s", (_name, change, issue) => {
    expect(told(altered(change))).toEqual([issue]);
  });

  test("but two sites may share a topic", () => {
    const shared = altered(({ sites }) => at(sites, 1).topics.push({ id: "top_login", label: "Login", fields: [] }));
    expect(told(shared)).toEqual([]);
  });
});

describe("people and places that are not there", () => {
  test.each<[string, (setup: Setup) => void, string]>([
    [
      "an admin",
      ({ agents }) => Object.assign(at(agents, 3), { role: "lead" }),
      "agents: Nobody is an admin, so nobody could change the set-up again.",
    ],
    [
      "a team's tier",
      ({ teams }) => Object.assign(at(teams, 0), { tier: 3 }),
      "teams.0: Front serves tier 3, which is not there.",
    ],
    [
      "a team's member",
      ({ teams }) => at(teams, 1).members.push("agt_gone"),
      "teams.1: Bills names agt_gone, who is not an agent here.",
    ],
    [
      "a team's lead",
      ({ teams }) => Object.assign(at(teams, 0), { lead: "agt_gone" }),
      "teams.0.lead: Front is led by agt_gone, who is not an agent here.",
    ],
    [
      "an agent's site",
      ({ agents }) => Object.assign(at(agents, 0), { sites: ["site_gone"] }),
      "agents.0: Ann Agent may see site_gone, which is not there.",
    ],
    [
      "a contract's site",
      ({ contracts }) => Object.assign(at(contracts, 1), { site: "site_gone" }),
      "contracts.1.site: Plain is for site_gone, which is not a site here.",
    ],
    [
      "a contract's calendar",
      ({ contracts }) => Object.assign(at(contracts, 1), { calendar: "cal_gone" }),
      "contracts.1.calendar: Plain counts in the calendar cal_gone, which is not there.",
    ],
    [
      "a contract's overflow team",
      ({ contracts }) => Object.assign(at(contracts, 0).coverage, { team: "team_gone" }),
      "contracts.0.coverage.team: Gold overflows to team_gone, which is not a team here.",
    ],
    [
      "a rule's team",
      ({ rules }) => Object.assign(at(rules, 0).outcome, { team: "team_gone" }),
      "rules.0.outcome.team: “Bank cards” sends tickets to team_gone, which is not a team here.",
    ],
    [
      "a rule's tier",
      ({ rules }) => Object.assign(at(rules, 1).outcome, { tier: 4 }),
      "rules.1.outcome.tier: “Many pieces” sends tickets to tier 4, which is not there.",
    ],
    [
      "a rule's topic",
      ({ rules }) => Object.assign(at(rules, 1).outcome, { topic: "top_gone" }),
      "rules.1.outcome.topic: “Many pieces” gives tickets the topic top_gone, which is not there.",
    ],
    [
      "a rule's skill",
      ({ rules }) => Object.assign(at(rules, 0).outcome, { certificates: ["skl_gone"] }),
      "rules.0.outcome.certificates.0: “Bank cards” asks for skl_gone, which is not a skill here.",
    ],
    [
      "a rule's contract",
      ({ rules }) => Object.assign(at(rules, 1).outcome, { contract: "ctr_gone" }),
      "rules.1.outcome.contract: “Many pieces” puts tickets under ctr_gone, which is not a contract here.",
    ],
    [
      "a rule's site",
      ({ rules }) => Object.assign(at(rules, 1), { when: { type: "site", is: ["site_gone"] } }),
      "rules.1.when.is.0: “Many pieces” asks for the site site_gone, which is not there.",
    ],
    [
      "a rule's field",
      ({ rules }) => Object.assign(at(rules, 1).when, { field: "weight" }),
      "rules.1.when.field: “Many pieces” looks at the field weight, which no form has.",
    ],
    [
      "a rule's calendar",
      ({ rules }) => Object.assign(at(rules, 2).when, { calendar: "cal_gone" }),
      "rules.2.when.calendar: “At night” asks for the calendar cal_gone, which is not there.",
    ],
    [
      "a roster's agent",
      ({ roster }) => roster.agents.push({ ...at(roster.agents, 1), agent: "agt_gone" }),
      "roster.agents.2: There is a roster for agt_gone, who is not an agent here.",
    ],
  ])("%s", (_name, change, issue) => {
    expect(told(altered(change))).toEqual([issue]);
  });

  test("a tier 1, and what follows from it", () => {
    const without = altered((setup) => {
      setup.tiers = [{ level: 2, label: "Second line" }];
    });
    expect(told(without).slice(0, 3)).toEqual([
      "tiers: There is no tier 1 to take tickets in.",
      "teams.0: Front serves tier 1, which is not there.",
      "teams.1: Bills serves tier 1, which is not there.",
    ]);
  });
});

describe("slips in the parts, each at its place in the whole", () => {
  test.each<[string, (setup: Setup) => void, string]>([
    [
      "overlapping ranges",
      ({ calendars }) =>
        Object.assign(at(calendars, 0).hours, {
          mon: [
            { from: "09:00", to: "12:00" },
            { from: "11:00", to: "17:00" },
          ],
        }),
      "calendars.0.hours.mon.1: Monday: 09:00 to 12:00 and 11:00 to 17:00 overlap.",
    ],
    [
      "a calendar that never opens",
      ({ calendars }) =>
        Object.assign(at(calendars, 1), { hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } }),
      "calendars.1.hours: Day and night never opens: no day has any hours.",
    ],
    [
      "an unknown zone",
      ({ calendars }) => Object.assign(at(calendars, 0), { zone: "Europe/Berln" }),
      "calendars.0.zone: “Europe/Berln” is not a time zone. Use a name such as Europe/Berlin or America/New_York.",
    ],
    [
      "no default",
      ({ rules }) => rules.pop(),
      "rules.2.when: There is no default: “At night” is the last rule and has conditions. Put one after it that applies always.",
    ],
    [
      "tier budgets over the resolution target",
      ({ contracts }) =>
        Object.assign(at(contracts, 0), {
          tierBudgets: [
            { tier: 1, minutes: 100 },
            { tier: 2, minutes: 21 },
          ],
        }),
      "contracts.0.tierBudgets: Gold at priority urgent: the tiers’ budgets add up to 121 minutes, over the resolution target of 120.",
    ],
    [
      "two contracts for the same",
      ({ contracts }) => Object.assign(at(contracts, 0), { plan: null }),
      "contracts.1: Gold and Plain are both for all plans of site_shop.",
    ],
    [
      "a shift of zero length",
      ({ roster }) => Object.assign(at(roster.agents, 0), { shifts: [{ days: ["mon"], from: "09:00", to: "09:00" }] }),
      "roster.agents.0.shifts.0: Ann Agent: a shift from 09:00 to 09:00 has no length. A whole day is 00:00 to 24:00.",
    ],
    [
      "a form's field",
      ({ sites }) => Object.assign(at(at(at(sites, 0).topics, 1).fields, 3), { min: 100 }),
      "sites.0.topics.1.fields.3.min: “Pieces” has to be at least 100 and at most 99, which nothing can be.",
    ],
  ])("%s", (_name, change, issue) => {
    expect(told(altered(change))).toEqual([issue]);
  });

  test("no rules at all, should they ever get here", () => {
    expect(told({ ...good, rules: [] })).toEqual([
      "rules: There are no rules. At least a default is needed, which applies always.",
    ]);
  });

  test("a certificate without expiry does not even read", () => {
    const copy: object = JSON.parse(JSON.stringify(good).replace(',"validUntil":"2027-06-30"', ""));
    expect(Setup.safeParse(copy).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
      "roster.agents.1.certificates.0.validUntil: A certificate needs the last day on which it is valid, such as 2027-06-30.",
    ]);
  });
});

describe("a default that nobody could take", () => {
  const emptied = (change: (setup: Setup) => void) =>
    altered((setup) => {
      setup.contracts = setup.contracts.slice(1, 2);
      at(setup.teams, 0).members = [];
      change(setup);
    });

  test("by its team", () => {
    expect(told(emptied(() => {}))).toEqual([
      "rules.3.outcome: “Everything else” is the default and sends tickets to Front, which nobody is a member of.",
    ]);
  });

  test("by its tier", () => {
    const tier = (setup: Setup) => {
      at(setup.rules, 3).outcome = { tier: 1 };
    };
    expect(told(emptied(tier))).toEqual([]);
    const all = emptied((setup) => {
      tier(setup);
      at(setup.teams, 1).members = [];
    });
    expect(told(all)).toEqual([
      "rules.3.outcome: “Everything else” is the default and sends tickets to Front, Bills, which nobody is a member of.",
    ]);
  });

  test("is fine where a contract sends on what nobody can take", () => {
    const sentOn = emptied((setup) => {
      at(setup.contracts, 0).coverage = { rule: "next_tier" };
    });
    expect(told(sentOn)).toEqual([]);
  });
});

describe("a site's own words", () => {
  const words = (count: number, text = "x") =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`word${index}`, text]));

  test("may be two hundred in all languages and groups together", () => {
    const texts = { en: words(100), de: { ...words(90), group: { inner: words(10) } } };
    expect(told(altered(({ sites }) => Object.assign(at(sites, 0), { texts })))).toEqual([]);
    const more = { ...texts, fr: words(1) };
    expect(told(altered(({ sites }) => Object.assign(at(sites, 0), { texts: more })))).toEqual([
      "sites.0.texts: Shop has 201 texts of its own; 200 are the most.",
    ]);
  });

  test("may have twenty thousand characters in all", () => {
    const told20 = told(
      altered(({ sites }) => Object.assign(at(sites, 1), { texts: { en: words(10, "x".repeat(2_000)) } })),
    );
    expect(told20).toEqual(["sites.1.texts: The texts of Bank have 20118 characters; 20000 are the most."]);
  });

  test.each([
    ["a name that every object has", { en: { constructor: "x" } }],
    ["a name with a dot", { en: { "a.b": "x" } }],
    ["a name that is a number", { en: { 1: "x" } }],
    ["what is no text", { en: { greeting: 1 } }],
    ["no language", { "not a language": { greeting: "x" } }],
    ["too many groups", { en: { a: { b: { c: { d: "x" } } } } }],
  ])("may not have %s", (_name, texts) => {
    expect(() => altered(({ sites }) => Object.assign(at(sites, 0), { texts }))).toThrow();
  });
});

describe("a client's glossary", () => {
  const having = (glossary: unknown) => altered(({ sites }) => Object.assign(at(sites, 1), { glossary }));

  test("has each word once, and none that its own replacement holds", () => {
    expect(told(having([{ word: "IBAN", instead: "account number" }]))).toEqual([]);
    const mistaken = [
      { word: "Card reader", instead: "terminal" },
      { word: "card  reader", instead: "device" },
      { word: "RMA", instead: "return number" },
      { word: "log in", instead: "please log in" },
      { word: "sign", instead: "signature" },
      { word: "—", instead: "-" },
    ];
    expect(told(having(mistaken))).toEqual([
      "sites.1.glossary.1.word: The glossary of Bank has “card  reader” twice.",
      "sites.1.glossary.3.instead: “please log in” is to stand in place of “log in”, and has it in it.",
      "sites.1.glossary.5.word: “—” has neither a letter nor a digit.",
    ]);
  });

  test("holds two hundred words, and nothing but words", () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => ({ word: `w${index}`, instead: "x" }));
    expect(told(having(words(200)))).toEqual([]);
    for (const wrong of [
      words(201),
      [{ word: "x" }],
      [{ word: " ", instead: "x" }],
      [{ word: "x", instead: "y", why: "z" }],
    ]) {
      expect(() => having(wrong)).toThrow();
    }
  });
});

test("a consent text that has changed needs another version", () => {
  const setup = altered(({ sites }) => Object.assign(at(sites, 1), { consent: { version: "2", text: "We keep it." } }));
  expect(rewordedIssues(setup, ["site_bank", "site_shop"])).toEqual([
    {
      path: "sites.1.consent.version",
      message: "The consent text of Bank is another than version “2” had. Give it a new version.",
    },
  ]);
  expect(rewordedIssues(setup, [])).toEqual([]);
});

describe("a theme", () => {
  test.each([
    { logo: "https://cdn.shop.test/logo.svg?v=2" },
    { offset: "20px" },
    { offset: "1.5rem 4em" },
    { layer: 2_147_483_647 },
  ])("may have %j", (more) => {
    expect(told(altered(({ sites }) => Object.assign(at(sites, 0).theme, more)))).toEqual([]);
  });
  test.each([
    { logo: "/logo.svg" },
    { logo: "http://shop.test/logo.svg" },
    { logo: "https://user@shop.test/logo.svg" },
    { logo: "data:image/svg+xml,<svg/>" },
    { offset: "20" },
    { offset: "-4px" },
    { offset: "1px 2px 3px" },
    { offset: "1px;color:red" },
    { layer: 2_147_483_648 },
    { layer: 1.5 },
  ])("may not have %j", (more) => {
    expect(() => altered(({ sites }) => Object.assign(at(sites, 0).theme, more))).toThrow();
  });
});
