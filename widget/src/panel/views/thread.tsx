import type { Event } from "@firstline/sdk/wire";
import { type ComponentChildren, Fragment } from "preact";
import { Icon } from "../icons.tsx";
import { linkify } from "../linkify.ts";
import type { PanelModel } from "../models/panel.ts";
import type { Outgoing, ThreadModel } from "../models/thread.ts";
import { texts } from "../texts.ts";
import { day, timeOfDay } from "../time.ts";
import { Avatar, Bar, explain, Problem, Skeleton, who } from "./parts.tsx";
import { Summary } from "./summary.tsx";

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

interface BubbleProps {
  readonly text: string;
  readonly at: string;
  /** Who wrote it; without a name it was me. */
  readonly name?: string | undefined;
  readonly children?: ComponentChildren;
}

const Bubble = ({ text, at, name, children }: BubbleProps) => (
  <article class={name ? "message" : "message mine"}>
    {name && <Avatar name={name} />}
    <Written text={text} />
    <small>
      {name ? <bdi>{name}</bdi> : texts.you} · <time dateTime={at}>{timeOfDay(at)}</time>
      {children}
    </small>
  </article>
);

function describe(event: Exclude<Event, { type: "message" }>): string {
  const name = who(event.actor);
  switch (event.type) {
    case "submitted":
      return texts.submitted(name);
    case "routed":
      return texts.routed(event.tier.label);
    case "assigned":
      return event.agent ? texts.assigned(event.agent.name) : texts.nextFree;
    case "escalated":
      return texts.escalated(name, event.to.label, event.reason);
    case "returned":
      return texts.returned(name, event.to.label);
    case "promise":
      return texts.newDates[event.because];
    case "rated":
      return texts.rated(name, String(event.score));
    case "status":
      return event.from === "solved" && event.to === "open" ? texts.reopened(name) : texts.moved[event.to](name);
  }
}

/** Whether an event only says that work goes on, or where, which what was done in the same moment says already. */
const goesWithout = (event: Event, before: Event | undefined) =>
  before?.at === event.at &&
  (event.type === "status"
    ? event.to === "open" && event.from !== "solved"
    : event.type === "routed" && before.type !== "message");

function Entry({ event, newest }: { event: Event; newest: boolean }) {
  if (event.type !== "message") return <p class="change">{describe(event)}</p>;
  const { actor, message, at } = event;
  return (
    <Bubble text={message.text} at={at} name={actor.kind === "contact" ? undefined : who(actor)}>
      {newest && ` · ${texts.sent}`}
    </Bubble>
  );
}

const Unsent = ({ message, onRetry }: { message: Outgoing; onRetry: () => void }) => (
  <Bubble text={message.text} at={message.at}>
    {" · "}
    {message.error ? (
      <>
        <span class="error" role="alert">
          {texts.notSent}. {explain(message.error)}
        </span>{" "}
        <button type="button" onClick={onRetry}>
          {texts.retry}
        </button>
      </>
    ) : (
      texts.sending
    )}
  </Bubble>
);

function Log({ thread, events }: { thread: ThreadModel; events: readonly Event[] }) {
  const newest = events.findLast((event) => event.type === "message" && event.actor.kind === "contact");
  let shownDay = "";
  return (
    // Turned over, so that the end stays in sight when something is added.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for the keyboard.
    <div class="log" role="log" aria-label={texts.messages} tabIndex={0}>
      <div>
        {events.map((event, index) => {
          if (goesWithout(event, events[index - 1])) return null;
          const today = day(event.at);
          const separator = today !== shownDay && <p class="day">{today}</p>;
          shownDay = today;
          return (
            <Fragment key={event.seq}>
              {separator}
              <Entry event={event} newest={event === newest} />
            </Fragment>
          );
        })}
        {thread.outgoing.value.map((message) => (
          <Unsent key={message.id} message={message} onRetry={() => thread.retry(message)} />
        ))}
      </div>
    </div>
  );
}

function Composer({ thread }: { thread: ThreadModel }) {
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void thread.send();
      }}
    >
      <textarea
        rows={1}
        maxLength={20_000}
        aria-label={texts.reply}
        placeholder={texts.reply}
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
      <button type="submit" class="round primary" aria-label={texts.send} aria-disabled={!thread.text.value.trim()}>
        <Icon name="send" />
      </button>
      <small id="reply-hint">{texts.replyHint}</small>
    </form>
  );
}

interface ThreadProps {
  readonly model: PanelModel;
  readonly thread: ThreadModel;
  readonly onBack: () => void;
  readonly onClose?: (() => void) | undefined;
}

/** One ticket: who has it, where it stands, what was written, and the place to answer. */
export function Thread({ model, thread, onBack, onClose }: ThreadProps) {
  const state = thread.state.value;
  const status = state.kind === "ready" && state.value.ticket.status;
  const ended = status === "closed" ? texts.closed : thread.expired.value && texts.expired;
  return (
    <>
      <Bar onBack={onBack} onClose={onClose}>
        {state.kind === "ready" ? (
          <>
            <bdi>{state.value.ticket.subject}</bdi>
            <small>{thread.number}</small>
          </>
        ) : (
          thread.number
        )}
      </Bar>
      {state.kind === "ready" ? (
        <>
          <Summary value={state.value} promise={thread.promise} now={model.now} />
          <Log thread={thread} events={state.value.events} />
        </>
      ) : (
        <div class="body">
          {state.kind === "failed" ? (
            <>
              <Problem error={state.error} onRetry={thread.load} />
              {model.known.value && (
                <button type="button" onClick={onBack}>
                  {texts.yourTickets}
                </button>
              )}
              <button type="button" class="primary" onClick={() => model.show({ name: "new" })}>
                {texts.newTicket}
              </button>
            </>
          ) : (
            <Skeleton />
          )}
        </div>
      )}
      {status && (
        <div class="foot">
          {thread.offline.value && <p role="status">{texts.offline}</p>}
          {thread.problem.value && !ended && <Problem error={thread.problem.value} />}
          {status === "solved" && !ended && (
            <div class="question">
              <b>{texts.solvedQuestion}</b>
              <button type="button" onClick={thread.confirm}>
                {texts.solvedYes}
              </button>
              <button type="button" onClick={thread.reopen}>
                {texts.solvedNo}
              </button>
            </div>
          )}
          {ended ? (
            <div class="question">
              <b>{ended}</b>
              <button type="button" onClick={() => model.show({ name: "new" })}>
                {texts.newTicket}
              </button>
            </div>
          ) : (
            <Composer thread={thread} />
          )}
        </div>
      )}
    </>
  );
}
