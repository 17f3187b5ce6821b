import { parseArgs } from "node:util";
import { UsageError } from "../serve/usage.ts";

/** What `npm run bench` can be told. */
export interface BenchOptions {
  /** Numbers of tickets to measure at, in this order. */
  readonly sizes: readonly number[];
  /** Numbers of connections to measure with. */
  readonly connections: readonly number[];
  /** How long (ms) each operation is measured on each system with each number of connections. */
  readonly milliseconds: number;
  /** Where the report goes as JSON, if anywhere. */
  readonly json: string | undefined;
  /** Instead of measuring: start the desk and stay, so that another program can measure it. */
  readonly hold: boolean;
}

const usage = "The options are --quick, --size N,N, --connections N,N, --seconds N, --json FILE and --hold";

/**
 * Reads the command line. By default 1,000 and 100,000 tickets, 1, 8 and 32 connections, 4 s; `--quick` takes 0.8 s.
 * @throws UsageError for an unknown option or a value that makes no sense.
 */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { quick = false, size = "1000,100000", connections = "1,8,32", seconds, json, hold = false } = parse(args);
  const time = Number(seconds ?? (quick ? 0.8 : 4));
  if (!(time >= 0.1 && time <= 600))
    throw new UsageError(`--seconds takes a number from 0.1 to 600, not "${seconds}".`);
  return {
    sizes: numbers("--size", size, 1_000, 10_000_000),
    connections: numbers("--connections", connections, 1, 256),
    milliseconds: time * 1000,
    json,
    hold,
  };
}

function numbers(name: string, text: string, least: number, most: number): number[] {
  const all = text.split(",").map(Number);
  if (all.some((number) => !Number.isInteger(number) || number < least || number > most)) {
    throw new UsageError(`${name} takes whole numbers from ${least} to ${most}, with commas between, not "${text}".`);
  }
  return all;
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { quick: flag, size: text, connections: text, seconds: text, json: text, hold: flag },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new UsageError(`${reason}. ${usage}.`);
  }
}
