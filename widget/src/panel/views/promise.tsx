import type { PromisedDate, TicketPromise } from "@firstline/sdk/wire";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import { nextOf } from "../models/promise.ts";
import { put } from "../texts.ts";
import { distance, duration, moment } from "../time.ts";

interface DateProps {
  readonly what: "answer" | "solution";
  readonly promised: PromisedDate;
  readonly now: number;
}

/** What became of a promised date, in one sentence. */
function tell({ what, promised }: Omit<DateProps, "now">): string {
  const words = deskTexts[what];
  switch (promised.is) {
    case "paused":
      return put(words.paused, { at: moment(promised.since) });
    case "missed": {
      const by = duration(promised.lateBy);
      if (promised.now.is === "done") return put(words.lateDone, { at: moment(promised.now.at), by });
      return put(promised.now.is === "dropped" ? words.dropped : words.late, { at: moment(promised.dueAt), by });
    }
    default:
      return put(words[promised.is], { at: moment(promised.at) });
  }
}

/** What comes next: how long it is until then, the new date, or what is waited for. */
function tellNext(promised: PromisedDate, now: number): string | null {
  switch (promised.is) {
    case "due":
      // What is past by this computer's clock and not by the desk's is soon.
      return distance(Math.max(Date.parse(promised.at) - now, 0));
    case "paused":
      return deskTexts.waitsFor[promised.goesOnWith];
    case "missed":
      if (promised.now.is === "paused") return tellNext(promised.now, now);
      return promised.now.is === "due" && promised.now.at
        ? put(deskTexts.newDate, { at: moment(promised.now.at) })
        : null;
    case "kept":
      return null;
  }
}

const icons = { due: "clock", paused: "pause", missed: "clock", kept: "check" } as const;

const PromiseDate = ({ what, promised, now }: DateProps) => (
  <p class={promised.is}>
    <Icon name={icons[promised.is]} />
    <b>{tell({ what, promised })}</b>
    <small>{tellNext(promised, now)}</small>
  </p>
);

/** What is promised: by when the ticket is answered and solved, or how it stands with that. */
export function Promised({ promise, now }: { promise: TicketPromise; now: number }) {
  const { answer, solution, staffedAt } = promise;
  return (
    <div class="promise">
      {staffedAt && <p>{put(deskTexts.staffed, { at: moment(staffedAt) })}</p>}
      {answer && <PromiseDate what="answer" promised={answer} now={now} />}
      {solution && <PromiseDate what="solution" promised={solution} now={now} />}
    </div>
  );
}

/** The same as lines of text. */
export function tellAll({ answer, solution }: TicketPromise): readonly string[] {
  return [
    ...(answer ? [tell({ what: "answer", promised: answer })] : []),
    ...(solution ? [tell({ what: "solution", promised: solution })] : []),
  ];
}

/** The same in one line, for what is waited for next. */
export function tellShort(promise: TicketPromise): string | undefined {
  const what = nextOf(promise);
  const promised = what && promise[what];
  return promised ? tell({ what, promised }) : undefined;
}
