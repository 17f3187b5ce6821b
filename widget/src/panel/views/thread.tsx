import type { Attachment, Event, Thread as ThreadValue } from "@firstline/sdk/wire";
import { type ComponentChildren, Fragment } from "preact";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import { linkify } from "../linkify.ts";
import type { Outgoing, ThreadModel } from "../models/thread.ts";
import { count, put, texts } from "../texts.ts";
import { day, timeOfDay, when } from "../time.ts";
import { Attach, filesCode } from "./attach.tsx";
import { Avatar, Bar, explain, Problem, Skeleton } from "./parts.tsx";
import { Rating } from "./rating.tsx";
import { Summary } from "./summary.tsx";
import { who } from "./ticket-parts.tsx";
import type { ViewProps } from "./view.ts";

/** What somebody wrote: text, with its web addresses as links. */
const Written = ({ text }: { text: string }) => (
  <p>
    {linkify(String(text)).map((piece) =>
      piece.url ? (
        <a href={piece.url} target="_blank" rel="noopener noreferrer nofollow ugc">
          {piece.text}
        </a>
      ) : (
        piece.text
      ),
    )}
  </p>
);

interface ShownProps extends ViewProps {
  readonly thread: ThreadModel;
  readonly value: ThreadValue;
}

interface BubbleProps extends ViewProps {
  readonly message: { readonly text: string; readonly attachments?: readonly Attachment[] | undefined };
  readonly at: string;
  /** Who wrote it; without a name it was me. */
  readonly name?: string | undefined;
  /** Whether the desk does not have it yet. */
  readonly unsent?: boolean;
  readonly children?: ComponentChildren;
}

function Bubble(props: BubbleProps) {
  const { message, at, name, children } = props;
  return (
    <article class={name ? "message" : "message mine"}>
      {name && <Avatar name={name} />}
      {message.text && <Written text={message.text} />}
      {message.attachments && filesCode(({ Attachments }) => <Attachments {...props} />)}
      <small>
        {name ? <bdi>{name}</bdi> : deskTexts.you} · <time dateTime={at}>{timeOfDay(at)}</time>
        {children}
      </small>
    </article>
  );
}

function describe(event: Exclude<Event, { type: "message" }>): string {
  const by = { who: who(event.actor) };
  switch (event.type) {
    case "submitted":
      return put(deskTexts.submitted, by);
    case "routed":
      return put(deskTexts.routed, { tier: event.tier.label });
    case "assigned":
      return event.agent ? put(deskTexts.assigned, { who: event.agent.name }) : deskTexts.nextFree;
    case "escalated":
      return put(deskTexts.escalated, { ...by, tier: event.to.label, reason: event.reason });
    case "returned":
      return put(deskTexts.returned, { ...by, tier: event.to.label });
    case "promise":
      return deskTexts.newDates[event.because];
    case "edited":
      return deskTexts.edited;
    case "merged":
      return put(deskTexts.merged, { number: event.into });
    case "absorbed":
      return put(deskTexts.absorbed, { number: event.number });
    case "rated":
      return count(deskTexts.youRated, event.score);
    case "status":
      return put(event.from === "solved" && event.to === "open" ? deskTexts.reopened : deskTexts.moved[event.to], by);
  }
}

/** Whether an event only says that work goes on, or where, which what was done in the same moment says already. */
const goesWithout = (event: Event, before: Event | undefined) =>
  before?.at === event.at &&
  (event.type === "status"
    ? event.to === "open" && event.from !== "solved"
    : event.type === "routed" && before.type !== "message");

interface EntryProps extends ViewProps {
  readonly event: Event;
  /** How far it came, of my newest message. */
  readonly mark: string | false;
}

function Entry({ event, mark, ...props }: EntryProps) {
  if (event.type !== "message") return <p class="change">{describe(event)}</p>;
  const { actor, message, at } = event;
  return (
    <Bubble {...props} message={message} at={at} name={actor.kind === "contact" ? undefined : who(actor)}>
      {mark && ` · ${mark}`}
    </Bubble>
  );
}

const Unsent = ({ sent, onRetry, ...props }: ViewProps & { readonly sent: Outgoing; readonly onRetry: () => void }) => (
  <Bubble {...props} message={sent.parcel.reply} at={sent.parcel.at} unsent>
    {" · "}
    {sent.is === "sending" ? (
      texts.sending
    ) : (
      <>
        <span class={sent.is === "failed" ? "error" : ""} role="alert">
          {sent.is === "failed" ? `${deskTexts.notSent}. ${explain(sent.error)}` : deskTexts.queued}
        </span>{" "}
        <button type="button" onClick={onRetry}>
          {texts.retry}
        </button>
      </>
    )}
  </Bubble>
);

