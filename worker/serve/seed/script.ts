import type { Channel, Priority } from "@firstline/sdk/wire";

/** A ticket of the demo, as a short play: who opened it, how long ago, and what happened since. */
export interface Story {
  readonly site: string;
  readonly topic?: string;
  /** A key of `people`. */
  readonly from: string;
  /** How long ago it was opened, in minutes. */
  readonly ago: number;
  readonly subject: string;
  readonly text: string;
  readonly channel?: Channel;
  readonly priority?: Priority;
  readonly steps: readonly Step[];
}

/** One thing that happened, `after` minutes after the one before. Agents are named by the last part of their id. */
export type Step = { readonly after: number } & (
  | { readonly do: "reply"; readonly text: string }
  | { readonly do: "note"; readonly by: string; readonly text: string }
  | { readonly do: "answer"; readonly by: string; readonly text: string; readonly status?: "pending" | "solved" }
  | { readonly do: "claim" | "solve" | "hold"; readonly by: string }
  | { readonly do: "assign"; readonly by: string; readonly to: string }
  | { readonly do: "priority"; readonly by: string; readonly to: Priority }
  | { readonly do: "escalate"; readonly by: string; readonly to: string; readonly because: string }
  | { readonly do: "confirm" | "reopen" }
);

export const hours = (count: number): number => count * 60;
export const days = (count: number): number => count * 24 * 60;

/** The requester writes. */
export const reply = (after: number, text: string): Step => ({ do: "reply", after, text });
/** An agent answers; with a status when the ticket waits or is done after it. */
export const answer = (after: number, by: string, text: string, status?: "pending" | "solved"): Step => ({
  do: "answer",
  after,
  by,
  text,
  ...(status && { status }),
});
export const note = (after: number, by: string, text: string): Step => ({ do: "note", after, by, text });
export const claim = (after: number, by: string): Step => ({ do: "claim", after, by });
export const hold = (after: number, by: string): Step => ({ do: "hold", after, by });
export const solve = (after: number, by: string): Step => ({ do: "solve", after, by });
export const assign = (after: number, by: string, to: string): Step => ({ do: "assign", after, by, to });
export const priority = (after: number, by: string, to: Priority): Step => ({ do: "priority", after, by, to });
/** Moves the ticket to a team of a higher tier, and gives the reason that agents read. */
export const escalate = (after: number, by: string, to: string, because: string): Step => ({
  do: "escalate",
  after,
  by,
  to,
  because,
});
/** The requester says that it is solved, or that it is not. */
export const confirm = (after: number): Step => ({ do: "confirm", after });
export const reopen = (after: number): Step => ({ do: "reopen", after });
