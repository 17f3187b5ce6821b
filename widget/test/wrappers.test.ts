import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { bundle } from "./bundle.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Host, startHost } from "./host.ts";
import { countLeftovers, leftovers, watchedPage } from "./page.ts";

const bubble = "[data-firstline-bubble]";
const panel = "[data-firstline-panel]";
const apps = { react: await bundle("apps/react.tsx"), element: await bundle("apps/element.ts") };
let browser: Browser;
let desk: Desk;
let host: Host | undefined;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  desk = await startDesk();
  context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  ({ page, faults } = await watchedPage(context));
  // React's own advice, which it gives whenever it runs for development.
  page.on("console", (message) => {
    if (message.text().includes("React DevTools")) faults.splice(faults.indexOf(message.text()), 1);
  });
});
afterEach(async () => {
  await context.close();
  await host?.stop();
  await desk.stop();
});

async function visit(app: keyof typeof apps, site = desk.site.key): Promise<void> {
  host = await startHost(desk.url, '<script type="module" src="/app.js"></script>', { files: apps[app] });
  // Without the slash at its end, as most people write it.
  await page.goto(`${host.url}?${new URLSearchParams({ url: desk.url.replace(/\/$/, ""), site })}`);
}

const widgets = () => page.locator("firstline-widget").count();
const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
const accent = () =>
  page.locator(bubble).evaluate((button) => getComputedStyle(button).getPropertyValue("--firstline-accent").trim());

describe("React", () => {
  test("in strict mode there is one widget, as long as the component is there, and nothing is left of it", async () => {
    await countLeftovers(page);
    await visit("react");
    await page.locator(bubble).waitFor();
    await expect.poll(widgets).toBe(1);
    await press("Help on and off");
    await expect.poll(widgets).toBe(0);
    const before = await leftovers(page);
    for (let time = 0; time < 3; time++) {
      await press("Help on and off");
      await page.click(bubble);
      await page.getByText(desk.site.greeting).waitFor();
      await press("Help on and off");
    }
    await expect.poll(widgets).toBe(0);
    await vi.waitUntil(async () => (await leftovers(page)).join() === before.join());
    expect(faults).toEqual([]);
  });

  test("the hook's verbs open the form, and a component hears of the ticket", async () => {
    await visit("react");
    await press("Ask about boots");
    await expect.poll(() => page.getByLabel("In short").inputValue()).toBe("Boots");
    await page.getByLabel("Message").fill("Do they run small?");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const told = page.locator("#place output");
    await vi.waitUntil(async () => (await told.textContent()) !== "");
    await expect.poll(() => told.textContent()).toBe([...desk.tickets.keys()].join());
    expect(faults).toEqual([]);
  });

  test("a changed prop changes the widget; what only looks new, an object of the same words, draws nothing anew", async () => {
    await visit("react");
    await page.click(bubble);
    await page.getByLabel("Message").fill("Half a sen");
    const drawn = await page.locator(panel).locator("textarea").elementHandle();
    await press("Again");
    await press("Brown");
    await expect.poll(() => page.locator("#renders").textContent()).toBe("1");
    await vi.waitUntil(async () => (await accent()) === "#654321");
    expect(await drawn?.evaluate((field) => field.isConnected && "value" in field && field.value)).toBe("Half a sen");
  });

  test("an identity that comes signs in, once however often it is rendered, and one that goes signs out", async () => {
    const asked = (verb: string) => desk.requests.filter((route) => route.endsWith(verb)).length;
    desk.site.identifiedOnly = true;
    await visit("react");
    await page.click(bubble);
    await page.getByText("Please sign in on this site to write to us.").waitFor();
    await press("Sign in and out");
    await page.getByRole("button", { name: "New ticket" }).click();
    await press("Again");
    await press("Brown");
    await page.getByLabel("In short").fill("Mine");
    expect(asked("identify")).toBe(1);
    await press("Sign in and out");
    await vi.waitUntil(() => asked("forget") === 1);
    expect(faults).toEqual([]);
  });

  test("without a site there is nothing, with one again there is", async () => {
    await visit("react");
    await page.locator(bubble).waitFor();
    await press("Inline on and off");
    await page.locator(".place").getByText(desk.site.greeting).waitFor();
    await press("Site on and off");
    await expect.poll(widgets).toBe(0);
    await expect.poll(() => page.getByRole("button", { name: "Ask about boots" }).isDisabled()).toBe(true);
    await press("Site on and off");
    await page.locator(bubble).waitFor();
    await page.locator(".place").getByText(desk.site.greeting).waitFor();
    await expect.poll(widgets).toBe(2);
    expect(faults).toEqual([]);
  });

  test("a panel at its place comes and goes with its component", async () => {
    await visit("react");
    await press("Inline on and off");
    await page.locator(".place").getByText(desk.site.greeting).waitFor();
    await expect.poll(widgets).toBe(2);
    await press("Inline on and off");
    await expect.poll(widgets).toBe(1);
    expect(faults).toEqual([]);
  });

  test("on a server it renders what is in it, and asks for no browser", async () => {
    const { Firstline, FirstlinePanel, useFirstline } = await import("@firstline/widget/react");
    const Inner = () => createElement("b", null, useFirstline() === undefined ? "not yet" : "already");
    const children = [createElement(Inner, { key: 1 }), createElement(FirstlinePanel, { key: 2, className: "place" })];
    const options = { url: "https://desk.example", site: "pk_testsite", children };
    expect(renderToString(createElement(Firstline, options))).toBe('<b>not yet</b><div class="place"></div>');
    expect(() => renderToString(createElement(Inner))).toThrow("needs a <Firstline> around");
  });
});

