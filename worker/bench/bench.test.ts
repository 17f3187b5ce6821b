import { expect, test } from "vitest";
import { build } from "../serve/build.ts";
import { UsageError } from "../serve/usage.ts";
import { measure } from "./measure.ts";
import { readBenchOptions } from "./options.ts";
import { operations } from "./system.ts";
import { tableOf } from "./table.ts";

// What a run tells and that every answer in it was right; never how fast, for that depends on the machine.
test("a short run measures every operation on both systems", async () => {
  await build();
  const options = { ...readBenchOptions([]), sizes: [1500], connections: [1, 4], milliseconds: 100 };
  const told: string[] = [];
  const report = await measure(options, (line) => told.push(line));

  expect(told).toContain("Measuring submit with 4");
  const [size] = report.sizes;
  expect(size?.tickets).toBe(1500);
  const asked = size?.cells.map(({ operation, connections }) => `${operation} ${connections}`);
  expect(asked).toEqual(operations.flatMap((operation) => [`${operation} 1`, `${operation} 4`]));
  for (const { systems } of size?.cells ?? []) {
    for (const { rate, p50, p99, requests } of [systems.desk, systems.floor]) {
      expect(requests).toBeGreaterThan(0);
      expect(rate).toBeGreaterThan(0);
      expect(p50).toBeGreaterThan(0);
      expect(p99).toBeGreaterThanOrEqual(p50);
    }
  }
  if (process.platform === "linux") expect(size?.memory.desk?.megabytes).toBeGreaterThan(50);

  const table = tableOf({ ...report, sizes: [...report.sizes, ...report.sizes] });
  expect(table).toContain("1,500 tickets");
  expect(table).not.toContain("NaN");
});

test("the options are read, and what makes no sense is told", () => {
  expect(readBenchOptions(["--quick", "--size", "1000,5000", "--json", "report.json"])).toEqual({
    sizes: [1000, 5000],
    connections: [1, 8, 32],
    milliseconds: 800,
    json: "report.json",
    hold: false,
  });
  for (const wrong of [["--size", "10"], ["--size", "many"], ["--seconds", "0"], ["--connections", "0"], ["--fast"]]) {
    expect(() => readBenchOptions(wrong)).toThrow(UsageError);
  }
});
