import {
  type Changed,
  contract,
  type DeskActor,
  type DeskEvent,
  type DeskTicket,
  type Handover,
  type Issue,
} from "@firstline/sdk/wire";
import { type Call, type Handler, statusTo, type Unnumbered } from "./desk.ts";
import { Refused } from "./refused.ts";
import { agents, type Stored, session, teams, tiers } from "./stories.ts";

/** What the calls about lines of support need of the desk in memory. */
export interface DeskParts {
  readonly me: DeskActor;
  readonly presence: string[];
  find(number: string): Stored;
  expectVersion(call: Call): void;
  change(number: string, actor: DeskActor, events: readonly Unnumbered<DeskEvent>[], to?: Partial<DeskTicket>): Changed;
}

/** Parses a body as the real desk does: what is wrong is named by its path in the request. */
export function read<Output>(
  schema: { safeParse(body: unknown): { data?: Output; error?: { issues: readonly Problem[] } } },
  body: unknown,
): Output {
  const { data, error } = schema.safeParse(body);
  if (data !== undefined) return data;
  const issues = error?.issues.map(({ path, message }) => ({ path: ["body", ...path].join("."), message }));
  throw new Refused("invalid", issues ?? []);
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const lacks: Record<keyof Handover, string> = {
  summary: "Say in a sentence or two what this is about.",
  tried: "Name at least one step that was tried.",
  missing: "Say what is missing to solve it.",
  impact: "Say who is affected, and how badly.",
  publicReason: "Give the requester a short reason why it goes on.",
};

/** The calls that send tickets up and down, solve them with a playbook, and say who is there. */
export function linesOf({ me, presence, find, expectVersion, change }: DeskParts): Record<string, Handler> {
  /** What follows when a ticket comes to a tier: its first team, and there whoever comes first. */
  const arrive = (level: number, because: string) => {
    const tier = tiers.find((one) => one.level === level);
    const team = teams.find((one) => one.tier === level);
    if (!tier || !team) throw new Refused("invalid", [{ path: "body.tier", message: `There is no tier ${level}.` }]);
    const assignee = agents.find(({ id }) => team.members.includes(id)) ?? null;
    const weighed = { eligible: 2, leftOut: { off_duty: 1 } };
    const place = { tier, team: { id: team.id, name: team.name } };
    const events: Unnumbered<DeskEvent>[] = [
      { type: "routed", ...place, because },
      { type: "assigned", agent: assignee, weighed },
    ];
    return { tier, events, to: { ...place, assignee } };
  };

  return {
    "POST /v1/desk/tickets/:number/escalate": (call) => {
      expectVersion(call);
      const { ticket } = find(call.number);
      const { tier, handover } = read(contract["POST /v1/desk/tickets/:number/escalate"].body, call.body);
      const { summary = "", tried = [], missing = "", impact = "", publicReason = "" } = handover;
      const whole: Handover = { summary, tried, missing, impact, publicReason };
      const issues = Object.entries(lacks).flatMap(([field, message]): Issue[] =>
        Object.entries(whole).some(([name, value]) => name === field && value.length === 0)
          ? [{ path: `body.handover.${field}`, message }]
          : [],
      );
      if (issues.length > 0) throw new Refused("invalid", issues);
      const next = arrive(tier ?? ticket.tier.level + 1, `Escalated by ${session.agent.name}`);
      const escalated = {
        type: "escalated",
        from: ticket.tier,
        to: next.tier,
        cause: "agent",
        handover: whole,
      } as const;
      return [200, change(call.number, me, [escalated, ...next.events], next.to)];
    },
    "POST /v1/desk/tickets/:number/return": (call) => {
      expectVersion(call);
      const { ticket, events } = find(call.number);
      const { missing = "" } = read(contract["POST /v1/desk/tickets/:number/return"].body, call.body);
      const sent = events.findLast((event) => event.type === "escalated" && event.to.level === ticket.tier.level);
      if (sent?.type !== "escalated") throw new Refused("transition_refused");
      if (missing === "") {
        throw new Refused("invalid", [
          { path: "body.missing", message: "Say what is missing, so that it can be added." },
        ]);
      }
      const bounce = ticket.bounces + 1;
      const before = arrive(sent.from.level, `Sent back by ${session.agent.name}`);
      const returned = { type: "returned", from: ticket.tier, to: before.tier, missing, bounce } as const;
      return [200, change(call.number, me, [returned, ...before.events], { ...before.to, bounces: bounce })];
    },
    "POST /v1/desk/tickets/:number/solve": (call) => {
      expectVersion(call);
      const { ticket } = find(call.number);
      const { playbook } = read(contract["POST /v1/desk/tickets/:number/solve"].body, call.body);
      const events: Unnumbered<DeskEvent>[] = playbook ? [{ type: "playbook", playbook }] : [];
      const to = { status: "solved", waitingSince: null } as const;
      return [200, change(call.number, me, [...events, ...statusTo(ticket, "solved")], to)];
    },
    "PUT /v1/desk/presence": ({ body }) => {
      presence.push(read(contract["PUT /v1/desk/presence"].body, body).state);
      return [204, null];
    },
  };
}
