import type { DeskTicket } from "@firstline/sdk/wire";
import type { JSX } from "preact";
import { inFull, timeOfDay } from "../time.ts";
import { type Change, Words } from "./event-words.tsx";
import { HandoverCard, MissingCard, PlaybookCard } from "./handover.tsx";
import {
  BellIcon,
  BookIcon,
  ClockIcon,
  CloseIcon,
  DotIcon,
  InboxIcon,
  NobodyIcon,
  PageIcon,
  PersonIcon,
  PriorityIcon,
  ReturnIcon,
  RouteIcon,
  StarIcon,
  UpIcon,
  WarningIcon,
} from "./icons.tsx";
import { LinkedText } from "./linked-text.tsx";

/** A change that is no entry, as one quiet line, with what it carries below it. */
export function EventLine({ event, ticket }: { event: Change; ticket: DeskTicket }) {
  return (
    <>
      <div class={`event${isPressing(event) ? " event-pressing" : ""}`}>
        <EventIcon event={event} />
        <div class="event-words">
          <Words event={event} ticket={ticket} />
        </div>
        <time dateTime={event.at} title={inFull(event.at)}>
          {timeOfDay(event.at)}
        </time>
      </div>
      {event.type === "escalated" && <HandoverCard handover={event.handover} />}
      {event.type === "returned" && <MissingCard missing={event.missing} />}
      {event.type === "rated" && event.comment !== null && (
        <blockquote class="event-comment">
          <LinkedText text={event.comment} />
        </blockquote>
      )}
      {event.type === "playbook" && <PlaybookCard playbook={event.playbook} />}
    </>
  );
}

/** Whether a change asks somebody to look. */
const isPressing = (event: Change): boolean =>
  event.type === "lead_called" || event.type === "clock" || (event.type === "unplaced" && event.alarm);

function EventIcon({ event }: { event: Change }): JSX.Element {
  switch (event.type) {
    case "submitted":
      return <InboxIcon />;
    case "routed":
      return <RouteIcon />;
    case "assigned":
      return <PersonIcon />;
    case "unplaced":
      return <NobodyIcon />;
    case "given_back":
    case "returned":
      return <ReturnIcon />;
    case "priority":
      return <PriorityIcon priority={event.to} />;
    case "status":
      return (
        <span class={`event-dot status-${event.to}`}>
          <DotIcon />
        </span>
      );
    case "escalated":
      return <UpIcon />;
    case "lead_called":
      return <BellIcon />;
    case "playbook":
      return <BookIcon />;
    case "clock":
      return event.alarm === "at_risk" ? <ClockIcon /> : <WarningIcon />;
    case "contract":
    case "edited":
      return <PageIcon />;
    case "snoozed":
      return <ClockIcon />;
    case "merged":
    case "absorbed":
    case "linked":
    case "unlinked":
      return <RouteIcon />;
    case "rated":
      return <StarIcon />;
    case "erased":
      return <CloseIcon />;
  }
}
