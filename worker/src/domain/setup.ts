import type { Issue, Setup } from "@firstline/sdk/wire";
import { calendarIssues } from "./calendar-issues.ts";
import { formIssues } from "./form-issues.ts";
import { macrosIssues } from "./macros.ts";
import { rosterIssues } from "./roster-issues.ts";
import { type RuleContext, rulesIssues } from "./rules-issues.ts";
import { supportContractsIssues } from "./support-contract.ts";

type Note = (path: string, message: string) => void;

/**
 * What a set-up that reads well may still get wrong, in sentences for a lead: doubles, names of things that are not
 * there, and whatever would leave tickets lying. The paths are those of the document, such as `teams.2.lead`.
 */
export function setupIssues(setup: Setup): Issue[] {
  const issues: Issue[] = [];
  const note: Note = (path, message) => issues.push({ path, message });
  doubles(setup, note);
  teamIssues(setup, note);
  agentIssues(setup, note);
  textIssues(setup, note);
  glossaryIssues(setup, note);
  return [
    ...issues,
    ...setup.sites.flatMap(({ topics }, site) =>
      topics.flatMap(({ fields }, topic) => below(`sites.${site}.topics.${topic}.fields`, formIssues(fields))),
    ),
    ...setup.calendars.flatMap((calendar, index) => below(`calendars.${index}`, calendarIssues(calendar))),
    ...below("contracts", supportContractsIssues(setup.contracts, setup)),
    ...below("rules", rulesIssues(setup.rules, ruleContextOf(setup))),
    ...defaultIssues(setup),
    ...below("macros", macrosIssues(setup)),
    ...below("roster", rosterIssues(setup.roster, setup)),
  ];
}

/** The issues of a part of the set-up, as they stand in the whole. */
const below = (place: string, issues: readonly Issue[]): Issue[] =>
  issues.map(({ path, message }) => ({ path: path === "" ? place : `${place}.${path}`, message }));

function doubles({ tiers, teams, agents, sites, calendars, signIn }: Setup, note: Note): void {
  const unique = (path: string, what: string, values: readonly (string | number)[]) => {
    const seen = new Set<string | number>();
    values.forEach((value, index) => {
      if (seen.has(value)) note(`${path}.${index}`, `Two ${what} share “${value}”.`);
      seen.add(value);
    });
  };
  const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);
  const levels = tiers.map(({ level }) => level);
  const addresses = agents.map(({ email }) => email.toLowerCase());
  const keys = sites.map(({ key }) => key);
  const prefixes = sites.map(({ prefix }) => prefix);
  unique("tiers", "tiers", levels);
  unique("teams", "teams", ids(teams));
  unique("agents", "agents", ids(agents));
  unique("agents", "agents", addresses);
  unique("sites", "sites", ids(sites));
  unique("sites", "sites", keys);
  unique("sites", "sites", prefixes);
  sites.forEach(({ topics }, index) => {
    unique(`sites.${index}.topics`, "topics", ids(topics));
  });
  unique("calendars", "calendars", ids(calendars));
  unique("signIn.oidc", "issuers", ids(signIn?.oidc ?? []));
}

function teamIssues({ tiers, teams, agents }: Setup, note: Note): void {
  const levels = new Set(tiers.map(({ level }) => level));
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  if (!levels.has(1)) note("tiers", "There is no tier 1 to take tickets in.");
  teams.forEach(({ name, tier, members, lead }, index) => {
    const path = `teams.${index}`;
    if (!levels.has(tier)) note(path, `${name} serves tier ${tier}, which is not there.`);
    members.forEach((member, at) => {
      const known = names.get(member);
      if (known === undefined) note(path, `${name} names ${member}, who is not an agent here.`);
      else if (members.indexOf(member) !== at) note(path, `${name} names ${known} twice.`);
    });
    if (lead !== undefined && !names.has(lead)) {
      note(`${path}.lead`, `${name} is led by ${lead}, who is not an agent here.`);
    }
  });
}

function agentIssues({ agents, sites }: Setup, note: Note): void {
  const known = new Set(sites.map(({ id }) => id));
  if (!agents.some(({ role }) => role === "admin")) {
    note("agents", "Nobody is an admin, so nobody could change the set-up again.");
  }
  agents.forEach((agent, index) => {
    if (agent.sites === "all") return;
    for (const site of agent.sites) {
      if (!known.has(site)) note(`agents.${index}`, `${agent.name} may see ${site}, which is not there.`);
    }
  });
}

