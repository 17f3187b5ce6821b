import { env } from "cloudflare:test";
import { createFirstline } from "@firstline/sdk";
import { type Fault, withFaults } from "@firstline/sdk/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watched } from "./database.ts";
import { send } from "./desk.ts";

const submissions = 300;
const atOnce = 30;

const faults: readonly Fault[] = [
  { kind: "lost" },
  { kind: "answer_lost" },
  { kind: "answer_cut" },
  { kind: "slow", by: "1h" },
  { kind: "refused", code: "unavailable" },
  { kind: "refused", code: "version_clash" },
  { kind: "refused", code: "too_many_requests", retryAfter: 1 },
  { kind: "page" },
];

// Pauses and the budget of a try pass 50 times faster.
beforeEach(() => {
  const { setTimeout: set } = globalThis;
  vi.stubGlobal("setTimeout", (work: () => void, milliseconds = 0) => set(work, milliseconds / 50));
});
afterEach(() => void vi.unstubAllGlobals());

/** Numbers that look random, the same each time (Lehmer's generator, by Park and Miller). */
function draw(below: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
}
let state = 7;

test(`${submissions} submissions over a line and a database that fail up to five times each make as many tickets`, async () => {
  const ahead = new Map<string, (Fault | undefined)[]>();
  const met = new Map<string, number>();
  const faultOf = ({ headers }: Request): Fault | undefined => {
    const key = headers.get("idempotency-key") ?? "";
    const plan = ahead.get(key) ?? Array.from({ length: draw(6) }, () => faults[draw(faults.length)]);
    ahead.set(key, plan);
    const fault = plan.shift();
    if (fault) met.set(fault.kind, (met.get(fault.kind) ?? 0) + 1);
    return fault;
  };
  let broken = 0;
  const database = watched(env.DB, [], () => {
    const when = (["before", "after"] as const)[draw(20)];
    if (when) broken += 1;
    return when && { message: "Network connection lost.", when };
  });
  const { tickets } = createFirstline({
    url: "https://desk.test",
    site: "pk_shopshop",
    fetch: withFaults((input, init) => send(new Request(input, init), database), faultOf),
    timeout: 60_000,
    totalTimeout: 3_600_000,
    retries: 100,
  });

  const mistaken: string[] = [];
  let next = 0;
  const writer = async () => {
    while (next < submissions) {
      next += 1;
      const subject = `Order ${next}`;
      const { ticket } = await tickets.submit({ subject, message: { text: "Where is it?" } });
      if (ticket.subject !== subject) mistaken.push(subject);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, writer));

  expect(mistaken).toEqual([]);
  const { results } = await env.DB.prepare("SELECT subject, count(*) AS times FROM tickets GROUP BY subject").all();
  expect(results.filter(({ times }) => times !== 1)).toEqual([]);
  expect(results).toHaveLength(submissions);
  expect([...met.keys()].sort()).toEqual([...new Set(faults.map(({ kind }) => kind))].sort());
  expect(broken).toBeGreaterThan(submissions / 10);
}, 120_000);
