import type { DeskActor, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import type { JSX } from "preact";
import { texts } from "../texts.ts";
import { lines } from "../texts-lines.ts";
import { moment } from "../time.ts";
import { nameOf, PersonName } from "./parts.tsx";

/** A change that is no entry. */
export type Change = Exclude<DeskEvent, { type: "message" | "note" }>;

interface Parts<Type extends Change["type"] = Change["type"]> {
  readonly event: Extract<Change, { type: Type }>;
  readonly ticket: DeskTicket;
}

/** A change as a sentence. */
export function Words({ event, ticket }: Parts): JSX.Element {
  const by = <By actor={event.actor} ticket={ticket} />;
  const who = <Actor actor={event.actor} ticket={ticket} />;
  // Moments in a sentence are told as of the day on which it happened.
  const then = Date.parse(event.at);
  switch (event.type) {
    case "submitted":
      return (
        <>
          {who} {texts.timeline.submitted}
        </>
      );
    case "routed":
      return <Routed event={event} ticket={ticket} />;
    case "assigned":
      return <Assigned event={event} ticket={ticket} />;
    case "unplaced": {
      const until = event.until === null ? undefined : moment(event.until, then);
      return (
        <>
          {lines.event.unplaced(until)} {lines.nobody.why[event.why]} {event.alarm && lines.event.alarm}
        </>
      );
    }
    case "given_back":
      return (
        <>
          <PersonName name={event.agent.name} /> {lines.event.givenBack[event.why]}
        </>
      );
    case "priority":
      return (
        <>
          {texts.timeline.priority(event.from, event.to)} {by} {ticket.contract !== null && lines.event.anew}
        </>
      );
    case "status":
      return (
        <>
          {texts.timeline.status(event.from, event.to)} {by}
        </>
      );
    case "escalated": {
      const words = lines.event.escalated[event.cause](event.from.label, event.to.label);
      return (
        <>
          {event.cause === "agent" && who} {words}
        </>
      );
    }
    case "returned":
      return (
        <>
          {who} {lines.event.returned(event.from.label, event.to.label)} {lines.event.bounce(event.bounce)}
        </>
      );
    case "lead_called":
      return <>{lines.event.leadCalled[event.cause]}</>;
    case "playbook":
      return (
        <>
          {who} {lines.event.playbook}
        </>
      );
    case "clock": {
      const metric = lines.clock.metric(event.metric, tierOf(event.cycle, ticket));
      return <>{lines.event.clock[event.alarm](metric, moment(event.about, then))}</>;
    }
    case "contract":
      return (
        <>
          {lines.event.contract(event.from, event.to)} {by} {lines.event.anew}
        </>
      );
    case "rated":
      return (
        <>
          {who} {texts.timeline.rated(event.score)}
        </>
      );
  }
}

/** A tier's clock has the tier's level as its cycle; only the ticket's own tier has its label here. */
const tierOf = (level: number, ticket: DeskTicket): string =>
  level === ticket.tier.level ? ticket.tier.label : texts.tier(level);

function Routed({ event }: Parts<"routed">) {
  const { explanation, tags = [] } = event;
  return (
    <>
      {texts.timeline.routed(event.team.name, event.tier.label)} {texts.timeline.because(event.because)}{" "}
      {tags.length > 0 && lines.event.tagged(tags)}
      {explanation && (
        <details class="fold">
          <summary>{lines.event.explain}</summary>
          <p>{lines.event.looked(explanation.looked)}</p>
          <ul>
            {explanation.decided.map(({ rule, name, outcomes }) => (
              <li key={rule}>{lines.event.decided(name, outcomes)}</li>
            ))}
            {explanation.failed.map(({ rule, by }) => (
              <li key={rule}>{lines.event.failed(rule, by)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Assigned({ event, ticket }: Parts<"assigned">) {
  const { actor, agent, weighed } = event;
  if (actor.kind === "system") {
    if (agent === null) return <>{texts.timeline.backWithTeam}</>;
    return (
      <>
        {texts.timeline.assignedTo} <PersonName name={agent.name} /> {weighed && lines.event.weighed(weighed)}
      </>
    );
  }
  const who = <Actor actor={actor} ticket={ticket} />;
  if (agent === null) {
    return (
      <>
        {who} {texts.timeline.gaveBack}
      </>
    );
  }
  if (actor.kind === "agent" && actor.id === agent.id) {
    return (
      <>
        {who} {texts.timeline.took}
      </>
    );
  }
  return (
    <>
      {who} {texts.timeline.gaveTo} <PersonName name={agent.name} />
    </>
  );
}

function Actor({ actor, ticket }: { actor: DeskActor; ticket: DeskTicket }) {
  if (actor.kind === "system") return <>{texts.timeline.system}</>;
  return <PersonName name={actor.name ?? nameOf(ticket.requester)} />;
}

const By = ({ actor, ticket }: { actor: DeskActor; ticket: DeskTicket }) => (
  <span class="event-by">
    {texts.timeline.by} <Actor actor={actor} ticket={ticket} />
  </span>
);
