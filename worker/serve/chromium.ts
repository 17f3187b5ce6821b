import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The engine without a browser's own windows: starts and draws the same pages in half the time. */
const shell = "chromium-headless-shell";
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium with windows: what `CHROMIUM` names, else the first of the usual names; undefined if there is none. */
export function findChromium(): string | undefined {
  return [named(), ...names.flatMap(onPath), ...places].find(isProgram);
}

const named = (): string => process.env.CHROMIUM ?? "";

const onPath = (name: string): string[] =>
  (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));

/** Finds a Chromium, or installs Debian's where that is allowed, with its shell; undefined if neither works. */
export function provideChromium(): string | undefined {
  const found = findChromium();
  if (process.getuid?.() !== 0 || (found !== undefined && onPath(shell).some(isProgram))) return found;
  process.stdout.write("Installing Chromium for the browser tests …\n");
  const options = { encoding: "utf8", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  const apt = (...args: string[]) => spawnSync("apt-get", args, options);
  apt("update");
  const result = apt("install", "--yes", "--no-install-recommends", "chromium", shell);
  if (result.status !== 0) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  return findChromium();
}

export interface LaunchOptions {
  /** Further flags. */
  readonly args?: readonly string[];
  /** Takes a browser with windows even where there is the shell, which cannot share what it shows. */
  readonly windows?: boolean;
}

/**
 * Starts a Chromium for tests and pictures, which asks nothing of the network by itself.
 * @throws Error when there is none.
 */
export function launchChromium({ args = [], windows = false }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = (windows ? undefined : [named(), ...onPath(shell)].find(isProgram)) ?? findChromium();
  if (executablePath === undefined) throw new Error("No Chromium found: install one, or name it in CHROMIUM.");
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const unattended = ["--disable-component-update", "--disable-sync"];
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...unattended, ...asRoot, ...args] });
}

function isProgram(path: string): boolean {
  if (path === "") return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
