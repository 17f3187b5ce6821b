import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settled } from "../../worker/serve/axe.ts";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { part } from "../../worker/serve/part.ts";
import { at, promises, type Scenery, startScenery } from "./scene.ts";
import { type Stage, tell } from "./scenes.ts";

const built = new URL("../dist/widget/", import.meta.url);
const sources = readdirSync(new URL("../src/panel/languages/", import.meta.url)).map((name) => name.replace(".ts", ""));
const languages = sources.filter((name) => !name.includes("."));
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("the texts of every language are files of their own, of at most 2,000 bytes", () => {
  const names = readdirSync(built);
  const weights = sources.map((source) => {
    const found = names.filter((name) => name.startsWith(`${source}-`) && name.length === source.length + 12);
    return [source, found.length, found[0] && gzipSync(readFileSync(new URL(found[0], built)), { level: 9 }).length];
  });
  expect(weights.filter(([, files, bytes]) => files !== 1 || Number(bytes) > 2_000)).toEqual([]);
  console.log(`the largest: ${Math.max(...weights.map(([, , bytes]) => Number(bytes)))} bytes gzip`);
});

/** The texts of the panel that stick out of it or of their button, or are cut where the style does not ask for it. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const panel = document.querySelector("firstline-widget")?.shadowRoot?.querySelector("[data-firstline-panel]");
    if (!panel) return ["there is no panel"];
    const found: string[] = [];
    const told = (element: Element) => `${element.tagName} ${element.className} "${element.textContent?.slice(0, 60)}"`;
    for (const element of panel.querySelectorAll<HTMLElement>("*")) {
      if (!element.checkVisibility()) continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      // The link to come back with is longer than its field, and names on the way may be cut.
      const mayCut = element.matches("input, .way small");
      if (clientWidth && scrollWidth > clientWidth && !mayCut) found.push(`wide: ${told(element)}`);
      // What clamps its lines may cut what people called something, but none of our own words.
      const ours = element.matches(".way li:first-child > span, .way .ahead, .way :nth-last-child(-n + 2) > span");
      if (ours && scrollHeight > clientHeight + 1) found.push(`cut: ${told(element)}`);
      if (element instanceof HTMLInputElement && element.placeholder) {
        const canvas = document.createElement("canvas").getContext("2d");
        if (!canvas) return ["nothing to measure with"];
        const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(element);
        canvas.font = font;
        const room = clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
        if (canvas.measureText(element.placeholder).width > room) found.push(`cut: ${element.placeholder}`);
      }
    }
    const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const { parentElement } = text;
      if (!text.textContent?.trim() || !parentElement?.checkVisibility() || parentElement.closest(".way")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const frame = (parentElement.closest("button, .chip, .pill") ?? panel).getBoundingClientRect();
      const { left, right } = range.getBoundingClientRect();
      if (left < frame.left - 1 || right > frame.right + 1) found.push(`out: ${told(parentElement)}`);
    }
    return found;
  });

const stages: readonly Stage[] = ["new", "escalated", "missed", "pending", "on_hold", "rated", "closed"];

/** Goes through the views, the form last, and looks at each. */
async function walk({ desk, page, panel, open, call, words }: Scenery, look: (view: string) => Promise<void>) {
  const numbers = stages.map((stage) => tell({ desk, words }, stage));
  const { ticket } = desk.tickets.get(numbers[0] ?? "") ?? {};
  if (ticket) ticket.promise = promises.unstaffed;
  await open();
  await panel.locator(".row").first().waitFor();
  await look("home");
  for (const [index, number] of numbers.entries()) {
    await call("showTicket", number);
    await panel.locator("h2 small", { hasText: number }).waitFor();
    await look(`thread, ${stages[index]}`);
  }
  for (const view of ["forget", "find"]) {
    await call("navigate", view);
    await panel.locator(".body button").first().waitFor();
    await look(view);
  }
  await call("newTicket");
  await panel.locator(".pill").nth(3).click();
  await panel.locator("select").selectOption({ index: 1 });
  await panel.locator("[id='fields.shopMail']").fill("marta@");
  await panel.locator("[id='fields.photo']").fill("photo");
  await panel.locator("[id='fields.size']").fill("12");
  const send = panel.locator("[type=submit].primary");
  await send.click();
  await panel.locator(".consent .error").waitFor();
  await look("form, with mistakes");
  await panel.locator(".links button").first().click();
  await panel.locator(".switches").waitFor();
  await look("what we send");
  await panel.locator(".primary").click();
  await panel.locator(".pill").first().click();
  await panel.locator("#subject").fill(words.subject);
  await panel.locator("#message").fill(words.talk[0] ?? "");
  await panel.locator(".consent input").check();
  await page.route(/\/v1\/tickets$/, (route) => route.abort());
  await send.click();
  await panel.locator(".foot a").waitFor();
  await look("form, queued");
  await page.unroute(/\/v1\/tickets$/);
  desk.promise = promises.unstaffed;
  await send.click();
  await panel.locator("output").waitFor();
  await look("sent");
}

