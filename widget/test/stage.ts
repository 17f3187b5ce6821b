import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type LaunchOptions, launchChromium } from "../../worker/serve/chromium.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type HostOptions, startHost } from "./host.ts";
import { watchedPage } from "./page.ts";

/** A page with the widget on it, for somebody who was never there, and the desk behind it. */
export interface Stage {
  readonly desk: Desk;
  readonly page: Page;
  /** What the browser's console had to say. */
  readonly faults: string[];
  /** Goes to the page and opens the panel. */
  open(): Promise<void>;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly host?: HostOptions;
  readonly context?: BrowserContextOptions;
}

/** Starts a browser for the tests of a file; answers what sets a stage in it. */
export function useStages(launch?: LaunchOptions): (options?: StageOptions) => Promise<Stage> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium(launch);
  });
  afterAll(() => browser?.close());
  return async (options = {}) => {
    const desk = await startDesk();
    const tag = `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}"></script>`;
    const host = await startHost(desk.url, tag, options.host);
    const viewport = { width: 1000, height: 800 };
    const { page, faults } = await watchedPage(await browser.newContext({ viewport, ...options.context }));
    return {
      desk,
      page,
      faults,
      async open() {
        await page.goto(host.url);
        await page.click("[data-firstline-bubble]");
        await page.getByText(desk.site.greeting).waitFor();
      },
      async stop() {
        for (const context of browser.contexts()) await context.close();
        await host.stop();
        await desk.stop();
      },
    };
  };
}
