import { fork } from "node:child_process";
import { once } from "node:events";
import OpenAI from "openai";
import { createDesk } from "../src/desk.ts";
import { number } from "../test/examples.ts";

export const operations = ["read", "create"] as const;
export type Operation = (typeof operations)[number];
export const clients = ["fetch", "firstline", "openai"] as const;
export type Client = (typeof clients)[number];

/** What one client did in one cell. */
export interface Figures {
  /** Calls a second, in the middle one of its turns: a turn that the machine disturbed does not count. */
  readonly rate: number;
  /** How long half of the calls took at most, in µs. */
  readonly p50: number;
  /** Processor time of this process for a call, in µs, in the middle turn: what a busy machine changes least. */
  readonly processor: number;
  readonly calls: number;
}

export interface Cell {
  readonly operation: Operation;
  /** Calls that are under way at the same time. */
  readonly atOnce: number;
  readonly figures: Readonly<Record<Client, Figures>>;
}

export interface Measuring {
  /** How long each client is measured in a cell, in ms. */
  readonly milliseconds: number;
  readonly atOnce: readonly number[];
}

/** The clients take turns this often within a cell, so that what else the machine does hits all alike. */
const turns = 40;

type Ask = (operation: Operation) => Promise<{ readonly ticket: { readonly number: string } }>;

const body = { text: "It is on its way." };

/** What each client does for an operation: the same request, and the same answer as an object. */
function asksOf(url: string): Readonly<Record<Client, Ask>> {
  const key = "sk_bench";
  const path = `/v1/desk/tickets/${number}`;
  const headers = { authorization: `Bearer ${key}`, accept: "application/json" };
  const desk = createDesk({ url, key });
  const openai = new OpenAI({ apiKey: key, baseURL: url });
  return {
    async fetch(operation) {
      const response =
        operation === "read"
          ? await fetch(url + path, { headers })
          : await fetch(`${url}${path}/reply`, {
              method: "POST",
              headers: { ...headers, "content-type": "application/json" },
              body: JSON.stringify(body),
            });
      if (!response.ok) throw new Error(`The server answers ${response.status}.`);
      return response.json();
    },
    firstline: (operation) => (operation === "read" ? desk.tickets.get(number) : desk.tickets.reply(number, body)),
    openai: (operation) => (operation === "read" ? openai.get(path) : openai.post(`${path}/reply`, { body })),
  };
}

/** All calls of a client, and each of its turns. */
interface Sample {
  readonly took: number[];
  readonly turns: { readonly rate: number; readonly processor: number }[];
}

/** Measures all clients side by side against one local server, which is ended whatever happens. */
export async function measure({ milliseconds, atOnce }: Measuring, tell: (line: string) => void): Promise<Cell[]> {
  const server = fork(new URL("answering.ts", import.meta.url), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    const [url] = await once(server, "message");
    const asks = asksOf(String(url));
    const cells: Cell[] = [];
    for (const operation of operations) {
      for (const callers of atOnce) {
        tell(`Measuring ${operation} with ${callers} at once`);
        cells.push({ operation, atOnce: callers, figures: await measureCell(asks, operation, callers, milliseconds) });
      }
    }
    return cells;
  } finally {
    server.kill();
  }
}

async function measureCell(
  asks: Readonly<Record<Client, Ask>>,
  operation: Operation,
  callers: number,
  milliseconds: number,
): Promise<Record<Client, Figures>> {
  const sample = (): Sample => ({ took: [], turns: [] });
  const samples = { fetch: sample(), firstline: sample(), openai: sample() };
  // A first turn for nothing: connections are made and code is compiled.
  for (const client of clients) await turn(asks[client], operation, callers, milliseconds / turns, sample());
  for (let round = 0; round < turns; round++) {
    // Each goes first as often as the others.
    for (let index = 0; index < clients.length; index++) {
      const client = clients[(round + index) % clients.length] ?? "fetch";
      await turn(asks[client], operation, callers, milliseconds / turns, samples[client]);
    }
  }
  return {
    fetch: figuresOf(samples.fetch),
    firstline: figuresOf(samples.firstline),
    openai: figuresOf(samples.openai),
  };
}

async function turn(ask: Ask, operation: Operation, callers: number, milliseconds: number, into: Sample) {
  const before = into.took.length;
  const processor = process.cpuUsage();
  const begin = performance.now();
  const end = begin + milliseconds;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let start = performance.now(); start < end; start = performance.now()) {
        const { ticket } = await ask(operation);
        if (ticket.number !== number) throw new Error("Another answer came than was given.");
        into.took.push(performance.now() - start);
      }
    }),
  );
  const lasted = performance.now() - begin;
  const { user, system } = process.cpuUsage(processor);
  const calls = into.took.length - before;
  into.turns.push({ rate: (calls / lasted) * 1_000, processor: (user + system) / calls });
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

function figuresOf({ took, turns }: Sample): Figures {
  return {
    rate: middleOf(turns.map(({ rate }) => rate)),
    p50: middleOf(took) * 1_000,
    processor: middleOf(turns.map(({ processor }) => processor)),
    calls: took.length,
  };
}