function Log(props: ShownProps) {
  const { thread } = props;
  const { ticket, events } = props.value;
  const newest = events.findLast((event) => event.type === "message" && event.actor.kind === "contact");
  const seen =
    newest && ticket.seen && ticket.seen.seq >= newest.seq && put(deskTexts.seen, { at: when(ticket.seen.at) });
  let shownDay = "";
  return (
    // Turned over, so that the end stays in sight when something is added.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for the keyboard.
    <div class="log" role="log" aria-label={deskTexts.messages} tabIndex={0}>
      <div>
        {events.map((event, index) => {
          if (goesWithout(event, events[index - 1])) return null;
          const today = day(event.at);
          const separator = today !== shownDay && <p class="day">{today}</p>;
          shownDay = today;
          return (
            <Fragment key={event.seq}>
              {separator}
              <Entry {...props} event={event} mark={event === newest && (seen || deskTexts.sent)} />
            </Fragment>
          );
        })}
        {thread.outgoing.value.map((sent) => (
          <Unsent {...props} key={sent.parcel.key} sent={sent} onRetry={() => thread.retry(sent)} />
        ))}
      </div>
    </div>
  );
}

function Composer(props: ShownProps) {
  const { thread } = props;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void thread.send();
      }}
    >
      <Attach {...props} files={thread.files} />
      <textarea
        rows={1}
        maxLength={20_000}
        aria-label={deskTexts.reply}
        placeholder={deskTexts.reply}
        aria-describedby="reply-hint"
        value={thread.text.value}
        onInput={(event) => thread.write(event.currentTarget.value)}
        onKeyDown={(event) => {
          // With a keyboard on glass, Enter is the only way to a new line.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches)
            return;
          event.preventDefault();
          void thread.send();
        }}
      />
      <button
        type="submit"
        class="round primary"
        aria-label={texts.send}
        aria-disabled={!thread.text.value.trim() && !thread.files.value?.ready()}
      >
        <Icon name="send" />
      </button>
      <small id="reply-hint">{deskTexts.replyHint}</small>
    </form>
  );
}

/** The end of a ticket: whether it is solved, how it was, and the place to answer, or the way to go on. */
function End(props: ShownProps) {
  const { panel, thread } = props;
  const { ticket } = props.value;
  const { status, subject, number } = ticket;
  const ended = status === "closed" ? texts.closed : thread.expired.value && texts.expired;
  return (
    <div class="foot">
      {thread.offline.value && <p role="status">{deskTexts.offline}</p>}
      {thread.problem.value && !ended && <Problem error={thread.problem.value} />}
      {status === "solved" && !ended && (
        <div class="question">
          <b>{deskTexts.solvedQuestion}</b>
          <button type="button" onClick={thread.confirm}>
            {deskTexts.solvedYes}
          </button>
          <button type="button" onClick={thread.reopen}>
            {deskTexts.solvedNo}
          </button>
        </div>
      )}
      {(status === "solved" || status === "closed") && <Rating thread={thread} rating={ticket.rating} />}
      {ended ? (
        <div class="question">
          <b>{ended}</b>
          <button
            type="button"
            onClick={() => {
              panel.draft.prefill({ subject, followUpOf: number });
              panel.show({ name: "new" });
            }}
          >
            {deskTexts.followUpNew}
          </button>
        </div>
      ) : (
        <Composer {...props} />
      )}
    </div>
  );
}

interface ThreadProps extends ViewProps {
  readonly number: string;
  readonly thread: ThreadModel | undefined;
}

/** One ticket: who has it, where it stands, what was written, and the place to answer. */
export function Thread({ panel, desk, number, thread }: ThreadProps) {
  const state = thread?.state.value;
  if (thread && state?.kind === "ready")
    return (
      <>
        <Bar panel={panel} back>
          <bdi>{state.value.ticket.subject}</bdi>
          <small>{number}</small>
        </Bar>
        <Summary value={state.value} promise={thread.promise} now={desk.clock.now} />
        <Log panel={panel} desk={desk} thread={thread} value={state.value} />
        <End panel={panel} desk={desk} thread={thread} value={state.value} />
      </>
    );
  return (
    <>
      <Bar panel={panel} back>
        {number}
      </Bar>
      <div class="body">
        {thread && state?.kind === "failed" ? (
          <>
            <Problem error={state.error} onRetry={thread.load} />
            {panel.known.value && (
              <button type="button" onClick={() => panel.show({ name: "home" })}>
                {deskTexts.yourTickets}
              </button>
            )}
            <button type="button" class="primary" onClick={() => panel.show({ name: "new" })}>
              {texts.newTicket}
            </button>
          </>
        ) : (
          <Skeleton />
        )}
      </div>
    </>
  );
}
