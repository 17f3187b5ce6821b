import type { Alarm as AlarmShown, Rule, SiteSetup, WhyNobody } from "@firstline/sdk/wire";
import { instant } from "./clock-projection.ts";
import { type Gap, gaps } from "./coverage.ts";
import { agentNamed, type Directory, maySee, type StoredWebhook } from "./directory.ts";
import type { Lines } from "./lines.ts";
import type { CompiledRules } from "./rules.ts";
import { union } from "./spans.ts";
import { DAY } from "./zone.ts";

/** What an alarm is about. Instants are in milliseconds. */
export type AlarmAbout =
  | {
      readonly kind: "gap";
      readonly site: string;
      readonly tier: number;
      readonly from: number;
      readonly to: number;
      readonly why: WhyNobody;
    }
  | { readonly kind: "certificate"; readonly agent: string; readonly skill: string; readonly expiresAt: number }
  | {
      readonly kind: "webhook";
      readonly webhook: string;
      readonly because: "gone" | "failed";
      readonly since: number;
    };

export interface Alarm {
  readonly id: string;
  readonly raisedAt: number;
  readonly about: AlarmAbout;
}

type Site = Pick<SiteSetup, "id" | "topics">;

/** How far ahead gaps and expiries are looked for. */
const GAPS_AHEAD = 60 * DAY;
const EXPIRIES_AHEAD = 30 * DAY;

/** How long leads are told that a webhook was switched off. */
const WEBHOOKS_TOLD = 30 * DAY;

/** What an alarm is about in a word, so that it is raised once. */
export function alarmName(about: AlarmAbout): string {
  if (about.kind === "gap") return `gap ${about.site} ${about.tier} ${about.from}`;
  if (about.kind === "webhook") return `webhook ${about.webhook} ${about.since}`;
  return `certificate ${about.agent} ${about.skill} ${about.expiresAt}`;
}

/** When an alarm is over by itself. */
export function alarmEnds(about: AlarmAbout): number {
  if (about.kind === "webhook") return about.since + WEBHOOKS_TOLD;
  return about.kind === "gap" ? about.to : about.expiresAt;
}

/** The webhooks that the desk has switched off by itself, as far as that is news. */
export const webhooksOff = (webhooks: readonly StoredWebhook[], now: number): AlarmAbout[] =>
  webhooks.flatMap(({ id, off }) =>
    off && off.because !== "admin" && now < off.since + WEBHOOKS_TOLD
      ? [{ kind: "webhook", webhook: id, because: off.because, since: off.since }]
      : [],
  );

/**
 * What there is to know ahead of an instant (ms): gaps of 60 days, expiries of 30. A gap is a stretch in which nobody
 * takes new tickets of a site that its rules send to a team or tier, coverage rule included, if some of it lies in the
 * hours of the site's contract; the nights of a desk that promises its days are none. Without a contract every gap is.
 * A desk that hands nothing out has no gaps.
 */
export function alarmsAhead(lines: Lines, sites: readonly Site[], now: number): AlarmAbout[] {
  const known = new Map<string, Gap[]>();
  const gapsAhead = lines.handsOut ? sites.flatMap((site) => gapsOf(lines, site, now, known)) : [];
  const expiries = lines.staff.rosters.expiries(now, now + EXPIRIES_AHEAD);
  return [
    ...gapsAhead,
    ...expiries.map(({ agent, skill, at }) => ({ kind: "certificate", agent, skill, expiresAt: at }) as const),
  ];
}

