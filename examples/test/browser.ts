import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** How long a page may take to show what a test waits for, in ms. */
const patience = 15_000;

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
