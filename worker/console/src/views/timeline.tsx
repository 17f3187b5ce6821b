import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { passes } from "../failure.ts";
import type { Sending } from "../models/delivery.ts";
import type { TicketModel } from "../models/ticket.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { dayName, inFull, timeOfDay } from "../time.ts";
import { EventLine } from "./event-line.tsx";
import { Files } from "./files.tsx";
import { ClockIcon, LockIcon, WarningIcon } from "./icons.tsx";
import { LinkedText } from "./linked-text.tsx";
import { Avatar, nameOf, PersonName } from "./parts.tsx";
import { Way } from "./way.tsx";

interface Parts {
  readonly model: TicketModel;
  readonly ticket: DeskTicket;
  readonly events: readonly DeskEvent[];
  readonly workspace: Workspace;
}

const nearEnd = 160;

/** Everything that happened, oldest first, and what is still on its way. */
export function Timeline({ model, ticket, events, workspace }: Parts) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const sending = model.sending.value;
  const { agent } = workspace.session.value;
  const now = workspace.now.value;

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [events.length, sending]);

  // A growing composer takes its room from the thread, whose end is to stay in sight.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return (
    <div class="thread">
      <Way ticket={ticket} events={events} now={now} />
      <div
        ref={scroller}
        class="timeline"
        role="log"
        aria-label={texts.timeline.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: box }) => {
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
        }}
      >
        {events.map((event, index) => (
          <Fragment key={event.seq}>
            <Day at={event.at} before={events[index - 1]?.at} now={now} />
            <Entry event={event} ticket={ticket} model={model} />
          </Fragment>
        ))}
        {sending.map((entry) => (
          <SendingEntry key={entry.id} entry={entry} author={agent} model={model} />
        ))}
      </div>
    </div>
  );
}

function Day({ at, before, now }: { at: string; before: string | undefined; now: number }) {
  const name = dayName(at, now);
  if (before !== undefined && dayName(before, now) === name) return null;
  return <h3 class="day">{name}</h3>;
}

function Entry({ event, ticket, model }: { event: DeskEvent; ticket: DeskTicket; model: TicketModel }) {
  if (event.type !== "message" && event.type !== "note") return <EventLine event={event} ticket={ticket} />;
  const author = authorOf(event, ticket);
  const written = event.type === "note" ? event.note : event.message;
  const kind = event.type === "note" ? "note" : event.actor.kind === "contact" ? "contact" : "agent";
  return (
    <EntryCard author={author} kind={kind} time={<Time at={event.at} />}>
      {written.text !== "" && <LinkedText text={written.text} />}
      {event.type === "note" && event.mentions && (
        <p class="entry-mentions">
          {work.event.mentions}{" "}
          {event.mentions.map(({ id, name }) => (
            <bdi key={id}>@{name}</bdi>
          ))}
        </p>
      )}
      <Files files={written.attachments} model={model} />
    </EntryCard>
  );
}

function SendingEntry(props: { entry: Sending; author: { id: string; name: string }; model: TicketModel }) {
  const { entry, author, model } = props;
  const waits = entry.failure && passes(entry.failure);
  return (
    <EntryCard
      author={author}
      kind={entry.kind === "note" ? "note" : "agent"}
      state={entry.failure && !waits ? "failed" : "sending"}
      time={entry.failure ? undefined : <span class="entry-time">{texts.timeline.sending}</span>}
    >
      {entry.text !== "" && <LinkedText text={entry.text} />}
      {entry.files && (
        <ul class="attached" aria-label={work.files.list}>
          {entry.files.map(({ id, name }) => (
            <li key={id}>
              <bdi class="attached-name">{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      {entry.failure && (
        <div class={`entry-failure${waits ? " entry-waits" : ""}`} role={waits ? "status" : "alert"}>
          {waits ? <ClockIcon /> : <WarningIcon />}
          <p>
            {waits ? (
              texts.timeline.waits
            ) : (
              <>
                <strong>{texts.timeline.notSent}</strong> {entry.failure.text}
              </>
            )}
          </p>
          <button type="button" class="button button-small" onClick={() => model.sendAgain(entry.id)}>
            {waits ? texts.timeline.sendNow : texts.retry}
          </button>
          <button type="button" class="button button-small button-quiet" onClick={() => model.takeBack(entry.id)}>
            {texts.timeline.edit}
          </button>
        </div>
      )}
    </EntryCard>
  );
}

interface CardParts {
  readonly author: { readonly id: string; readonly name: string };
  readonly kind: "contact" | "agent" | "note";
  readonly state?: "sending" | "failed";
  readonly time: ComponentChildren;
  readonly children: ComponentChildren;
}

function EntryCard({ author, kind, state, time, children }: CardParts) {
  return (
    <article class={`entry entry-${kind}${state ? ` entry-${state}` : ""}`}>
      <Avatar id={author.id} name={author.name} />
      <div class="entry-card">
        <header>
          <span class="entry-author">
            <PersonName name={author.name} />
          </span>
          {kind === "contact" && <span class="entry-label">{texts.timeline.fromRequester}</span>}
          {kind === "note" && (
            <span class="entry-label">
              <LockIcon />
              {texts.timeline.note}
            </span>
          )}
          {time}
        </header>
        {children}
      </div>
    </article>
  );
}

const Time = ({ at }: { at: string }) => (
  <time class="entry-time" dateTime={at} title={inFull(at)}>
    {timeOfDay(at)}
  </time>
);

function authorOf({ actor }: DeskEvent, ticket: DeskTicket): { id: string; name: string } {
  if (actor.kind === "contact") return { id: actor.id, name: actor.name ?? nameOf(ticket.requester) };
  if (actor.kind === "system") return { id: "system", name: texts.timeline.system };
  return actor;
}
