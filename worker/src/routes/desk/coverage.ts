import type { CoverageRule, Issue, ParsedQuery } from "@firstline/sdk/wire";
import { instant } from "../../domain/clock-projection.ts";
import { type Gap, gaps, whoTakes } from "../../domain/coverage.ts";
import { laneFor, lanesOf } from "../../domain/coverage-calendar.ts";
import { candidateFor, placementFor } from "../../domain/coverage-projection.ts";
import { type Directory, sitesSeen, worksWith } from "../../domain/directory.ts";
import { type Need, situationAt } from "../../domain/eligibility.ts";
import { standingFor } from "../../domain/standing-projection.ts";
import { DAY } from "../../domain/zone.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { instantAt } from "../../http/instant.ts";
import { Refused } from "../../http/refused.ts";
import { standings } from "../../store/standings.ts";

export const deskCoverage = {
  "GET /v1/desk/coverage": async ({ context, query }) => {
    const { directory, now } = context;
    const at = query.at === undefined ? now : instantAt(query.at, "query.at");
    const { need, rule } = askedFor(context, query);
    const { current } = await context.read({ current: standings(now) });
    const answer = whoTakes(directory.lines.staff, need, rule, at, situationAt(at, now, current));
    return {
      status: 200,
      body: {
        at: instant(at),
        placement: placementFor(directory, answer.placement),
        otherwise: answer.otherwise ? placementFor(directory, answer.otherwise) : null,
        considered: answer.considered.map((candidate) => candidateFor(directory, candidate)),
      },
    };
  },

  "GET /v1/desk/coverage/gaps": async ({ context, query }) => {
    const { directory, now } = context;
    const { need, rule } = askedFor(context, query);
    await context.read({});
    const to = now + query.days * DAY;
    const found = gaps(directory.lines.staff, need, rule, now, to);
    return {
      status: 200,
      body: {
        from: instant(now),
        to: instant(to),
        gaps: found.map(gapFor),
      },
    };
  },

  "GET /v1/desk/coverage/calendar": async ({ context, query }) => {
    const { directory, caller, now } = context;
    const { staff } = directory.lines;
    const from = query.from === undefined ? now : instantAt(query.from, "query.from");
    const to = from + query.days * DAY;
    const { need, rule } = askedFor(context, query);
    await context.read({});
    const lanes = lanesOf(staff, need, rule, from, to).filter(({ agent }) => {
      const colleague = directory.agent.get(agent);
      return colleague !== undefined && worksWith(sitesOf(caller), colleague);
    });
    return {
      status: 200,
      body: {
        from: instant(from),
        to: instant(to),
        lanes: lanes.map((lane) => laneFor(directory, lane)),
        gaps: gaps(staff, need, rule, from, to).map(gapFor),
        skills: directory.setup.roster.skills,
      },
    };
  },

  "GET /v1/desk/standings": async ({ context }) => {
    const { directory, caller, now } = context;
    const { current } = await context.read({ current: standings(now) });
    const colleagues = directory.setup.agents.filter((agent) => worksWith(sitesOf(caller), agent));
    return { status: 200, body: { items: colleagues.map((agent) => standingFor(directory, agent, current, now)) } };
  },
} satisfies Partial<Handlers>;

const gapFor = ({ from, to, why }: Gap) => ({ from: instant(from), to: instant(to), why });

/** What is asked of whoever takes such a ticket, and what its site's contract says where nobody can. */
function askedFor(
  { directory, caller }: DeskContext,
  query: Omit<ParsedQuery<"GET /v1/desk/coverage">, "at">,
): { readonly need: Need; readonly rule: CoverageRule } {
  const { site, team, plan, skill: skills = [], certificate: certificates = [], language } = query;
  if (sitesSeen(directory, sitesOf(caller), site).length === 0) throw new Refused("not_found");
  const issues = issuesOf(directory, { team, skills: skills.map((one) => one.skill), certificates });
  if (issues.length > 0) throw new Refused("invalid", { issues });
  const terms = directory.lines.termsFor(site, plan ?? null, null);
  // A team brings its tier.
  const tier = directory.team.get(team ?? "")?.tier ?? query.tier;
  return {
    need: { site, tier, team, skills, certificates, language, holidays: terms?.holidays },
    rule: terms?.contract.coverage ?? { rule: "wait" },
  };
}

/** What of a question is not there to be asked about. */
function issuesOf(
  { setup, team: teams }: Directory,
  asked: {
    readonly team: string | undefined;
    readonly skills: readonly string[];
    readonly certificates: readonly string[];
  },
): Issue[] {
  const known = new Set(setup.roster.skills.map(({ id }) => id));
  const missing = (skills: readonly string[], path: string): Issue[] =>
    skills.filter((id) => !known.has(id)).map((id) => ({ path, message: `There is no skill “${id}”.` }));
  return [
    ...(asked.team === undefined || teams.has(asked.team)
      ? []
      : [{ path: "query.team", message: "There is no such team." }]),
    ...missing(asked.skills, "query.skill"),
    ...missing(asked.certificates, "query.certificate"),
  ];
}
