import { expect, test } from "vitest";
import { clients, measure, operations } from "../bench/measure.ts";

test("the bench measures every client on every operation, with the same right answers", async () => {
  const told: string[] = [];
  const cells = await measure({ milliseconds: 80, atOnce: [1, 4] }, (line) => told.push(line));
  expect(cells.map(({ operation, atOnce }) => `${operation} ${atOnce}`)).toEqual(
    operations.flatMap((operation) => [`${operation} 1`, `${operation} 4`]),
  );
  expect(told).toHaveLength(cells.length);
  for (const { figures } of cells) {
    for (const client of clients) {
      expect(figures[client].calls).toBeGreaterThanOrEqual(40);
      for (const value of Object.values(figures[client])) expect(value).toBeGreaterThan(0);
    }
  }
}, 60_000);
