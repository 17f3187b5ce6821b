import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, root } from "./build.ts";
import { provideChromium } from "./chromium.ts";

// Every view of the widget, language and hostile text in a browser, of which the tests take a part.
await build((name) => process.stdout.write(`Building ${name} …\n`));
const files = ["accessibility", "languages", "hostile"].map((name) => `widget/test/${name}.test.ts`);
provideChromium();
const env = { ...process.env, FIRSTLINE_BUILT: "1", FIRSTLINE_WHOLE: "1" };
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--maxWorkers", "2", "--testTimeout", "1200000", ...files],
  {
    cwd: root,
    stdio: "inherit",
    env,
  },
);
process.exitCode = status ?? 1;
