import { Client } from "undici";
import type { Running } from "./start.ts";
import type { Operation } from "./system.ts";

/** What one system did in the time it was given. */
export interface Sample {
  /** How long (ms) each request took. */
  readonly took: number[];
  /** How long (ms) the whole lasted. */
  lasted: number;
}

/** Clients that keep asking one system: each sends its next request when it has the answer to the last. */
export interface Crowd {
  readonly ask: (operation: Operation, milliseconds: number, sample: Sample) => Promise<void>;
  readonly leave: () => Promise<void>;
}

/**
 * So many connections to a system, opened with their first request. `next` numbers the requests. A wrong answer ends the
 * run: it must never count as a fast one.
 */
export function gather(system: Running, connections: number, next: () => number): Crowd {
  const clients = Array.from({ length: connections }, () => new Client(system.ready.url, { pipelining: 1 }));
  const { call, isRight } = system.script;

  const ask = async (operation: Operation, milliseconds: number, sample: Sample) => {
    const begin = performance.now();
    const end = begin + milliseconds;
    await Promise.all(
      clients.map(async (client) => {
        for (let asked = performance.now(); asked < end; asked = performance.now()) {
          const { method, path, headers, body: sent } = call(operation, next());
          const answer = await client.request({ method, path, headers, body: sent ?? null });
          const body = await answer.body.text();
          sample.took.push(performance.now() - asked);
          if (!isRight(operation, answer.statusCode, body)) {
            throw new Error(
              `The ${system.name} answered ${operation} with ${answer.statusCode}: ${body.slice(0, 400)}`,
            );
          }
        }
      }),
    );
    sample.lasted += performance.now() - begin;
  };

  return { ask, leave: async () => void (await Promise.all(clients.map((client) => client.close()))) };
}
