import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium: what `CHROMIUM` names, else the first of the usual names; undefined if there is none. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const usual = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
  return [process.env.CHROMIUM ?? "", ...usual].find(isProgram);
}

/** Finds a Chromium, or installs Debian's where that is allowed; undefined if neither works. */
export function provideChromium(): string | undefined {
  const found = findChromium();
  if (found !== undefined || process.getuid?.() !== 0) return found;
  process.stdout.write("Installing Chromium for the browser tests …\n");
  const options = { encoding: "utf8", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  const apt = (...args: string[]) => spawnSync("apt-get", args, options);
  apt("update");
  const result = apt("install", "--yes", "--no-install-recommends", "chromium");
  if (result.status !== 0) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  return findChromium();
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
