import type { DeskTicket, Setup } from "@firstline/sdk/wire";

export const stepNames = ["name", "site", "tag", "ticket", "answer"] as const;
export type StepName = (typeof stepNames)[number];

/** What a desk has come to. */
export interface Facts {
  readonly setup: Setup;
  /** Whether the tag of a site was seen on one of its pages. */
  readonly seen: boolean;
  /** Some of the desk's tickets. */
  readonly tickets: readonly DeskTicket[];
}

/** A site as a new desk has it: named and installed by nobody yet. */
export const isPlaceholder = ({ id, name, origins }: Setup["sites"][number]): boolean =>
  id === "site_main" && name === "Help desk" && origins.every((origin) => origin === "loopback");

/** How a new desk is called. */
const unnamed = "My desk";

/** Which steps are done, told by what the desk is: nothing is remembered of the guide itself. */
export function doneSteps({ setup, seen, tickets }: Facts): ReadonlySet<StepName> {
  const done: Record<StepName, boolean> = {
    name: setup.name !== unnamed,
    site: setup.sites.some((site) => !isPlaceholder(site)),
    tag: seen || tickets.some(({ channel }) => channel === "web"),
    ticket: tickets.length > 0,
    answer: tickets.some(({ waitingSince }) => waitingSince === null),
  };
  return new Set(stepNames.filter((name) => done[name]));
}
