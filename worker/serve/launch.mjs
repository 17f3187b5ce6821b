// The one program that runs before anything is installed: plain Node 20, no dependency.
// Installs what is missing, then hands over to the workspace's own Node.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const programs = {
  start: "worker/serve/start.ts",
  dev: "worker/serve/develop.ts",
  build: "worker/serve/build.ts",
  "first-setup": "worker/serve/first-setup.ts",
  test: "worker/serve/check.ts",
  bench: "worker/bench/bench.ts",
  "bench-lines": "worker/bench/lines.ts",
  "bench-sdk": "sdk/bench/bench.ts",
  "prove-calendar": "worker/prove/calendar.ts",
  "prove-desk": "worker/prove/desk.ts",
  "prove-inbox": "worker/console/test/prove-inbox.ts",
  "prove-kill": "worker/serve/kill.ts",
  "prove-retries": "sdk/prove/retries.ts",
  "prove-search": "worker/prove/search.ts",
  "prove-views": "worker/serve/prove-views.ts",
  "prove-live": "sdk/prove/disconnects.ts",
  pictures: "examples/test/pictures.ts",
  example: "examples/run.ts",
  shots: "widget/test/shots.ts",
  "shots-console": "worker/console/test/shots.ts",
};
// The runner hardly works once it is up: small heap steps, and large buffers given back to the system when they are done
// with (glibc), save about 80 MB.
const lean = ["--max-semi-space-size=1", "--optimize-for-size"];
const environment = { MALLOC_MMAP_THRESHOLD_: "65536", ...process.env };

const [command, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split(".")[0]) < 20) stop(`Node 20 or newer is needed; this is ${process.version}.`);
if (command === undefined || !Object.hasOwn(programs, command))
  stop(`Name one of ${Object.keys(programs).join(", ")}; got ${command === undefined ? "nothing" : `"${command}"`}.`);

install();
hand(join(root, "node_modules/node/bin/node"), [
  ...(command === "start" ? lean : []),
  join(root, programs[command]),
  ...args,
]);

function stop(line, code = 2) {
  process.stderr.write(`firstline: ${line}\n`);
  process.exit(code);
}

/** Installs the exact versions of the lockfile, unless a stamp says that this was done. */
function install() {
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests()]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  const wanted = hash.digest("hex");
  const stamp = join(root, "node_modules/.firstline-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;

  process.stdout.write("Installing what Firstline needs …\n");
  const pnpm = ["--yes", "pnpm@12.21.0", "install", "--frozen-lockfile"];
  const windows = process.platform === "win32";
  // CI: pnpm asks nothing.
  const result = spawnSync("npx", pnpm, {
    cwd: root,
    encoding: "utf8",
    shell: windows,
    env: { ...process.env, CI: "1" },
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}\n`);
    const why = result.error ? ` (${result.error.message})` : "";
    stop(`Installing failed${why}. Check with "npm ping" that npm reaches its registry, then run this again.`, 1);
  }
  writeFileSync(stamp, wanted);
}

/** Every package.json of the workspace. */
function manifests() {
  const found = [];
  const visit = (folder, depth) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name === "package.json") found.push(join(folder, entry.name));
      else if (entry.isDirectory() && depth < 2 && !entry.name.startsWith(".") && entry.name !== "node_modules")
        visit(join(folder, entry.name), depth + 1);
    }
  };
  visit("", 0);
  return found.sort();
}

/** Becomes the program where the platform can; else runs it, passing signals and the exit code through. */
function hand(node, nodeArgs) {
  if (typeof process.execve === "function") process.execve(node, [node, ...nodeArgs], environment);
  const child = spawn(node, nodeArgs, { stdio: "inherit", env: environment });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // A terminal sends SIGINT to the child by itself.
    process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  }
  child.on("error", (error) => stop(`Could not start ${node}: ${error.message}`, 1));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
