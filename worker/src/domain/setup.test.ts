import { Setup } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { setup as good } from "../../test/fixture.ts";
import { setupIssues } from "./setup.ts";

const [tierOne, tierTwo] = good.tiers;
const [front, bills, deep] = good.teams;
const [ann, bob, lea, ada] = good.agents;
const [shop, bank] = good.sites;
if (!tierOne || !tierTwo || !front || !bills || !deep || !ann || !bob || !lea || !ada || !shop || !bank) {
  throw new Error("The fixture has changed");
}

test("the fixture is a set-up that may be saved", () => {
  expect(setupIssues(Setup.parse(good))).toEqual([]);
});

test.each<[string, Partial<Setup>, string, string]>([
  [
    "two tiers of one level",
    { tiers: [tierOne, tierTwo, { level: 2, label: "Again" }] },
    "tiers.2",
    "Two tiers share “2”.",
  ],
  ["two teams of one id", { teams: [front, bills, deep, { ...bills }] }, "teams.3", "Two teams share “team_bills”."],
  [
    "two agents of one id",
    { agents: [ann, bob, lea, ada, { ...ann, email: "other@desk.test" }] },
    "agents.4",
    "Two agents share “agt_ann”.",
  ],
  [
    "two agents of one address, in other letters",
    { agents: [ann, bob, lea, ada, { ...ann, id: "agt_eve", email: "ANN@desk.test" }] },
    "agents.4",
    "Two agents share “ann@desk.test”.",
  ],
  [
    "two sites of one id",
    { sites: [shop, bank, { ...bank, key: "pk_otherother", prefix: "OTHER" }] },
    "sites.2",
    "Two sites share “site_bank”.",
  ],
  [
    "two sites of one key",
    { sites: [shop, bank, { ...bank, id: "site_other", prefix: "OTHER" }] },
    "sites.2",
    "Two sites share “pk_bankbank”.",
  ],
  [
    "two sites of one prefix",
    { sites: [shop, bank, { ...bank, id: "site_other", key: "pk_otherother" }] },
    "sites.2",
    "Two sites share “BANK”.",
  ],
  [
    "two topics of one id",
    { sites: [{ ...shop, topics: [...shop.topics, { id: "top_login", label: "Again" }] }, bank] },
    "sites.0.topics.2",
    "Two topics share “top_login”.",
  ],
  ["nobody who may change it", { agents: [ann, bob, lea, { ...ada, role: "lead" }] }, "agents", "Nobody is an admin"],
  [
    "a team of a tier that is not there",
    { teams: [front, bills, { ...deep, tier: 3 }] },
    "teams.2",
    "Deep serves tier 3, which is not there.",
  ],
  [
    "a team with a stranger",
    { teams: [front, { ...bills, members: ["agt_gone"] }, deep] },
    "teams.1",
    "Bills names agt_gone, who is not an agent here.",
  ],
  [
    "an agent of a site that is not there",
    { agents: [{ ...ann, sites: ["site_gone"] }, bob, lea, ada] },
    "agents.0",
    "Ann Agent may see site_gone, which is not there.",
  ],
  [
    "a default team that is not there",
    { sites: [shop, { ...bank, defaultTeam: "team_gone" }] },
    "sites.1",
    "Bank sends tickets to team_gone, which is not a team here.",
  ],
  [
    "a topic's team that is not there",
    { sites: [{ ...shop, topics: [{ id: "top_login", label: "Login", team: "team_gone" }] }, bank] },
    "sites.0",
    "Shop sends tickets to team_gone, which is not a team here.",
  ],
  [
    "new tickets for a higher tier",
    { sites: [{ ...shop, defaultTeam: "team_deep" }, bank] },
    "sites.0",
    "Shop sends new tickets to Deep, which is not a team of tier 1.",
  ],
])("%s", (_name, change, path, message) => {
  const issues = setupIssues(Setup.parse({ ...good, ...change }));
  expect(issues).toEqual([{ path, message: expect.stringContaining(message) }]);
});

test("no tier 1, and what follows from it", () => {
  const issues = setupIssues({ ...good, tiers: [tierTwo] });
  expect(issues.map((issue) => issue.message)).toEqual([
    "There is no tier 1 to take tickets in.",
    "Front serves tier 1, which is not there.",
    "Bills serves tier 1, which is not there.",
  ]);
});
