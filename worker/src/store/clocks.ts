import { ClockAlarm, ClockMetric, PausingStatus, Priority, Status } from "@firstline/sdk/wire";
import type { Clock, Phase } from "../domain/clock.ts";
import type { Clocks } from "../domain/clocks.ts";
import { integer, integerOrNull, type Row, text, word } from "./query.ts";
import { items, rowOf } from "./ticket-details.ts";

/**
 * How a ticket's clocks are stored: one short text, since they come with every row of every list. As JSON they took some
 * 700 bytes, which sent many rows to overflow pages and had to be escaped within the JSON that a page of rows travels in.
 *
 * A text is its head and its clocks with `;` between, each a list of parts with `,` between. Numbers have the base 36,
 * instants are counted back (ms) from the head's `at`, words have a letter, and null is empty:
 *
 *   contract id, its version, status, priority, at (since 1970), held tier, held since
 *   metric, cycle, started, target, limit, spent, told, phase, since, missed at, missed excused
 */
export function writeClocks({ contract, status, priority, held, at, list }: Clocks): string {
  const ago = (instant: number) => short(at - instant);
  const head = [
    contract.id,
    short(contract.version),
    statuses[status],
    priorities[priority],
    short(at),
    ...(held ? [short(held.tier), ago(held.since)] : ["", ""]),
  ];
  const clocks = list.map(({ metric, cycle, startedAt, target, limit, spent, told, phase, missed }) => [
    metrics[metric],
    short(cycle),
    ago(startedAt),
    target === null ? "" : short(target),
    limit === null ? "" : short(limit),
    short(spent),
    told === null ? "" : alarms[told],
    phaseLetter(phase),
    ago(phase.since),
    ...(missed ? [ago(missed.at), short(missed.excused)] : ["", ""]),
  ]);
  return [head, ...clocks].map((parts) => parts.join(",")).join(";");
}

/** Reads a ticket's clocks, also such as were stored as JSON: a ticket keeps that form until something happens to it. */
export function readClocks(stored: string): Clocks {
  if (stored.startsWith("{")) return readOldClocks(stored);
  const [head = "", ...clocks] = stored.split(";");
  const [id = "", version, status, priority, atText, tier, since] = head.split(",");
  const at = long(atText);
  return {
    contract: { id, version: long(version) },
    status: wordOf(statuses, status),
    priority: wordOf(priorities, priority),
    held: tier === "" ? null : { tier: long(tier), since: at - long(since) },
    at,
    list: clocks.map((clock) => readClock(clock, at)),
  };
}

function readClock(clock: string, at: number): Clock {
  const parts = clock.split(",");
  const [metric, cycle, started, target, limit, spent, told, phase, since, missed, excused] = parts;
  if (parts.length !== 11) throw new TypeError("What is stored is not a clock");
  return {
    metric: wordOf(metrics, metric),
    cycle: long(cycle),
    startedAt: at - long(started),
    target: target === "" ? null : long(target),
    limit: limit === "" ? null : long(limit),
    spent: long(spent),
    missed: missed === "" ? null : { at: at - long(missed), excused: long(excused) },
    told: told === "" ? null : wordOf(alarms, told),
    phase: readPhase(phase, at - long(since)),
  };
}

const short = (whole: number): string => whole.toString(36);

function long(written: string | undefined): number {
  const whole = written !== undefined && /^-?[0-9a-z]+$/.test(written) ? Number.parseInt(written, 36) : Number.NaN;
  if (!Number.isSafeInteger(whole)) throw new TypeError("What is stored is not a number");
  return whole;
}

const statuses = {
  new: "n",
  open: "o",
  pending: "p",
  on_hold: "h",
  solved: "s",
  closed: "c",
} as const satisfies Record<Status, string>;
const priorities = { low: "l", normal: "n", high: "h", urgent: "u" } as const satisfies Record<Priority, string>;
const pauses = { pending: "p", on_hold: "h" } as const satisfies Record<PausingStatus, string>;
const metrics = {
  first_response: "f",
  next_response: "n",
  resolution: "r",
  tier: "t",
} as const satisfies Record<ClockMetric, string>;
const alarms = { at_risk: "r", breached: "b", breached_again: "a" } as const satisfies Record<ClockAlarm, string>;

function wordOf<Word extends string>(letters: Readonly<Record<Word, string>>, letter: string | undefined): Word {
  for (const known in letters) if (letters[known] === letter) return known;
  throw new TypeError("What is stored is an unknown word");
}

/** Paused and ended have two kinds each. */
function phaseLetter(phase: Phase): string {
  switch (phase.is) {
    case "running":
      return "r";
    case "paused":
      return pauses[phase.reason];
    case "ended":
      return phase.how === "met" ? "m" : "c";
  }
}

function readPhase(letter: string | undefined, since: number): Phase {
  switch (letter) {
    case "r":
      return { is: "running", since };
    case "m":
      return { is: "ended", since, how: "met" };
    case "c":
      return { is: "ended", since, how: "cancelled" };
    default:
      return { is: "paused", since, reason: wordOf(pauses, letter) };
  }
}

function readOldClocks(json: string): Clocks {
  const row = rowOf(JSON.parse(json));
  const contract = rowOf(row.contract);
  const held = row.held === null ? null : rowOf(row.held);
  return {
    contract: { id: text(contract, "id"), version: integer(contract, "version") },
    status: word(row, "status", Status.options),
    priority: word(row, "priority", Priority.options),
    held: held && { tier: integer(held, "tier"), since: integer(held, "since") },
    at: integer(row, "at"),
    list: items(row, "list", (one) => oldClockOf(rowOf(one))),
  };
}

function oldClockOf(row: Row): Clock {
  const missed = row.missed === null ? null : rowOf(row.missed);
  return {
    metric: word(row, "metric", ClockMetric.options),
    cycle: integer(row, "cycle"),
    startedAt: integer(row, "startedAt"),
    target: integerOrNull(row, "target"),
    limit: integerOrNull(row, "limit"),
    spent: integer(row, "spent"),
    missed: missed && { at: integer(missed, "at"), excused: integer(missed, "excused") },
    told: row.told === null ? null : word(row, "told", ClockAlarm.options),
    phase: oldPhaseOf(rowOf(row.phase)),
  };
}

function oldPhaseOf(row: Row): Phase {
  const is = word(row, "is", ["running", "paused", "ended"]);
  const since = integer(row, "since");
  switch (is) {
    case "running":
      return { is, since };
    case "paused":
      return { is, since, reason: word(row, "reason", PausingStatus.options) };
    case "ended":
      return { is, since, how: word(row, "how", ["met", "cancelled"]) };
  }
}
