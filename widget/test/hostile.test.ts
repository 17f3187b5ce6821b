import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { part } from "../../worker/serve/part.ts";
import { everyHostileText } from "./hostile-families.ts";
import { promises, type Scenery, startScenery } from "./scene.ts";

let browser: Browser;
/** What ran although it was only text. */
const ran: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => {
  expect(ran.splice(0)).toEqual([]);
});

/** A scenery whose browser keeps no policy, so that nothing but our own code stands between a text and its run. */
async function startTarget(known: boolean): Promise<Scenery> {
  const scenery = await startScenery(browser, { known, bypassCSP: true });
  const { page } = scenery;
  page.setDefaultTimeout(30_000);
  await page.exposeFunction("ran", (where: string) => ran.push(where));
  page.on("dialog", (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  return scenery;
}

/** What things may be called is limited, though not on the desk of these tests; what people write may be long. */
const nameOf = (text: string) => text.slice(0, 2_000);

/** Lets everything be called by one text that people, owners and agents call something; resolves with a ticket of it. */
function callEverything({ desk, words }: Scenery, text: string): string {
  const { site } = desk;
  // As long as a label may be, and in one line.
  const label =
    text
      .replaceAll(/[\n\r]/g, " ")
      .slice(0, 60)
      .trim() || "x";
  const name = nameOf(text);
  Object.assign(site, { name, greeting: name, fallbackEmail: name, consent: { version: name, text: name } });
  site.topics.forEach((topic, index) => {
    Object.assign(topic, { label: `${label}${index}` });
    for (const field of topic.fields ?? []) {
      Object.assign(field, { label, hint: label });
      if ("options" in field) Object.assign(field, { options: [label, `${label}1`, words.site] });
      Object.assign(field, { shownIf: undefined });
    }
  });
  // As a desk would send it: names that every object has are names like any other.
  const names = `{"toString":${JSON.stringify(text)},"constructor":{"prototype":{"hostile":1}},"__proto__":{"hostile":1}}`;
  site.texts = { en: { ...JSON.parse(names), ...ownTexts(text) } };
  const agent = { kind: "agent", name } as const;
  const tier = (level: number) => ({ level, label });
  const ticket = desk.open(name, text);
  const { number } = ticket;
  ticket.tier.label = label;
  ticket.promise = promises.doneLate;
  desk.happen(number, { type: "assigned", actor: agent, agent: { name } });
  desk.happen(number, { type: "escalated", actor: agent, from: tier(1), to: tier(2), reason: name });
  desk.happen(number, { type: "returned", actor: agent, from: tier(2), to: tier(1) });
  desk.happen(number, { type: "message", actor: agent, message: { id: `msg_x${number.slice(5)}`, ...written(text) } });
  desk.happen(number, { type: "status", actor: agent, from: "open", to: "solved" });
  ticket.rating = { score: 3, comment: null };
  return number;
}

/** A message with a link of that text, and files of that name. */
const written = (text: string) => ({
  text: `${text} https://a.test/${text}`,
  attachments: ["image/png", "text/plain"].map((type, index) => ({
    id: `att_${"x".repeat(42)}${index}`,
    name: text.slice(0, 200),
    type,
    size: 12,
  })),
});

/** The owner's own words, in many places. */
const ownTexts = (text: string) => ({
  ...Object.fromEntries(
    ["send", "subject", "message", "messageHint", "email", "yourTickets", "you", "reply", "rate", "copy"].map(
      (name) => [name, text],
    ),
  ),
  has: `{who} ${text}`,
  status: { solved: text, new: text },
  answer: { lateDone: `${text} {at} {by}` },
});

/** What the widget is made of on the page: its kinds of elements with their attributes, what its links lead to, and what it left in the page. */
const madeOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector("firstline-widget")?.shadowRoot ?? document;
    const own = [...root.querySelectorAll("*")].map((element) => {
      const names = element.getAttributeNames().filter((name) => name !== "style");
      return [element.localName, ...names.sort()].join(" ");
    });
    const links = [...root.querySelectorAll("[href], [src], [action], [formaction]")].map(
      (link) =>
        `to ${new URL(link.getAttribute("href") ?? link.getAttribute("src") ?? "about:else", document.baseURI).protocol}`,
    );
    // A ticket's own page has nothing around it.
    const page = root === document ? [] : [...document.querySelectorAll("*")];
    const around = page.map((element) => `page ${element.localName}`);
    const polluted = Object.keys(Object.getPrototypeOf({})).map((name) => `prototype ${name}`);
    const frames = window.length ? ["frame"] : [];
    return [...new Set([...own, ...links, ...around, ...polluted, ...frames])].sort();
  });

