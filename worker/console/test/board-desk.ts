import {
  type Absence,
  type Board,
  type CoverageCalendar,
  contract,
  type DeskTicket,
  type Issue,
  type Move,
} from "@firstline/sdk/wire";
import type { Handler } from "./desk.ts";
import { Refused } from "./refused.ts";
import { agents, type Stored, teams } from "./stories.ts";

const hour = 3_600_000;
const day = 24 * hour;
const instant = (at: number): string => new Date(at).toISOString();
const isActive = ({ status }: DeskTicket): boolean => status !== "solved" && status !== "closed";
const isPressed = (ticket: DeskTicket, state: "at_risk" | "breached"): boolean =>
  isActive(ticket) &&
  ticket.clocks.some(
    (clock) =>
      clock.state === state && (!("since" in clock) || typeof clock.since === "string" || clock.since.is !== "ended"),
  );

/** The calls of the lead's board. The desk keeps no rosters: everybody works from 8 to 16 in UTC, in two halves. */
export function boardOf(tickets: ReadonlyMap<string, Stored>, absences: Absence[]): Record<string, Handler> {
  const all = () => [...tickets.values()].map(({ ticket }) => ticket);
  const loadOf = (mine: readonly DeskTicket[]) => ({
    open: mine.filter(isActive).length,
    atRisk: mine.filter((ticket) => isPressed(ticket, "at_risk")).length,
    breached: mine.filter((ticket) => isPressed(ticket, "breached")).length,
  });
  const requireSound = ({ agent, from, to }: Pick<Absence, "agent" | "from" | "to">) => {
    const issues: Issue[] = [];
    if (to <= from) issues.push({ path: "body.to", message: "An absence has to end after it begins." });
    if (issues.length > 0) throw new Refused("invalid", issues);
    if (!agents.some(({ id }) => id === agent)) throw new Refused("not_found");
  };
  const movesOf = (agent: string): Move[] =>
    all()
      .filter((ticket) => isActive(ticket) && ticket.assignee?.id === agent)
      .map(({ number, site, subject, priority, team, clocks }, index) => {
        const other = agents.find(({ id }) => id !== agent) ?? { id: "agt_2", name: "" };
        const taker = {
          agent: other,
          team,
          duty: "shift",
          standsInFor: null,
          open: 1,
          capacity: 9,
          lastAssignedAt: null,
        } as const;
        return {
          number,
          site,
          subject,
          priority,
          placement:
            index === 0 ? { kind: "agent", taker, via: "team" } : { kind: "nobody", why: "off_duty", next: null },
          atRisk: clocks.filter(({ state }) => state === "at_risk"),
        };
      });

  return {
    "GET /v1/desk/board": ({ query }) => {
      const { site } = contract["GET /v1/desk/board"].query.parse(query);
      const seen = all().filter((ticket) => site === undefined || ticket.site.id === site);
      const now = Date.now();
      const today = Math.floor(now / day);
      const dateOf = (of: number) => instant(of * day).slice(0, 10);
      return [
        200,
        {
          at: instant(now),
          teams: teams.map(({ id, name, tier }) => {
            const mine = seen.filter(({ team }) => team.id === id);
            const unassigned = mine.filter((ticket) => isActive(ticket) && ticket.assignee === null).length;
            return { team: { id, name }, tier, ...loadOf(mine), unassigned };
          }),
          agents: agents.map((agent, index) => ({
            agent,
            teams: teams.filter(({ members }) => members.includes(agent.id)).map(({ id }) => id),
            ...loadOf(seen.filter(({ assignee }) => assignee?.id === agent.id)),
            capacity: 12,
            presence:
              index % 3 === 2 ? null : { state: index % 3 === 1 ? "away" : "online", since: instant(now - hour) },
            onShift: index % 2 === 0,
            onCall: index === 5,
            absentUntil: absences.find((one) => one.agent === agent.id && one.from <= instant(now))?.to ?? null,
          })),
          breached: seen.filter((ticket) => isPressed(ticket, "breached")).slice(0, 20),
          atRisk: seen.filter((ticket) => isPressed(ticket, "at_risk")).slice(0, 20),
          unassigned: seen
            .filter((ticket) => isActive(ticket) && ticket.assignee === null)
            .map((ticket) => ({ ticket, why: "off_duty", until: instant(now + 3 * hour) })),
          bounced: seen.filter(({ bounces }) => bounces >= 3),
          alarms: [
            {
              ...{ id: "alm_gap", kind: "gap", raisedAt: instant(now - day), site: "site_shop", tier: 1 },
              ...{ from: instant(now + 5 * day), to: instant(now + 6 * day), why: "off_duty" },
            },
          ],
          skills: [{ id: "skl_pay", label: "Card payments" }],
          days: Array.from({ length: 30 }, (_, index) => ({
            date: dateOf(today - 29 + index),
            opened: 8 + ((index * 7) % 11),
            solved: 6 + ((index * 5) % 12),
          })),
          weeks: Array.from({ length: 12 }, (_, index) => ({
            begins: dateOf(Math.floor((today + 3) / 7) * 7 - 3 - 7 * (11 - index)),
            kept: 30 + ((index * 9) % 14),
            missed: (index * 5) % 7,
          })),
          rating: { average: 4.5, count: 38 },
        } satisfies Board,
      ];
    },

    "GET /v1/desk/coverage/calendar": ({ query }) => {
      const asked = contract["GET /v1/desk/coverage/calendar"].query.parse(query);
      const from = Date.parse(asked.from ?? instant(Date.now()));
      const midnights = Array.from({ length: asked.days }, (_, index) => Math.ceil(from / day) * day + index * day);
      const members = teams.filter(({ id, tier }) =>
        asked.team === undefined ? tier === asked.tier : id === asked.team,
      );
      return [
        200,
        {
          from: instant(from),
          to: instant(from + asked.days * day),
          lanes: members.flatMap(({ id, name, members: people }) =>
            people.map((person, index) => ({
              agent: agents.find((agent) => agent.id === person) ?? { id: person, name: person },
              team: { id, name },
              via: "team" as const,
              qualification:
                asked.certificate === undefined || index === 0
                  ? ({ is: "qualified", until: null } as const)
                  : ({ is: "lacking" } as const),
              shifts: midnights.map((at) => ({
                from: instant(at + (8 + 4 * (index % 2)) * hour),
                to: instant(at + (12 + 4 * (index % 2)) * hour),
              })),
              onCall:
                index === 2 ? midnights.slice(0, 2).map((at) => ({ from: instant(at), to: instant(at + day) })) : [],
              absences: absences
                .filter((one) => one.agent === person)
                .map((one) => ({
                  from: one.from,
                  to: one.to,
                  standIn: agents.find((agent) => agent.id === one.standIn) ?? null,
                })),
            })),
          ),
          gaps: midnights.map((at) => ({
            from: instant(at + 16 * hour),
            to: instant(at + 32 * hour),
            why: "off_duty",
          })),
          skills: [{ id: "skl_pay", label: "Card payments" }],
        } satisfies CoverageCalendar,
      ];
    },

    "GET /v1/desk/absences": () => [200, { items: absences }],
    "POST /v1/desk/absences/plan": ({ body }) => {
      const absence = contract["POST /v1/desk/absences/plan"].body.parse(body);
      requireSound(absence);
      return [200, { moves: movesOf(absence.agent), hidden: 1 }];
    },
    "POST /v1/desk/absences": ({ body }) => {
      const asked = contract["POST /v1/desk/absences"].body.parse(body);
      requireSound(asked);
      const moves = movesOf(asked.agent);
      const absence: Absence = { id: `abs_${absences.length + 1}`, ...asked };
      absences.push(absence);
      return [201, { absence, plan: { moves, hidden: 1 } }];
    },
    "DELETE /v1/desk/absences/:absence": ({ number }) => {
      const index = absences.findIndex(({ id }) => id === number);
      if (index === -1) throw new Refused("not_found");
      absences.splice(index, 1);
      return [204, null];
    },
  };
}
