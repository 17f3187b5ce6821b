import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the Chromium that `CHROMIUM` names, else the first of the usual names on the path. */
export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const usual = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const executablePath = [process.env.CHROMIUM ?? "", ...usual].find(isProgram);
  if (!executablePath) throw new Error("No Chromium found: install one, or name it in CHROMIUM.");
  return chromium.launch({
    executablePath,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}