/** Goes through all views of a panel whose texts have just been changed. */
async function walk({ page, panel, call }: Scenery, text: string, number: string, look: () => Promise<void>) {
  await call("update", {
    texts: ownTexts(text),
    help: text,
    failed: text,
    context: { [`Line ${text}`.slice(0, 60)]: text },
  });
  await call("navigate", "home");
  const row = panel.locator(".row", { hasText: number });
  await row.waitFor();
  expect(await row.locator("bdi").textContent()).toBe(nameOf(text));
  await look();
  await call("showTicket", number);
  await panel.locator("article").nth(1).waitFor();
  await panel.locator("button.file").first().waitFor();
  expect(await panel.locator("h2 bdi").textContent()).toBe(nameOf(text));
  const [asked, answered] = await panel.locator("article > p").allTextContents();
  expect(asked).toBe(text);
  expect(answered).toBe(written(text).text);
  await look();
  await call("navigate", "home");
  await row.waitFor();
  await call("newTicket", {
    topic: "top_repair",
    subject: nameOf(text),
    message: text,
    email: nameOf(text),
    name: nameOf(text),
  });
  await panel.locator("select").waitFor();
  await panel.locator("select").selectOption({ index: 1 });
  await panel.locator("fieldset").last().locator("input").first().check();
  await panel.locator("[type=submit].primary").click();
  await panel.locator(".consent .error").waitFor();
  await look();
  await panel.locator(".links button").first().click();
  await panel.locator(".switches li").nth(5).waitFor();
  await look();
  await page.evaluate("sessionStorage.clear()");
}

/** Links to web pages, and what stands in for what is still on its way. */
const alwaysHarmless = ["to http:", "to https:", "div aria-label class role", "i", "html lang"];

const failAt = (text: string, fault: unknown): never => {
  throw new Error(`With ${JSON.stringify(text).slice(0, 300)}: ${fault}`, { cause: fault });
};

test("there are at least 200 texts, none twice", () => {
  expect(everyHostileText.length).toBeGreaterThanOrEqual(200);
  console.log(`${everyHostileText.length} hostile texts`);
});

test("in every field that the widget shows, no text becomes anything but text", { timeout: 300_000 }, async () => {
  const left = part(everyHostileText, 8).values();
  const visit = async () => {
    const scenery = await startTarget(true);
    try {
      const harmless = new Set(alwaysHarmless);
      const plain = "Plain";
      const first = callEverything(scenery, plain);
      await scenery.open();
      await walk(scenery, plain, first, async () => {
        for (const one of await madeOf(scenery.page)) harmless.add(one);
      });
      expect(harmless.size).toBeGreaterThan(40);
      for (const text of left) {
        const number = callEverything(scenery, text);
        const look = async () => {
          const more = (await madeOf(scenery.page)).filter((one) => !harmless.has(one));
          expect(more).toEqual([]);
        };
        await walk(scenery, text, number, look).catch((fault) => failAt(text, fault));
        scenery.desk.tickets.clear();
      }
      // A thread that is left at once may end its connection before it stands.
      expect(scenery.faults.filter((fault) => !fault.startsWith("WebSocket connection"))).toEqual([]);
    } finally {
      await scenery.stop();
    }
  };
  await Promise.all([visit(), visit(), visit()]);
});

test("nor on a ticket's own page, in its content or its address", { timeout: 300_000 }, async () => {
  const left = part(everyHostileText, 8).values();
  const visit = async () => {
    const scenery = await startTarget(false);
    const { desk, page, panel } = scenery;
    const show = async (text: string) => {
      const number = callEverything(scenery, text);
      const aside = encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, "")).slice(0, 2_000);
      await page.goto("about:blank");
      await page.goto(`${desk.url}t/${number}?${aside}#k=${desk.secret}&${aside}`);
      const second = panel.locator("article").nth(1);
      await second.waitFor().catch((fault) => failAt(text, fault));
      await panel.locator("button.file").first().waitFor();
      expect(await panel.locator("h2 bdi").textContent()).toBe(nameOf(text));
      expect(await page.title()).toContain(number);
      return madeOf(page);
    };
    try {
      const harmless = new Set([...(await show("Plain")), ...alwaysHarmless]);
      for (const text of left) {
        const more = (await show(text)).filter((one) => !harmless.has(one));
        expect(more, text.slice(0, 200)).toEqual([]);
        desk.tickets.clear();
      }
    } finally {
      await scenery.stop();
    }
  };
  await Promise.all([visit(), visit(), visit()]);
});

test("the test would notice: put in as markup, the texts run and are found", async () => {
  const scenery = await startTarget(true);
  const { page, open } = scenery;
  callEverything(scenery, "Plain");
  await open();
  const harmless = new Set(await madeOf(page));
  await page.evaluate((html) => {
    const panel = document.querySelector("firstline-widget")?.shadowRoot?.querySelector("[data-firstline-panel]");
    panel?.insertAdjacentHTML("beforeend", html);
  }, everyHostileText.join(""));
  await expect.poll(() => ran.length).toBeGreaterThan(0);
  expect((await madeOf(page)).filter((one) => !harmless.has(one)).length).toBeGreaterThan(25);
  await scenery.stop();
  ran.length = 0;
});
