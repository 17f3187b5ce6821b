import type { TicketPromise } from "@firstline/sdk/wire";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { settled } from "../../worker/serve/axe.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Host, type HostOptions, startHost } from "./host.ts";
import { watchedPage } from "./page.ts";
import { type Words, words } from "./words.ts";

/** One view of the widget in one state, and how a page comes to it: by what the language of its texts does not change. */
export interface Scene {
  readonly name: string;
  /** Whether the browser knows a visitor already. */
  readonly known?: boolean;
  /** Whether it is the ticket's own page. */
  readonly hosted?: boolean;
  draw(scenery: Scenery): Promise<void>;
}

/** A page of its own with the widget on it, and the desk behind it. */
export interface Scenery {
  readonly desk: Desk;
  readonly host: Host;
  readonly page: Page;
  readonly panel: Locator;
  readonly words: Words;
  /** What the browser's console had to say. */
  readonly faults: string[];
  /** Goes to the page and opens the panel. */
  open(): Promise<void>;
  /** Calls a verb of the widget. */
  call(verb: string, ...values: unknown[]): Promise<void>;
  stop(): Promise<void>;
}

export interface SceneryOptions extends BrowserContextOptions {
  readonly words?: Words;
  /** The language of the widget; default that of the words. */
  readonly language?: string;
  readonly known?: boolean | undefined;
  /** Changes the desk before anybody is there. */
  readonly prepare?: (desk: Desk) => void;
  /** How the host's page differs from a plain one. */
  readonly hostOptions?: HostOptions;
}

const rightToLeft = /^(ar|fa|he)/;

/** Builds a scenery. It is ended with `stop`. */
export async function startScenery(browser: Browser, options: SceneryOptions = {}): Promise<Scenery> {
  const { words: spoken = words.english, language = spoken.language, known, prepare, hostOptions, ...rest } = options;
  const desk = await startDesk();
  const { site } = desk;
  Object.assign(site, { name: spoken.site, greeting: spoken.greeting });
  site.topics.forEach((topic, index) => {
    topic.label = spoken.topics[index] ?? topic.label;
  });
  prepare?.(desk);
  const host = await startHost(
    desk.url,
    `<script async src="${desk.url}firstline.js" data-site="${site.key}" data-language="${language}"></script>`,
    { body: rightToLeft.test(language) ? 'dir="rtl"' : "", ...hostOptions },
  );
  const context = await browser.newContext({
    viewport: { width: 1000, height: 760 },
    locale: language === "en" ? "en-GB" : language,
    timezoneId: "Europe/Warsaw",
    reducedMotion: "reduce",
    ...rest,
  });
  const { page, faults } = await watchedPage(context);
  page.setDefaultTimeout(10_000);
  if (known) {
    await page.addInitScript(
      ([name, token]) => localStorage.setItem(name ?? "", token ?? ""),
      [`firstline:${site.key}`, desk.token],
    );
  }
  const panel = page.locator("[data-firstline-panel]");
  return {
    desk,
    host,
    page,
    panel,
    words: spoken,
    faults,
    async open() {
      await page.goto(host.url);
      await page.click("[data-firstline-bubble]");
      await panel.locator("h2").waitFor();
    },
    async call(verb, ...values) {
      await page.evaluate(`Firstline(${[verb, ...values].map((value) => JSON.stringify(value)).join()})`);
    },
    async stop() {
      await context.close();
      await host.stop();
      await desk.stop();
    },
  };
}

/** Draws a scene in a scenery of its own, and lets `look` see it once it is at rest. */
export async function stage<Seen>(
  browser: Browser,
  scene: Scene,
  options: SceneryOptions,
  look: (scenery: Scenery) => Promise<Seen>,
): Promise<Seen> {
  const scenery = await startScenery(browser, { known: scene.known, ...options });
  try {
    await scene.draw(scenery);
    await settled(scenery.page);
    return await look(scenery);
  } catch (fault) {
    throw new Error(`The scene "${scene.name}" failed: ${fault}`, { cause: fault });
  } finally {
    await scenery.stop();
  }
}

/** So many minutes from now, as the wire says it. */
export const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

/** What may be promised. */
export const promises = {
  due: { answer: { is: "due", at: at(95) }, solution: { is: "due", at: at(3 * 1440) }, staffedAt: null },
  unstaffed: { answer: { is: "due", at: at(900) }, solution: { is: "due", at: at(3 * 1440) }, staffedAt: at(600) },
  answered: { answer: { is: "kept", at: at(-170) }, solution: { is: "due", at: at(2 * 1440) }, staffedAt: null },
  paused: {
    answer: { is: "kept", at: at(-170) },
    solution: { is: "paused", since: at(-30), reason: "pending", goesOnWith: "requester_reply" },
    staffedAt: null,
  },
  onHold: {
    answer: { is: "kept", at: at(-170) },
    solution: { is: "paused", since: at(-30), reason: "on_hold", goesOnWith: "third_party" },
    staffedAt: null,
  },
  missed: {
    answer: { is: "missed", dueAt: at(-80), lateBy: 80 * 60_000, now: { is: "due", at: at(40) } },
    solution: { is: "due", at: at(2 * 1440) },
    staffedAt: null,
  },
  done: { answer: { is: "kept", at: at(-170) }, solution: { is: "kept", at: at(-5) }, staffedAt: null },
  doneLate: {
    answer: { is: "missed", dueAt: at(-500), lateBy: 90 * 60_000, now: { is: "done", at: at(-410) } },
    solution: { is: "kept", at: at(-5) },
    staffedAt: null,
  },
} as const satisfies Record<string, TicketPromise>;
