import type { DeskActor, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";
import { texts } from "../texts.ts";
import { inFull, timeOfDay } from "../time.ts";
import { DotIcon, InboxIcon, PersonIcon, PriorityIcon, RouteIcon } from "./icons.tsx";
import { nameOf, PersonName } from "./parts.tsx";

type Change = Exclude<DeskEvent, { type: "message" | "note" }>;

/** A change that is no entry, as one quiet line. */
export function EventLine({ event, ticket }: { event: Change; ticket: DeskTicket }) {
  return (
    <p class="event">
      <EventIcon event={event} />
      <span>
        <Words event={event} ticket={ticket} />
      </span>
      <time dateTime={event.at} title={inFull(event.at)}>
        {timeOfDay(event.at)}
      </time>
    </p>
  );
}

function EventIcon({ event }: { event: Change }) {
  switch (event.type) {
    case "submitted":
      return <InboxIcon />;
    case "routed":
      return <RouteIcon />;
    case "assigned":
      return <PersonIcon />;
    case "priority":
      return <PriorityIcon priority={event.to} />;
    case "status":
      return (
        <span class={`event-dot status-${event.to}`}>
          <DotIcon />
        </span>
      );
  }
}

function Words({ event, ticket }: { event: Change; ticket: DeskTicket }): ComponentChildren {
  switch (event.type) {
    case "submitted":
      return (
        <>
          <Actor actor={event.actor} ticket={ticket} /> {texts.timeline.submitted}
        </>
      );
    case "routed":
      return (
        <>
          {texts.timeline.routed(event.team.name, event.tier.label)} {texts.timeline.because(event.because)}
        </>
      );
    case "assigned":
      return <Assigned event={event} ticket={ticket} />;
    case "priority":
      return (
        <>
          {texts.timeline.priority(event.from, event.to)} <By actor={event.actor} ticket={ticket} />
        </>
      );
    case "status":
      return (
        <>
          {texts.timeline.status(event.from, event.to)} <By actor={event.actor} ticket={ticket} />
        </>
      );
  }
}

function Assigned({ event, ticket }: { event: Change & { type: "assigned" }; ticket: DeskTicket }) {
  const { actor, agent } = event;
  if (actor.kind === "system") {
    if (agent === null) return <>{texts.timeline.backWithTeam}</>;
    return (
      <>
        {texts.timeline.assignedTo} <PersonName name={agent.name} />
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
