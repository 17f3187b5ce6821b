import type { Priority, Status } from "@firstline/sdk/wire";
import { type ClockState, stateOf, type Terms } from "../src/domain/clock.ts";
import { type ClockEvent, foldClocks } from "../src/domain/clocks.ts";
import type { TicketActor } from "../src/domain/event.ts";
import { agent, contact, lookup, message, routed, submitted, termsWith } from "./clock-history.ts";

export const HOUR = 3_600_000;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** `tue 10:30:05` of the week of 23 November 2026; `mon+1` is the Monday of the next week. */
export function at(text: string): number {
  const [day = "", time = ""] = text.split(" ");
  const [name = "", weeks = "0"] = day.split("+");
  const date = 23 + days.indexOf(name) + 7 * Number(weeks);
  return Date.parse(`2026-11-23T${time.padEnd(8, ":00")}Z`) + (date - 23) * 24 * HOUR;
}
export function written(instant: number | null): string {
  if (instant === null) return "never";
  const since = Math.floor((instant - at("mon 00:00")) / (24 * HOUR));
  const name = `${days[since % 7]}${since < 7 ? "" : `+${Math.floor(since / 7)}`}`;
  return `${name} ${new Date(instant).toISOString().slice(11, 23).replace(".000", "").replace(/:00$/, "")}`;
}
const span = (amount: number | null) => (amount === null ? "no limit" : `${amount / 60_000}m`);

export const hours = (from: string, to: string) => ({ from, to });
export const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

export const asks = (time: string) => message(at(time), contact);
export const answers = (time: string, actor: TicketActor = agent) => message(at(time), actor);
export const moves = (time: string, from: Status, to: Status, actor: TicketActor = agent): ClockEvent => ({
  type: "status",
  at: at(time),
  actor,
  from,
  to,
});
export const raises = (time: string, from: Priority, to: Priority): ClockEvent => ({
  type: "priority",
  at: at(time),
  actor: agent,
  from,
  to,
  promised: true,
});
export const tier = (time: string, level: number) => routed(at(time), level);

export const gold = { id: "ctr_gold", version: 1 };
export const terms = termsWith({});

export function told(state: ClockState): string {
  switch (state.state) {
    case "running":
      return `running, due ${written(state.dueAt)}`;
    case "at_risk":
      return `at risk, due ${written(state.dueAt)}`;
    case "paused":
      return `paused by ${state.reason} since ${written(state.since)}, ${span(state.left)} left`;
    case "breached": {
      const { since } = state;
      const after =
        since.is === "running"
          ? `now due ${written(since.newDate)}`
          : since.is === "paused"
            ? `paused by ${since.reason}`
            : `${since.how} ${written(since.at)}`;
      return `breached ${written(state.dueAt)}, ${span(state.lateBy)} late, ${after}`;
    }
    case "met":
    case "cancelled":
      return `${state.state} ${written(state.at)}`;
  }
}

/** What every clock of a history shows at an instant, in words. */
export function shown(events: readonly ClockEvent[], now: string, with_: Terms = terms): Record<string, string> {
  const clocks = foldClocks(events, gold, lookup(with_));
  return Object.fromEntries(
    clocks.list.map((clock) => [
      clock.metric === "first_response" || clock.metric === "resolution"
        ? clock.metric
        : `${clock.metric} ${clock.cycle}`,
      told(stateOf(clock, with_, at(now))),
    ]),
  );
}

export const start = (time: string, priority: Priority = "normal") => [submitted(at(time), priority), tier(time, 1)];
