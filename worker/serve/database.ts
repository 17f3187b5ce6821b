import { randomBytes } from "node:crypto";
import type { Miniflare, V4WorkerOptions } from "miniflare";
import { z } from "zod";
import type { Sender } from "../src/store/query.ts";

/** What lets this process, and no other that finds the runtime's own entry, send batches. */
const pass = randomBytes(32).toString("base64url");

const script = `
export default {
  async fetch(request, { DB, PASS }) {
    if (request.headers.get("authorization") !== PASS) return new Response(null, { status: 403 });
    const statements = await request.json();
    try {
      const answers = await DB.batch(statements.map(({ sql, values }) => DB.prepare(sql).bind(...values)));
      return Response.json(answers.map(({ results }) => ({ results })));
    } catch (error) {
      return new Response(error.message, { status: 500 });
    }
  }
};
`;

/** The worker that stands before the database: a batch goes there in one message, and its rows come back in one. */
export const databaseWorker = {
  name: "database",
  modules: true,
  script,
  bindings: { PASS: pass },
  d1Databases: { DB: "firstline" },
} satisfies V4WorkerOptions;

const Answers = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));

/**
 * The desk's database, as the runner reaches it from outside the worker. Miniflare's own way there waits for the runtime
 * with every statement that is prepared, which is most of what a large batch takes.
 * @throws Error with what the database said of a statement.
 */
export const databaseOf = (miniflare: Miniflare): Sender => ({
  send: async (statements) => {
    const worker = await miniflare.getWorker("database");
    const body = JSON.stringify(statements.map(({ sql, values }) => ({ sql, values })));
    const response = await worker.fetch("http://database", {
      method: "POST",
      headers: { authorization: pass },
      body,
    });
    if (!response.ok) throw new Error(await response.text());
    return Answers.parse(await response.json());
  },
});
