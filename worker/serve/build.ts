import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { takeLock } from "./lock.ts";

export const root = join(import.meta.dirname, "../..");
const dist = join(root, "worker/dist");

/** What the runner serves: the worker as one module, its static files, and the same with the demo's page. */
export const built = {
  worker: join(dist, "worker.js"),
  assets: join(dist, "assets"),
  assetsWithDemo: join(dist, "assets-with-demo"),
  migrations: join(root, "worker/migrations"),
};

/** One thing to build: from which files, and how. Parts are built in this order. */
interface Part {
  readonly name: string;
  /** Folders and files, from the root; `dist` and `node_modules` within them do not count. */
  readonly from: readonly string[];
  readonly build: () => void | Promise<void>;
}

const shared = ["pnpm-lock.yaml", "tsconfig.json", "worker/serve/build.ts"];
const contract = "sdk/src";
/** The reference is read from the sources of what it tells about. */
const documented = ["worker/docs", contract, "sdk/testing", "widget/src", ...shared];

const parts: readonly Part[] = [
  { name: "widget", from: ["widget", contract, ...shared], build: () => runScript("widget") },
  { name: "console", from: ["worker/console", contract, ...shared], build: () => runScript("worker/console") },
  { name: "docs", from: documented, build: () => runNode("worker/docs/build.ts") },
  { name: "worker", from: ["worker/src", "worker/migrations", contract, ...shared], build: bundleWorker },
  {
    name: "assets",
    from: ["widget", "worker/console", "examples/plain-page", ...documented],
    build: assembleAssets,
  },
];

/**
 * Builds what has changed since it was last built, telling `onPart` the name of each part before it starts.
 * A part counts as built when the contents of its sources hash to what its stamp says.
 */
export async function build(onPart: (name: string) => void = () => {}): Promise<void> {
  mkdirSync(dist, { recursive: true });
  await alone(async () => {
    for (const part of parts) {
      const stamp = join(dist, `${part.name}.stamp`);
      const wanted = hashSources(part.from);
      if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) continue;
      onPart(part.name);
      rmSync(stamp, { force: true });
      await part.build();
      writeFileSync(stamp, wanted);
    }
  });
}

/** Two builds at once would take each other's files away: the second waits, and finds done what the first has done. */
async function alone(work: () => Promise<void>): Promise<void> {
  const lock = join(dist, "build.lock");
  // Bounded: a killed build's process id may have gone to another process.
  for (let waited = 0; waited < 120_000 && takeLock(lock) !== undefined; waited += 100) await wait(100);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A hash of everything that the build depends on. */
export function fingerprint(): string {
  return hashSources([...new Set(parts.flatMap((part) => part.from))]);
}

/** The files of a part, from the root, sorted. */
function sourcesOf(from: readonly string[]): string[] {
  const files = from.flatMap((path) => {
    if (!statSync(join(root, path)).isDirectory()) return [path];
    const exclude = (name: string) => /(^|[/\\])(node_modules|dist|test)([/\\]|$)/.test(name);
    return globSync(`${path}/**/*`, { cwd: root, exclude, withFileTypes: false }).filter(
      (file) => !/\.test\.tsx?$/.test(file) && statSync(join(root, file)).isFile(),
    );
  });
  return files.sort();
}

function hashSources(from: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of sourcesOf(from))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

async function bundleWorker(): Promise<void> {
  const { build: bundle, stop } = await import("esbuild");
  await bundle({
    absWorkingDir: root,
    entryPoints: ["worker/src/index.ts"],
    outfile: built.worker,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    legalComments: "none",
    logLevel: "warning",
  });
  // Its helper process would live as long as the runner.
  await stop();
}

function assembleAssets(): void {
  rmSync(built.assets, { recursive: true, force: true });
  rmSync(built.assetsWithDemo, { recursive: true, force: true });
  const copy = (from: string, to: string) => cpSync(join(root, from), join(built.assets, to), { recursive: true });
  copy("widget/dist", ".");
  copy("worker/console/dist", "console");
  copy("widget/dist/texts", "console/texts");
  copy("worker/docs/dist", ".");
  cpSync(built.assets, built.assetsWithDemo, { recursive: true });
  cpSync(join(root, "examples/plain-page/public"), join(built.assetsWithDemo, "demo"), { recursive: true });
}

/** Runs a package's own build script, as its package manager would. */
function runScript(folder: string): void {
  const manifest = z.object({ scripts: z.object({ build: z.string() }) });
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));
  const path = [join(root, folder, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH];
  const env = { ...production, PATH: path.join(delimiter) };
  finish(folder, spawnSync(scripts.build, { cwd: join(root, folder), env, shell: true, encoding: "utf8" }));
}

function runNode(file: string): void {
  finish(file, spawnSync(process.execPath, [join(root, file)], { cwd: root, env: production, encoding: "utf8" }));
}

/** Whoever asks for a build, a test among them, gets what is shipped. */
const production = { ...process.env, NODE_ENV: "production" };

function finish(what: string, result: { status: number | null; stdout: string; stderr: string }): void {
  if (result.status !== 0) throw new Error(`Building ${what} failed:\n${result.stdout}${result.stderr}`);
}

if (import.meta.main) await build((name) => process.stdout.write(`Building ${name} …\n`));