/** `known` are the gaps found for other sites, by all that they depend on: most sites of a desk have theirs in common. */
function gapsOf({ staff, ...lines }: Lines, of: Site, now: number, known: Map<string, Gap[]>): AlarmAbout[] {
  const { id: site } = of;
  const terms = lines.termsFor(site, null, null);
  const rule = terms?.contract.coverage ?? { rule: "wait" };
  const others = [...staff.agents].flatMap(([agent, { sites }]) => (maySee(sites, site) ? [] : [agent]));
  return [...destinationsOf(lines.rules, of)].flatMap(([tier, teams]) => {
    const found = [...teams].flatMap((team) => {
      const need = { site, tier, team, skills: [], certificates: [], holidays: terms?.holidays };
      const name = JSON.stringify([tier, team, rule, terms?.contract.calendar, others]);
      const gapsThere = known.get(name) ?? gaps(staff, need, rule, now, now + GAPS_AHEAD);
      known.set(name, gapsThere);
      return gapsThere;
    });
    return union(found).flatMap(({ from, to }): AlarmAbout[] => {
      const why = found.find((gap) => gap.from === from)?.why;
      const isOpen = !terms?.time.openSpans(from, to).next().done;
      return isOpen && why !== undefined ? [{ kind: "gap", site, tier, from, to, why }] : [];
    });
  });
}

/**
 * Where rules may send a site's tickets: by tier the teams, undefined for any team of it. Rules that are about other
 * sites or their topics are passed over, and so are all after one that is for every ticket of the site.
 */
function destinationsOf({ rules }: CompiledRules, site: Site): Map<number, Set<string | undefined>> {
  const destinations = new Map<number, Set<string | undefined>>();
  for (const { rule, outcome } of rules) {
    const { when } = rule;
    const all = when.type === "all" ? when.of : [when];
    if (outcome.tier === undefined || all.some((condition) => isOthers(condition, site))) continue;
    const teams = destinations.get(outcome.tier) ?? new Set();
    destinations.set(outcome.tier, teams.add(outcome.team));
    if (all.every(({ type }) => type === "always" || type === "site")) break;
  }
  return destinations;
}

/** Whether a condition holds for no ticket of a site, by the site itself or by its topics. */
function isOthers(condition: Rule["when"], { id, topics }: Site): boolean {
  if (condition.type === "site") return !condition.is.includes(id);
  if (condition.type !== "topic") return false;
  return !condition.is.some((topic) => topic === null || topics.some((own) => own.id === topic));
}

/**
 * The alarms that stand once what is ahead is known: those known before keep their id and when they were raised, and what
 * vanished is not among them. A gap that has begun keeps its beginning.
 */
export function alarmsNow(
  known: readonly Alarm[],
  ahead: readonly AlarmAbout[],
  now: number,
  newId: () => string,
): Alarm[] {
  const byName = new Map(known.map((alarm) => [alarmName(alarm.about), alarm]));
  return ahead.map((seen) => {
    const about = begun(seen, known, now);
    const { id, raisedAt } = byName.get(alarmName(about)) ?? { id: newId(), raisedAt: now };
    return { id, raisedAt, about };
  });
}

/** A gap that reaches back to before now, with the beginning that it is known by. */
function begun(seen: AlarmAbout, known: readonly Alarm[], now: number): AlarmAbout {
  if (seen.kind !== "gap" || seen.from > now) return seen;
  const same = known.find(
    ({ about }) =>
      about.kind === "gap" &&
      about.site === seen.site &&
      about.tier === seen.tier &&
      about.from <= now &&
      now < about.to,
  );
  return same?.about.kind === "gap" ? { ...seen, from: same.about.from } : seen;
}

export function alarmFor(directory: Directory, { id, raisedAt, about }: Alarm): AlarmShown {
  const shown = { id, raisedAt: instant(raisedAt) };
  if (about.kind === "gap") return { ...shown, ...about, from: instant(about.from), to: instant(about.to) };
  if (about.kind === "webhook") {
    const { because, since } = about;
    const name = directory.webhooks.find(({ id: known }) => known === about.webhook)?.name ?? "Former webhook";
    return { ...shown, kind: "webhook", webhook: { id: about.webhook, name }, because, since: instant(since) };
  }
  const { agent, skill, expiresAt } = about;
  return { ...shown, kind: "certificate", agent: agentNamed(directory, agent), skill, expiresAt: instant(expiresAt) };
}
