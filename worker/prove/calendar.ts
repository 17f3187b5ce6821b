import { parseArgs } from "node:util";
import { compareChanges, compareRandom, zones } from "./calendar-cases.ts";

// Judges the calendar by its oracle at length: every zone's clock changes, then random cases.
// --cases <count>, 200,000 by default; --seed <number>, the clock's by default; the same seed is the same cases.
const { values } = parseArgs({ options: { cases: { type: "string" }, seed: { type: "string" } } });
const cases = Number(values.cases ?? 200_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!(cases >= 1) || !Number.isInteger(seed)) {
  process.stderr.write("firstline: --cases and --seed take whole numbers.\n");
  process.exit(2);
}

const every = Intl.supportedValuesOf("timeZone");
const runs = [
  { name: `Clock changes of ${every.length} zones, 2024 to 2030`, run: () => compareChanges(2024, 2030, every) },
  { name: `Clock changes of ${zones.length} zones, 1971 to 2023`, run: () => compareChanges(1971, 2023) },
  { name: `Random cases, ${zones.length} zones, seed ${seed}`, run: () => compareRandom(cases * 0.8, seed) },
  { name: "Random cases, all zones", run: () => compareRandom(cases * 0.2, seed + 1, every) },
];

let [seen, wrong] = [0, 0];
for (const { name, run } of runs) {
  const begun = performance.now();
  const comparison = run();
  seen += comparison.cases;
  wrong += comparison.mismatches.length;
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(`${name}: ${comparison.cases} cases in ${seconds} s\n`);
  for (const mismatch of comparison.mismatches) process.stdout.write(`  ${mismatch}\n`);
}
process.stdout.write(`${seen} cases, ${wrong === 0 ? "no" : `at least ${wrong}`} mismatches\n`);
process.exit(wrong === 0 ? 0 : 1);