describe("the element", () => {
  /** Writes markup into the page's place; the page trusts no string, so it comes by way of a document. */
  const write = (markup: string) =>
    page.evaluate((attributes) => {
      const element = document.createElement("firstline-help");
      for (const [name, value] of attributes) element.setAttribute(name, value);
      document.querySelector("#place")?.append(element);
    }, attributesOf(markup));
  const attributesOf = (markup: string) =>
    [...markup.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]): [string, string] => [
      name,
      value,
    ]);
  const change = (name: string, value: string | null) =>
    page.locator("firstline-help").evaluate(
      (element, [name, value]) => {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      },
      [name, value] as const,
    );
  const plain = () => `url="${desk.url.replace(/\/$/, "")}" site="${desk.site.key}"`;

  test("draws a widget as long as it is there, follows its attributes, and leaves nothing", async () => {
    await countLeftovers(page);
    await visit("element");
    await page.waitForFunction("customElements.get('firstline-help')");
    const before = await leftovers(page);
    await write(`${plain()} accent="#123456"`);
    await page.locator(bubble).waitFor();
    await expect.poll(accent).toBe("#123456");
    await change("accent", "#654321");
    await expect.poll(accent).toBe("#654321");
    await page.click(bubble);
    await page.getByText(desk.site.greeting).waitFor();
    await page.evaluate("document.querySelector('main').prepend(document.querySelector('firstline-help'))");
    await expect.poll(() => page.isVisible(panel)).toBe(true);
    await page.evaluate("document.querySelector('firstline-help').remove()");
    await vi.waitUntil(async () => (await widgets()) === 0);
    await vi.waitUntil(async () => (await leftovers(page)).join() === before.join());
    expect(faults).toEqual([]);
  });

  test("waits for a desk and a site, and goes when one is taken away", async () => {
    await visit("element");
    await write(`site="${desk.site.key}"`);
    await expect.poll(widgets).toBe(0);
    await change("url", desk.url);
    await expect.poll(widgets).toBe(1);
    await change("site", null);
    await expect.poll(widgets).toBe(0);
    await expect.poll(() => page.evaluate("document.querySelector('firstline-help').widget")).toBeUndefined();
    expect(faults).toEqual([]);
  });

  test("inline, its panel stands in it; its verbs and events are at hand", async () => {
    await visit("element");
    await write(`${plain()} inline bubble="none"`);
    await page.locator("firstline-help").getByText(desk.site.greeting).waitFor();
    await page.evaluate(
      "document.querySelector('firstline-help').addEventListener('ticket-created', ({ detail }) => { document.title = detail.ticket.number; })",
    );
    await change("inline", null);
    await expect.poll(widgets).toBe(1);
    await page.evaluate("document.querySelector('firstline-help').widget.newTicket({ subject: 'Boots' })");
    await page.getByLabel("Message").fill("Do they run small?");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await vi.waitUntil(async () => desk.tickets.has(await page.title()));
    expect(faults).toEqual([]);
  });

  test("where there are no elements, defining it does nothing", async () => {
    const { defineFirstlineHelp } = await import("@firstline/widget/element");
    expect(defineFirstlineHelp()).toBeUndefined();
  });
});

test.each(["react", "element"])("%s adds at most 1 kB gzip to the widget", (name) => {
  const code = readFileSync(new URL(`../dist/module/${name}.js`, import.meta.url));
  const bytes = gzipSync(code, { level: 9 }).length;
  console.log(`${name}: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(1_000);
});

test("React is told to leave it to the browser", () => {
  expect(readFileSync(new URL("../dist/module/react.js", import.meta.url), "utf8")).toMatch(/^"use client";/);
});
