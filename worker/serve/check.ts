import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, root } from "./build.ts";
import { provideChromium } from "./chromium.ts";

// Everything that has to hold, from the quickest to the slowest; arguments go on to vitest, whose words come last.
if (provideChromium() === undefined) {
  stop("The browser tests need Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM.");
}

requireNoHost("pnpm-lock.yaml");
await build((name) => tell(`Building ${name}`));

// An example is checked against the types as they are published.
run("typescript/bin/tsc", "-p", "widget/tsconfig.build.json");
const projects = globSync("**/tsconfig.json", { cwd: root, exclude: (name) => /node_modules|dist/.test(name) });
for (const project of projects
  .map(dirname)
  .filter((folder) => folder !== ".")
  .sort()) {
  tell(`Checking the types of ${project}`);
  run("typescript/bin/tsc", "-p", project);
}
tell("Checking style");
run("@biomejs/biome/bin/biome", "check", ".");
tell("Running the tests");
// Many files start a server, a runtime or a browser; more at once than two would only make them wait.
run("vitest/vitest.mjs", "run", "--maxWorkers", "2", ...process.argv.slice(2));

/** Runs an installed program of the root; ends with its exit code if it fails. */
function run(program: string, ...args: string[]): void {
  const path = join(root, "node_modules", program);
  const env = { ...process.env, FIRSTLINE_BUILT: "1" };
  const { status } = spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}

/** A lockfile made behind a mirror would send everybody there. */
function requireNoHost(lockfile: string): void {
  const line = readFileSync(join(root, lockfile), "utf8").match(/^.*https?:\/\/.*$/m)?.[0];
  if (line !== undefined) stop(`${lockfile} holds an address: ${line.trim()}`);
}

function tell(line: string): void {
  process.stdout.write(`${line} …\n`);
}

function stop(line: string): never {
  process.stderr.write(`firstline: ${line}\n`);
  process.exit(1);
}
