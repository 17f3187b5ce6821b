import type { PromisedDate, TicketPromise } from "@firstline/sdk/wire";

/** How a promised date stands by now; after a miss, what came of it. */
const standing = (promised: PromisedDate | null) => (promised?.is === "missed" ? promised.now : promised);

/** The instant with which a promised date changes by itself. */
function endOf(promised: PromisedDate | null): string | null {
  const now = standing(promised);
  return now?.is === "due" ? now.at : null;
}

/** Whether an instant has passed since the desk was asked. What was past then already, the desk knew. */
const passed = (at: string | null, readAt: number, now: number) =>
  at !== null && readAt < Date.parse(at) && Date.parse(at) <= now;

function dateAt(promised: PromisedDate | null, readAt: number, now: number): PromisedDate | null {
  const over = passed(endOf(promised), readAt, now);
  const unknown = { is: "due", at: null } as const;
  if (promised?.is === "due" && over) {
    return { is: "missed", dueAt: promised.at, lateBy: now - Date.parse(promised.at), now: unknown };
  }
  if (promised?.is === "missed" && promised.now.is === "due") {
    return { ...promised, lateBy: promised.lateBy + now - readAt, now: over ? unknown : promised.now };
  }
  return promised;
}

/**
 * A promise as it stands at `now`, when it was read at `readAt` (milliseconds since 1970) and nothing is known to have
 * happened since. A date that has passed is missed; which date comes instead only the desk knows.
 */
export const promiseAt = (promise: TicketPromise, readAt: number, now: number): TicketPromise => ({
  answer: dateAt(promise.answer, readAt, now),
  solution: dateAt(promise.solution, readAt, now),
  staffedAt: passed(promise.staffedAt, readAt, now) ? null : promise.staffedAt,
});

/** Whether the promise has changed by itself since it was read, for a second now, so that the desk knows it too. */
export const isOutdated = ({ answer, solution, staffedAt }: TicketPromise, readAt: number, now: number): boolean =>
  [endOf(answer), endOf(solution), staffedAt].some((at) => passed(at, readAt, now - 1_000));

/** What the requester waits for next: the answer, else the solution; undefined once nothing is open. */
export function nextOf({ answer, solution }: TicketPromise) {
  const isOpen = (promised: PromisedDate | null) => /due|paused/.test(standing(promised)?.is ?? "");
  return isOpen(answer) ? ("answer" as const) : isOpen(solution) ? ("solution" as const) : undefined;
}
