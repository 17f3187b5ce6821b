import type { BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type HostOptions, startHost } from "./host.ts";
import { watchedPage } from "./page.ts";

/** A page with the widget on it, in a browser of its own, and the desk behind it. */
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
  /** Flags of the browser. */
  readonly args?: readonly string[];
}

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const desk = await startDesk();
  const tag = `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}"></script>`;
  const host = await startHost(desk.url, tag, options.host);
  const browser = await launchBrowser(options.args);
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
      await browser.close();
      await host.stop();
      await desk.stop();
    },
  };
}
