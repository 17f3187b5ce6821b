import {
  contract,
  type DeskActor,
  type DeskEvent,
  type DeskTicket,
  type Macro,
  type NewRelation,
  type Relation,
} from "@firstline/sdk/wire";
import type { Handler, Unnumbered } from "./desk.ts";
import { Refused } from "./refused.ts";
import { type Stored, session } from "./stories.ts";

/** The macros of the desk in memory. */
export const macros: Macro[] = [
  {
    id: "mac_depot",
    name: "Ask the depot",
    sites: ["site_shop"],
    text: "Hello {{contact.name}}, I have asked the depot about {{ticket.number}}. {{agent.name}}",
    actions: { priority: "high", tags: ["depot"] },
  },
  { id: "mac_when", name: "By when", sites: "all", text: "You hear from us by {{promise.answerBy}}." },
  { id: "mac_app", name: "Sign in again", sites: ["site_app"], text: "Please sign in again." },
];

interface Parts {
  readonly me: DeskActor;
  readonly find: (number: string) => Stored;
  readonly expectVersion: (call: Parameters<Handler>[0]) => void;
  readonly change: (
    number: string,
    actor: DeskActor,
    events: readonly Unnumbered<DeskEvent>[],
    to?: Partial<DeskTicket>,
  ) => unknown;
}

const counterpart: Readonly<Record<NewRelation, Relation>> = {
  related: "related",
  duplicate_of: "duplicated_by",
  caused_by: "cause_of",
};

/** What an agent may change about a ticket, as the console sees it. */
export function changesOf(ticket: DeskTicket, body: unknown): [Unnumbered<DeskEvent>[], Partial<DeskTicket>] {
  const { subject, topic, language, tags, priority, status, wakeAt, team } =
    contract["PATCH /v1/desk/tickets/:number"].body.parse(body);
  const topics = session.sites.find(({ id }) => id === ticket.site.id)?.topics ?? [];
  const newTopic = topic === undefined ? undefined : (topics.find(({ id }) => id === topic) ?? null);
  const newTeam = session.teams.find(({ id }) => id === team);
  const tier = newTeam && session.tiers.find(({ level }) => level === newTeam.tier);
  const isEdited = subject !== undefined || topic !== undefined || language !== undefined || tags !== undefined;
  const events: Unnumbered<DeskEvent>[] = [
    ...(isEdited
      ? [
          {
            type: "edited" as const,
            ...(subject !== undefined && { subject: { from: ticket.subject, to: subject } }),
            ...(newTopic !== undefined && { topic: { from: ticket.topic, to: newTopic } }),
            ...(language !== undefined && { language: { from: ticket.language, to: language } }),
            ...(tags !== undefined && { tags: { from: ticket.tags, to: tags } }),
          },
        ]
      : []),
    ...(priority !== undefined && priority !== ticket.priority
      ? [{ type: "priority" as const, from: ticket.priority, to: priority }]
      : []),
    ...(newTeam && tier ? [{ type: "routed" as const, tier, team: newTeam, because: "Moved by hand" }] : []),
    ...(status !== undefined && status !== ticket.status
      ? [{ type: "status" as const, from: ticket.status, to: status }]
      : []),
    ...(wakeAt === undefined ? [] : [{ type: "snoozed" as const, until: wakeAt }]),
  ];
  return [
    events,
    {
      subject: subject ?? ticket.subject,
      topic: newTopic === undefined ? ticket.topic : newTopic,
      language: language === undefined ? ticket.language : language,
      tags: tags ?? ticket.tags,
      priority: priority ?? ticket.priority,
      status: status ?? ticket.status,
      wakeAt: wakeAt ?? (status === undefined || status === ticket.status ? ticket.wakeAt : null),
      ...(newTeam && { team: { id: newTeam.id, name: newTeam.name } }),
      ...(tier && { tier }),
    },
  ];
}

/** Macros, files, merging and links of the desk in memory. */
export function workOf({ me, find, expectVersion, change }: Parts): Record<string, Handler> {
  let uploads = 0;
  return {
    "GET /v1/desk/macros": () => [200, { items: macros }],
    "POST /v1/desk/uploads": ({ headers }) => {
      const name = decodeURIComponent(headers.get("firstline-file-name") ?? "file");
      uploads += 1;
      const id = `att_${String(uploads).padStart(43, "0")}`;
      return [201, { id, name, type: "text/plain", size: 5 }];
    },
    "POST /v1/desk/tickets/:number/merge": (call) => {
      expectVersion(call);
      const { into } = contract["POST /v1/desk/tickets/:number/merge"].body.parse(call.body);
      const one = find(call.number).ticket;
      if (find(into).ticket.requester.id !== one.requester.id) throw new Refused("requester_differs");
      change(into, me, [{ type: "absorbed", number: call.number }]);
      return [
        200,
        change(
          call.number,
          me,
          [
            { type: "merged", into },
            { type: "status", from: one.status, to: "closed" },
          ],
          { status: "closed", mergedInto: into },
        ),
      ];
    },
    "POST /v1/desk/tickets/:number/links": ({ number, body }) => {
      const { to, relation } = contract["POST /v1/desk/tickets/:number/links"].body.parse(body);
      const link = (own: string, other: string, how: Relation) =>
        change(own, me, [{ type: "linked", number: other, relation: how }], {
          links: [...find(own).ticket.links, { number: other, relation: how }],
        });
      find(to);
      link(to, number, counterpart[relation]);
      return [200, link(number, to, relation)];
    },
  };
}
