import { availableParallelism } from "node:os";
import { gather, type Sample } from "./client.ts";
import type { BenchOptions } from "./options.ts";
import { type Memory, machineTime, memoryOf, treeTime } from "./processes.ts";
import { type Running, start } from "./start.ts";
import { type Operation, operations, type SystemName, systemNames } from "./system.ts";

/** What one system did in a cell. */
export interface Figures {
  /** Requests per second. */
  readonly rate: number;
  /** How long (ms) half of the requests took at most, and all but one in a hundred. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time (ms) per request, which a busy machine changes least; 0 where the system does not tell. */
  readonly processor: number;
  readonly requests: number;
}

/** One operation with one number of connections. `foreign` is what other programs used meanwhile, in cores. */
export interface Cell {
  readonly operation: Operation;
  readonly connections: number;
  readonly systems: Readonly<Record<SystemName, Figures>>;
  readonly foreign: number;
}

export interface AtSize {
  readonly tickets: number;
  /** How long (ms) each system took to start with so many tickets, filling it included. */
  readonly ready: Readonly<Record<SystemName, number>>;
  readonly cells: readonly Cell[];
  /** Each system's process tree, after all that. */
  readonly memory: Readonly<Record<SystemName, Memory | undefined>>;
}

export interface Report {
  readonly at: string;
  readonly machine: { readonly cores: number; readonly platform: string; readonly node: string };
  readonly sizes: readonly AtSize[];
}

/** The systems take turns this often within a cell, so that their ratio survives noise. */
const turns = 4;

/** Measures desk and floor side by side. Whatever it starts is ended, also when it fails. */
export async function measure(options: BenchOptions, tell: (line: string) => void): Promise<Report> {
  const sizes: AtSize[] = [];
  for (const tickets of options.sizes) sizes.push(await measureAt(tickets, options, tell));
  return {
    at: new Date().toISOString(),
    machine: { cores: availableParallelism(), platform: `${process.platform} ${process.arch}`, node: process.version },
    sizes,
  };
}

async function measureAt(tickets: number, options: BenchOptions, tell: (line: string) => void): Promise<AtSize> {
  tell(`Filling ${tickets.toLocaleString("en")} tickets`);
  const running: Running[] = [];
  try {
    const ready = await forEach(async (name) => {
      const begin = performance.now();
      running.push(await start(name, tickets));
      return performance.now() - begin;
    });
    const counters = new Map(running.map((system) => [system.name, 0]));
    const next = (system: Running) => () => {
      const index = counters.get(system.name) ?? 0;
      counters.set(system.name, index + 1);
      return index;
    };
    const cells: Cell[] = [];
    // Writes come last, for what they add is there afterwards.
    for (const operation of operations) {
      for (const connections of options.connections) {
        tell(`Measuring ${operation} with ${connections}`);
        cells.push(await measureCell(running, operation, connections, options.milliseconds, next));
      }
    }
    const memory = await forEach(async (name) => {
      const system = running.find((candidate) => candidate.name === name);
      return system && memoryOf(system.process);
    });
    return { tickets, ready, cells, memory };
  } finally {
    await Promise.all(running.map((system) => system.stop()));
  }
}

async function measureCell(
  running: readonly Running[],
  operation: Operation,
  connections: number,
  milliseconds: number,
  next: (system: Running) => () => number,
): Promise<Cell> {
  const crowds = running.map((system) => ({
    name: system.name,
    process: system.process,
    crowd: gather(system, connections, next(system)),
    sample: emptySample(),
    processor: 0,
  }));
  try {
    for (const { crowd } of crowds) await crowd.ask(operation, milliseconds / turns, emptySample());
    const before = { at: performance.now(), machine: machineTime(), own: treeTime(process.pid) };
    for (let turn = 0; turn < turns; turn++) {
      for (const each of crowds) {
        const spent = treeTime(each.process);
        await each.crowd.ask(operation, milliseconds / turns, each.sample);
        each.processor += treeTime(each.process) - spent;
      }
    }
    const foreign = machineTime() - before.machine - (treeTime(process.pid) - before.own);
    const systems = await forEach(async (name) => {
      const each = crowds.find((candidate) => candidate.name === name);
      return figuresOf(each?.sample ?? emptySample(), each?.processor ?? 0);
    });
    return {
      operation,
      connections,
      systems,
      foreign: Math.max(0, foreign) / (performance.now() - before.at),
    };
  } finally {
    await Promise.all(crowds.map(({ crowd }) => crowd.leave()));
  }
}

const emptySample = (): Sample => ({ took: [], lasted: 0 });

function figuresOf({ took, lasted }: Sample, processor: number): Figures {
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return {
    rate: (sorted.length / lasted) * 1000,
    p50: at(0.5),
    p99: at(0.99),
    processor: processor / sorted.length,
    requests: sorted.length,
  };
}

async function forEach<Value>(of: (name: SystemName) => Promise<Value>): Promise<Record<SystemName, Value>> {
  const [desk, floor] = systemNames;
  return { [desk]: await of(desk), [floor]: await of(floor) };
}
