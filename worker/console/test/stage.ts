import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from "vitest";
import { accessibilityFindings } from "../../serve/axe.ts";
import { launchChromium } from "../../serve/chromium.ts";
import { createTestDesk, serve, type TestDesk } from "./desk.ts";

/** What a browser test works with: a fresh desk, its server, and a page that shows nothing yet. */
export interface Stage {
  readonly desk: TestDesk;
  readonly server: Awaited<ReturnType<typeof serve>>;
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Builds the console, and sets a stage for each test of a file; a page that complained has failed. */
export function useStage() {
  let assets: string;
  let browser: Browser;
  let now: Stage;
  /** What the page complained about: broken policy, thrown errors, warnings. */
  let complaints: string[];

  const newPage = async (viewport: { width: number; height: number }): Promise<Stage> => {
    await now.context.close();
    now = { ...now, ...(await openPage(viewport)) };
    return now;
  };
  const openPage = async (viewport: { width: number; height: number }) => {
    const context = await browser.newContext({ viewport, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // The browser reports every refused request by itself; the tests provoke those.
      if (!message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    return { context, page };
  };
  const openConsole = (fragment = "") => now.page.goto(`${now.server.url}/console/${fragment}`);

  beforeAll(async () => {
    assets = inject("console");
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    const desk = createTestDesk();
    const server = await serve(desk, assets);
    now = { desk, server, ...(await openPage({ width: 1440, height: 900 })) };
  });
  afterEach(async () => {
    await now.context.close();
    await now.server.close();
    expect(complaints).toEqual([]);
  });

  return {
    /** The stage of the running test. */
    now: () => now,
    /** Another page of another size in place of the one there is. */
    newPage,
    openConsole,
    async signedInAt(fragment: string) {
      now.desk.signIn();
      // Away and back, for another fragment alone loads nothing.
      await now.page.goto("about:blank");
      await openConsole(fragment);
      await now.page.locator("a.row").first().waitFor({ state: "attached" });
    },
    /** What axe finds on the page as it is, in light colours and in dark ones. */
    findings: () => accessibilityFindings(now.page),
  };
}
