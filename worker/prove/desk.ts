import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

// Lives random days on a desk at length: the test of the domain's model with more of them.
// --days <count>, 20,000 by default.
const { values } = parseArgs({ options: { days: { type: "string" } } });
const days = Number(values.days ?? 20_000);
if (!(Number.isInteger(days) && days >= 1)) {
  process.stderr.write("firstline: --days takes a whole number.\n");
  process.exit(2);
}
const root = join(import.meta.dirname, "../..");
const test = "worker/src/domain/desk.property.test.ts";
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "worker", test],
  { cwd: root, stdio: "inherit", env: { ...process.env, DESK_DAYS: String(days) } },
);
process.exit(status ?? 1);