/** How many words of its own a site may have, and how many characters (UTF-16 units) all of them, written as JSON. */
const OWN_WORDS = { most: 200, characters: 20_000 };

function textIssues({ sites }: Setup, note: Note): void {
  sites.forEach(({ name, texts = {} }, index) => {
    const words = Object.values(texts).reduce((sum, each) => sum + wordsIn(each), 0);
    const characters = JSON.stringify(texts).length;
    const path = `sites.${index}.texts`;
    if (words > OWN_WORDS.most) note(path, `${name} has ${words} texts of its own; ${OWN_WORDS.most} are the most.`);
    if (characters > OWN_WORDS.characters) {
      note(path, `The texts of ${name} have ${characters} characters; ${OWN_WORDS.characters} are the most.`);
    }
  });
}

/** Terms nobody could follow: of two for one word only one counts, and what has the word in it would be pointed out again. */
function glossaryIssues({ sites }: Setup, note: Note): void {
  sites.forEach(({ name, glossary = [] }, index) => {
    const seen = new Set<string>();
    glossary.forEach(({ word, instead }, position) => {
      const path = `sites.${index}.glossary.${position}`;
      const plain = bare(word);
      if (seen.has(plain)) note(`${path}.word`, `The glossary of ${name} has “${word}” twice.`);
      seen.add(plain);
      if (!/[\p{L}\p{N}]/u.test(word)) note(`${path}.word`, `“${word}” has neither a letter nor a digit.`);
      else if (` ${bare(instead)} `.includes(` ${plain} `)) {
        note(`${path}.instead`, `“${instead}” is to stand in place of “${word}”, and has it in it.`);
      }
    });
  });
}

const bare = (words: string): string => words.toLowerCase().replace(/\s+/g, " ");

/** How many texts stand in a group, however deep. */
const wordsIn = (group: object): number =>
  Object.values(group).reduce((sum: number, one) => sum + (typeof one === "object" ? wordsIn(one) : 1), 0);

/** What somebody has accepted stays what it was: a site whose consent text has changed needs another version. */
export const rewordedIssues = ({ sites }: Setup, reworded: readonly string[]): Issue[] =>
  sites.flatMap(({ id, name, consent }, index) =>
    consent && reworded.includes(id)
      ? [
          {
            path: `sites.${index}.consent.version`,
            message: `The consent text of ${name} is another than version “${consent.version}” had. Give it a new version.`,
          },
        ]
      : [],
  );

/** What rules may name. Topics and fields are those of all sites: one rule may be for several. */
function ruleContextOf({ sites, teams, tiers, roster, calendars, contracts }: Setup): RuleContext {
  const topics = sites.flatMap((site) => site.topics);
  return {
    sites: new Set(sites.map(({ id }) => id)),
    topics: new Set(topics.map(({ id }) => id)),
    fields: new Set(topics.flatMap(({ fields }) => fields.map(({ id }) => id))),
    teams: new Map(teams.map((team) => [team.id, team])),
    tiers: new Set(tiers.map(({ level }) => level)),
    skills: new Set(roster.skills.map(({ id }) => id)),
    calendars: new Set(calendars.map(({ id }) => id)),
    contracts: new Set(contracts.map(({ id }) => id)),
  };
}

/** Whether the default leaves tickets lying: its teams have no members, and no contract sends on what nobody can take. */
function defaultIssues({ rules, teams, contracts }: Setup): Issue[] {
  const last = rules.at(-1);
  if (last?.when.type !== "always") return [];
  const { team, tier } = last.outcome;
  const asked = teams.filter((each) => (team === undefined ? each.tier === tier : each.id === team));
  const staffed = asked.some(({ members }) => members.length > 0);
  const sentOn = contracts.some(({ coverage }) => coverage.rule === "overflow" || coverage.rule === "next_tier");
  if (asked.length === 0 || staffed || sentOn) return [];
  const names = asked.map(({ name }) => name).join(", ");
  const message = `“${last.name}” is the default and sends tickets to ${names}, which nobody is a member of.`;
  return [{ path: `rules.${rules.length - 1}.outcome`, message }];
}
