import { readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launchChromium } from "./browser.ts";
import { buildConsole } from "./build.ts";
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
  let axe: string;
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
    assets = await buildConsole();
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(assets, { recursive: true, force: true });
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
    /** What axe finds on the page as it is. */
    async findings(): Promise<string[]> {
      await now.page.evaluate(axe);
      const found: unknown = await now.page.evaluate(
        "axe.run(document).then((result) => result.violations.map((violation) => violation.id + ': ' + violation.nodes.map((node) => node.html).join(' ')))",
      );
      return Array.isArray(found) ? found.map(String) : ["axe gave no list"];
    },
  };
}
