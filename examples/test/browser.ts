import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../../worker/serve/chromium.ts";

/** How long a page may take to show what a test waits for, in ms. */
const patience = 15_000;

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium found. Install one, or name it in CHROMIUM.");
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const unattended = ["--disable-component-update", "--disable-sync"];
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...unattended, ...asRoot] });
}

/** Somebody with a browser of their own: a context, one page, and what the page complained about. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Broken policies, uncaught errors, warnings. Requests that failed are told apart, for some tests make them fail. */
  readonly complaints: string[];
  readonly failedRequests: string[];
}

export async function newPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    permissions: ["clipboard-read", "clipboard-write"],
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  const failedRequests: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    const failed = /^(Failed to load resource|WebSocket connection to)/.test(text);
    (failed ? failedRequests : complaints).push(`${text} (${message.location().url})`);
  });
  return { context, page, complaints, failedRequests };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Asks axe within the page. */
const askAxe = `axe.run(document).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`;

/** What axe finds wrong on the page as it is now, one line each: the rule and where. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(askAxe);
  return Array.isArray(found) ? found.map(String) : ["axe gave no list"];
}