test("in every language every view fits on a screen 320 pixels wide", { timeout: 300_000 }, async () => {
  // German is long, Arabic runs the other way.
  const left = new Set(["de", "ar", ...part(languages, 8)]).values();
  const draw = async () => {
    for (const language of left) {
      const scenery = await startScenery(browser, {
        language,
        known: true,
        viewport: { width: 320, height: 640 },
        hasTouch: true,
        isMobile: true,
        prepare({ site }) {
          site.hours = { is: "closed", opensAt: at(20 * 60) };
          site.usualAnswer = 26 * 3_600_000;
          site.consent = { version: "1", text: "I agree." };
          site.fallbackEmail = "help@larkmoor.example";
          Object.assign(site, { restore: true });
        },
      });
      try {
        await walk(scenery, async (view) => {
          await settled(scenery.page);
          expect(await misfits(scenery.page), `${language}, ${view}`).toEqual([]);
          expect(await scenery.panel.evaluate((panel) => getComputedStyle(panel).direction)).toBe(
            ["ar", "fa", "he"].includes(language) ? "rtl" : "ltr",
          );
        });
      } finally {
        await scenery.stop();
      }
    }
  };
  await Promise.all([draw(), draw(), draw()]);
});

test("times are those of the visitor's zone, written as their language and country do", async () => {
  const kept = new Date("2026-03-04T09:05:00Z");
  const told: [options: object, day: string, time: string][] = [
    [{ language: "ja", locale: "ja-JP", timezoneId: "Asia/Tokyo" }, "3月4日(水)", "18:05"],
    [{ language: "en", locale: "en-US", timezoneId: "America/New_York" }, "Wed, Mar 4", "4:05 AM"],
    [{ language: "en", locale: "en-GB", timezoneId: "America/New_York" }, "Wed 4 Mar", "4:05"],
    [{ language: "de", locale: "de-AT", timezoneId: "Asia/Kathmandu" }, "Mi., 4. März", "14:50"],
    // Whoever reads English elsewhere keeps the clock of their country.
    [{ language: "en", locale: "de-DE", timezoneId: "UTC" }, "Wed, Mar 4", "9:05"],
  ];
  for (const [options, day, time] of told) {
    const { desk, open, call, panel, stop } = await startScenery(browser, { known: true, ...options });
    const { number } = desk.open("Parcel", "It says delivered.", kept);
    await open();
    await panel.locator(".row small").first().getByText(day).waitFor();
    await call("showTicket", number);
    expect(await panel.locator(".day").textContent()).toBe(day);
    const shown = (await panel.locator("article time").textContent()) ?? "";
    // Whether an hour has a leading zero is up to the browser.
    expect(shown.replaceAll(/\s/g, " ").replace(/^0/, "")).toBe(time);
    await stop();
  }
});

test("the page's language counts before the browser's, and the option before both", async () => {
  const told: [language: string, page: string, browser: string, button: string][] = [
    ["", "de", "fr-FR", "Senden"],
    ["pl", "de", "fr-FR", "Wyślij"],
    ["", "", "pt-BR", "Enviar"],
  ];
  for (const [language, page, locale, button] of told) {
    const scenery = await startScenery(browser, { language, locale });
    await scenery.page.addInitScript((lang) => {
      document.addEventListener("readystatechange", () => {
        document.documentElement.lang = lang;
      });
    }, page);
    await scenery.open();
    await expect
      .poll(() => scenery.panel.locator("[type=submit].primary").textContent(), { message: page })
      .toBe(button);
    await scenery.stop();
  }
});

test("what comes behind the form speaks the form's language, however late that comes", async () => {
  const { open, page, panel, stop } = await startScenery(browser, { language: "pl" });
  await page.route(/\/pl-/, (route) => setTimeout(() => route.continue(), 500));
  await open();
  await panel.getByText("Czego dotyczy sprawa?").waitFor();
  await stop();
});

test("a ticket's own page speaks its reader's language, in its direction", async () => {
  const { desk, page, panel, stop } = await startScenery(browser, { locale: "fa-IR" });
  const { number } = desk.open("Parcel", "It says delivered.");
  await page.goto(`${desk.url}t/${number}#k=${desk.secret}`);
  await panel.locator("article").waitFor();
  expect(await panel.getAttribute("lang")).toBe("fa");
  expect(await page.evaluate(() => document.dir)).toBe("rtl");
  await stop();
});
