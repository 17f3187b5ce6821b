import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** Starts the Chromium that `CHROMIUM` names, else the first one in the usual places. */
export async function launchChromium() {
  const executablePath = [process.env.CHROMIUM ?? "", ...usual].find((path) => path !== "" && existsSync(path));
  if (executablePath === undefined) throw new Error("No Chromium found. Install one, or name it in CHROMIUM.");
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const unattended = ["--disable-component-update", "--disable-sync"];
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...unattended, ...root] });
}
