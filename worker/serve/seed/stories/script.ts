import type { Channel, FieldValues, Handover, Playbook, Priority } from "@firstline/sdk/wire";

/**
 * A ticket of the demo, as a short play: who opened it, how long ago, and what happened since. All minutes are minutes
 * of its contract's calendar, so that the play has come as far at any time of the day and the year.
 */
export interface Story {
  readonly site: string;
  readonly topic?: string;
  readonly fields?: FieldValues;
  /** A key of `people`. */
  readonly from: string;
  /** How long ago it was opened, in minutes. */
  readonly ago: number;
  readonly subject: string;
  readonly text: string;
  readonly channel?: Channel;
  readonly language?: string;
  readonly priority?: Priority;
  readonly steps: readonly Step[];
}

/**
 * One thing that happened, `after` minutes after the one before. Agents' steps are taken by whoever has the ticket then,
 * which is for the desk to decide; `{me}` in their texts is that person's first name.
 */
export type Step = { readonly after: number } & (RequesterStep | AgentStep);

export type RequesterStep =
  | { readonly do: "reply"; readonly text: string }
  | { readonly do: "confirm" | "reopen" }
  | { readonly do: "rate"; readonly score: number; readonly comment?: string };

export type AgentStep =
  | { readonly do: "note"; readonly text: string }
  | { readonly do: "answer"; readonly text: string; readonly status?: "pending" | "solved" }
  | { readonly do: "hold" }
  | { readonly do: "solve"; readonly playbook?: Playbook }
  | { readonly do: "priority"; readonly to: Priority }
  | { readonly do: "escalate"; readonly handover: Handover; readonly tier?: number }
  | { readonly do: "return"; readonly missing: string };

export const isByRequester = (step: RequesterStep | AgentStep): step is RequesterStep =>
  step.do === "reply" || step.do === "confirm" || step.do === "reopen" || step.do === "rate";

export const hours = (count: number): number => count * 60;
/** Working days of ten hours. */
export const days = (count: number): number => hours(10 * count);

/** The requester writes. */
export const reply = (after: number, text: string): Step => ({ do: "reply", after, text });
/** An agent answers; with a status when the ticket waits or is done after it. */
export const answer = (after: number, text: string, status?: "pending" | "solved"): Step => ({
  do: "answer",
  after,
  text,
  ...(status && { status }),
});
export const note = (after: number, text: string): Step => ({ do: "note", after, text });
export const hold = (after: number): Step => ({ do: "hold", after });
export const solve = (after: number, playbook?: Playbook): Step => ({
  do: "solve",
  after,
  ...(playbook && { playbook }),
});
export const priority = (after: number, to: Priority): Step => ({ do: "priority", after, to });
/** Sends the ticket to the next tier, or to the one named. */
export const escalate = (after: number, handover: Handover, tier?: number): Step => ({
  do: "escalate",
  after,
  handover,
  ...(tier !== undefined && { tier }),
});
/** Sends it back with what is missing. */
export const giveBack = (after: number, missing: string): Step => ({ do: "return", after, missing });
/** The requester rates how it was dealt with, right after the step before. */
export const rate = (score: number, comment?: string): Step => ({
  do: "rate",
  after: 1,
  score,
  ...(comment !== undefined && { comment }),
});
/** The requester says that it is solved, or that it is not. */
export const confirm = (after: number): Step => ({ do: "confirm", after });
export const reopen = (after: number): Step => ({ do: "reopen", after });
