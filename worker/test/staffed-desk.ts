import { env } from "cloudflare:test";
import type { Setup } from "@firstline/sdk/wire";
import { afterAll, beforeAll, vi } from "vitest";
import { run } from "../src/store/query.ts";
import { forgetStandings } from "../src/store/standings.ts";
import { consoleOf, keyFor } from "./desk.ts";
import { staffed } from "./staffed.ts";

export type Headers = Readonly<Record<string, string>>;

export const hour = 3_600_000;
export const day = 24 * hour;
/** A Tuesday at half past nine in UTC, when Ann alone is on shift at tier 1 of the shop; Lea's shift begins at eleven. */
export const morning = Date.UTC(2026, 11, 22, 9, 30);
export const instant = (at: number): string => new Date(at).toISOString();
export const setTime = (at: number): void => void vi.setSystemTime(at);

/** The staffed desk, with a lead of the other site. */
export const desk: Setup = {
  ...staffed,
  agents: [
    ...staffed.agents,
    { id: "agt_ben", name: "Ben Bank", email: "ben@desk.test", role: "lead", sites: ["site_bank"] },
  ],
};

/** Saves a set-up as it is; every isolate hears of it. */
export const save = (setup: Setup): Promise<unknown> =>
  env.DB.prepare("UPDATE desk SET setup = ?1, version = version + 1").bind(JSON.stringify(setup)).run();

/** What everybody sends who turns up in the tests of this desk. */
export interface People {
  readonly ann: Headers;
  readonly bob: Headers;
  readonly lea: Headers;
  readonly ben: Headers;
  readonly ada: Headers;
  readonly key: Headers;
}

/** Runs a file's tests on the staffed desk on that Tuesday; `people` is filled before the first of them. */
export function onStaffedDesk(): People {
  const people = { ann: {}, bob: {}, lea: {}, ben: {}, ada: {}, key: {} };
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: morning });
    await save(desk);
    for (const name of ["ann", "bob", "lea", "ben", "ada"] as const) {
      people[name] = await consoleOf(`agt_${name}`, morning + 1_000 * day);
    }
    people.key = await keyFor(["setup:read", "setup:write"]);
  });
  afterAll(() => void vi.useRealTimers());
  return people;
}

/** Takes everything away that the tests before have left: tickets from everybody, what is known of them, absences. */
export async function clear(): Promise<void> {
  await env.DB.batch(
    [
      "UPDATE tickets SET active = 0, assignee_id = NULL, next_due_at = NULL",
      "DELETE FROM standings",
      "DELETE FROM absences",
      "DELETE FROM alarms",
      "DELETE FROM jobs",
      "UPDATE desk SET version = version + 1",
    ].map((sql) => env.DB.prepare(sql)),
  );
  forgetStandings();
}

/** A contact of the shop who pays for a plan; what they send as a visitor has to be made apart. */
export async function contactWith(id: string, plan: string | null, wroteAt: number | null = null): Promise<string> {
  await run(env.DB, {
    contact: {
      sql: `INSERT INTO contacts (site_id, id, name, email, verified, created_at, plan, wrote_at)
        VALUES ('site_shop', ?1, 'Kim', NULL, 1, 0, ?2, ?3)`,
      values: [id, plan, wroteAt],
      read: () => undefined,
    },
  });
  return id;
}
