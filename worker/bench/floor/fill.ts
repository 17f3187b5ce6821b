import type { Sender } from "../../src/store/query.ts";
import { textOf } from "../system.ts";

/** Rows that one statement makes. */
const chunk = 10_000;

/** Fills the floor with as many tickets as the desk has, in the same teams, open and closed alike. */
export async function fillFloor(database: Sender, tickets: number): Promise<void> {
  const now = Date.now();
  for (let from = 0; from < tickets; from += chunk) {
    const upTo = Math.min(tickets, from + chunk);
    const series = `WITH RECURSIVE series (n) AS (SELECT ${from + 1} UNION ALL SELECT n + 1 FROM series WHERE n < ${upTo})`;
    await database.send([
      {
        sql: `${series} INSERT INTO tickets (number, team, status, subject, email, created_at)
          SELECT n, iif(n % 10 = 0, 0, n / 10 % 10), iif(n % 5 = 0, 'open', 'closed'), ?1,
            'person' || n % 5000 || '@example.test', ?2 + n FROM series`,
        values: [textOf(1, 40), now - 100_000_000],
      },
      {
        sql: `${series} INSERT INTO messages (ticket, text, at) SELECT n, ?1, ?2 FROM series`,
        values: [textOf(1, 430), now],
      },
      {
        sql: `${series} INSERT INTO events (ticket, type, at) SELECT n, 'submitted', ?1 FROM series`,
        values: [now],
      },
    ]);
  }
}
