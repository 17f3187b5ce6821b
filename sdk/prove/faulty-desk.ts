import { problem, type Reaction, startDeskServer } from "../test/desk-server.ts";
import { ticketAt } from "../test/examples.ts";
import { pick } from "./random.ts";

/**
 * What becomes of one try. `lost`: the request never arrives. `answer lost`, `answer cut`, `answer late`: the ticket is
 * made, but the caller does not learn of it. The others are refusals, the desk's own or a proxy's.
 */
export const faults = [
  "lost",
  "answer lost",
  "answer cut",
  "answer late",
  "clash",
  "unavailable",
  "too many",
  "proxy's page",
] as const;
export type Fault = (typeof faults)[number];

/** A desk that is to stand behind the line: makes a ticket of a submission, and tells its answer. */
export type Submit = (key: string, text: string) => Reaction | Promise<Reaction>;

export interface FaultyDesk {
  readonly url: string;
  /** Every ticket that the desk of its own has made: its subject. */
  readonly tickets: readonly string[];
  /** How often each fault was met. */
  readonly met: ReadonlyMap<Fault, number>;
  stop(): Promise<void>;
}

/**
 * Starts a real HTTP server that spoils the first 0 to 5 tries of each submission on their way to a desk: the one that is
 * named, else one of its own, which keeps a desk's promise for creates (the same key is answered with the first answer,
 * which is recorded together with the ticket).
 */
export async function startFaultyDesk(random: () => number, behind?: Submit): Promise<FaultyDesk> {
  const server = await startDeskServer();
  const tickets: string[] = [];
  const answers = new Map<string, Reaction>();
  const ahead = new Map<string, Fault[]>();
  const met = new Map<Fault, number>();

  const keepPromise = (key: string, text: string): Reaction => {
    const first = answers.get(key);
    if (first) return first;
    const { subject } = JSON.parse(text);
    tickets.push(subject);
    const ticket = { ...ticketAt(1), number: `SHOP-${tickets.length}`, subject };
    const answer: Reaction = { status: 201, json: { ticket, events: [], link: `/t/${ticket.number}#k=${key}` } };
    answers.set(key, answer);
    return answer;
  };

  const submit = behind ?? keepPromise;

  const planFor = (key: string): Fault[] => {
    const plan = ahead.get(key) ?? Array.from({ length: Math.floor(random() * 6) }, () => pick(faults, random));
    ahead.set(key, plan);
    return plan;
  };

  server.answer(async ({ headers, text }) => {
    // Only what is needed is kept: ten thousand submissions would fill the memory.
    server.arrivals.length = 0;
    const key = String(headers["idempotency-key"]);
    const fault = planFor(key).shift();
    if (fault) met.set(fault, (met.get(fault) ?? 0) + 1);
    switch (fault) {
      case undefined:
        return submit(key, text);
      case "lost":
        return "cut";
      case "answer lost":
        await submit(key, text);
        return "cut";
      case "answer cut":
        await submit(key, text);
        return "cut inside the body";
      case "answer late":
        await submit(key, text);
        return "slow body";
      case "clash":
        return problem("version_clash");
      case "unavailable":
        return problem("unavailable");
      case "too many":
        return problem("too_many_requests", { "Retry-After": "1" });
      case "proxy's page":
        return { status: 502, text: "<h1>Bad gateway</h1>", type: "text/html" };
    }
  });

  return { url: server.url, tickets, met, stop: server.stop };
}
