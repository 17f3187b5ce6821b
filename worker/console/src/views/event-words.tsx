import type { DeskActor, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import type { JSX } from "preact";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { moment } from "../time.ts";
import { nameOf, PersonName } from "./parts.tsx";
import { Sentence } from "./sentence.tsx";

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
      return <Sentence text={texts.timeline.submitted} who={who} />;
    case "routed":
      return <Routed event={event} ticket={ticket} />;
    case "assigned":
      return <Assigned event={event} ticket={ticket} />;
    case "unplaced": {
      const until = event.until === null ? undefined : moment(event.until, then);
      return (
        <>
          {texts.lines.event.unplaced(until)} {texts.lines.nobody.why[event.why]}{" "}
          {event.alarm && texts.lines.event.alarm}
        </>
      );
    }
    case "given_back":
      return <Sentence text={texts.lines.event.givenBack[event.why]} agent={<PersonName name={event.agent.name} />} />;
    case "priority":
      return (
        <>
          {texts.timeline.priority(event.from, event.to)} {by} {ticket.contract !== null && texts.lines.event.anew}
        </>
      );
    case "status":
      if (event.woken) return <>{work.event.woken}</>;
      return (
        <>
          {texts.timeline.status(event.from, event.to)} {by}
        </>
      );
    case "snoozed":
      return (
        <>
          {work.event.snoozed(moment(event.until, then))} {by}
        </>
      );
    case "edited":
      return (
        <>
          <Edited event={event} /> {by}
        </>
      );
    case "merged":
      return (
        <>
          {work.event.merged(event.into)} {by}
        </>
      );
    case "absorbed":
      return (
        <>
          {work.event.absorbed(event.number)} {by}
        </>
      );
    case "linked":
    case "unlinked":
      return (
        <>
          {work.event[event.type]}: {work.links.relation[event.relation]} {event.number} {by}
        </>
      );
    case "escalated":
      return <Sentence text={texts.lines.event.escalated[event.cause]} who={who} {...labels(event)} />;
    case "returned":
      return (
        <>
          <Sentence text={texts.lines.event.returned} who={who} {...labels(event)} />{" "}
          {texts.lines.event.bounce(event.bounce)}
        </>
      );
    case "lead_called":
      return <>{texts.lines.event.leadCalled[event.cause]}</>;
    case "playbook":
      return <Sentence text={texts.lines.event.playbook} who={who} />;
    case "clock": {
      const metric = texts.lines.clock.metric(event.metric, tierOf(event.cycle, ticket));
      return <>{texts.lines.event.clock[event.alarm](metric, moment(event.about, then))}</>;
    }
    case "contract":
      return (
        <>
          {texts.lines.event.contract(event.from, event.to)} {by} {texts.lines.event.anew}
        </>
      );
    case "rated":
      return <Sentence text={texts.timeline.rated} who={who} score={event.score} />;
    case "erased":
      return <>{texts.lines.event.erased}</>;
  }
}

/** Each thing that was changed, one after the other. */
function Edited({ event }: { event: Extract<Change, { type: "edited" }> }) {
  const { subject, topic, language, tags } = event;
  const words = work.event;
  const added = tags?.to.filter((tag) => !tags.from.includes(tag)) ?? [];
  const removed = tags?.from.filter((tag) => !tags.to.includes(tag)) ?? [];
  const all = [
    subject && words.subject(subject.from, subject.to),
    topic && words.topic(topic.from?.label ?? work.none, topic.to?.label ?? work.none),
    language && words.language(language.from ?? work.none, language.to ?? work.none),
    added.length > 0 && words.tagged(added.join(", ")),
    removed.length > 0 && words.untagged(removed.join(", ")),
  ];
  return <bdi>{all.filter(Boolean).join(" · ")}</bdi>;
}
/** The two ends of a way between tiers. */
const labels = ({ from, to }: Parts<"escalated" | "returned">["event"]) => ({
  from: <bdi>{from.label}</bdi>,
  to: <bdi>{to.label}</bdi>,
});

/** A tier's clock has the tier's level as its cycle; only the ticket's own tier has its label here. */
const tierOf = (level: number, ticket: DeskTicket): string =>
  level === ticket.tier.level ? ticket.tier.label : texts.tier(level);

function Routed({ event }: Parts<"routed">) {
  const { explanation, tags = [] } = event;
  return (
    <>
      {texts.timeline.routed(event.team.name, event.tier.label)} {texts.timeline.because(event.because)}{" "}
      {tags.length > 0 && texts.lines.event.tagged(tags)}
      {explanation && (
        <details class="fold">
          <summary>{texts.lines.event.explain}</summary>
          <p>{texts.lines.event.looked(explanation.looked)}</p>
          <ul>
            {explanation.decided.map(({ rule, name, outcomes }) => (
              <li key={rule}>{texts.lines.event.decided(name, outcomes)}</li>
            ))}
            {explanation.failed.map(({ rule, by }) => (
              <li key={rule}>{texts.lines.event.failed(rule, by)}</li>
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
        <Sentence text={texts.timeline.assignedTo} agent={<PersonName name={agent.name} />} />{" "}
        {weighed && texts.lines.event.weighed(weighed)}
      </>
    );
  }
  const who = <Actor actor={actor} ticket={ticket} />;
  if (agent === null) return <Sentence text={texts.timeline.gaveBack} who={who} />;
  if (actor.kind === "agent" && actor.id === agent.id) return <Sentence text={texts.timeline.took} who={who} />;
  return <Sentence text={texts.timeline.gaveTo} who={who} agent={<PersonName name={agent.name} />} />;
}

function Actor({ actor, ticket }: { actor: DeskActor; ticket: DeskTicket }) {
  if (actor.kind === "system") return <>{texts.timeline.system}</>;
  return <PersonName name={actor.name ?? nameOf(ticket.requester)} />;
}

const By = ({ actor, ticket }: { actor: DeskActor; ticket: DeskTicket }) => (
  <span class="event-by">
    <Sentence text={texts.timeline.by} who={<Actor actor={actor} ticket={ticket} />} />
  </span>
);
