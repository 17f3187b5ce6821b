import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { settled } from "../../worker/serve/axe.ts";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Host, type HostOptions, startHost } from "./host.ts";
import { watchedPage } from "./page.ts";

const bubble = "[data-firstline-bubble]";
const panel = "[data-firstline-panel]";
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
});
afterEach(async () => {
  await context.close();
  await host?.stop();
  await desk.stop();
});

async function visit(options: HostOptions, attributes = ""): Promise<void> {
  const tag = `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}" ${attributes}></script>`;
  host = await startHost(desk.url, tag, options);
  await page.goto(host.url);
}

type Within = Pick<Page, "locator" | "getByLabel" | "getByText" | "getByRole">;

/** The files and the values of `integrity` that the build has printed. */
const readIntegrity = (): Record<string, string> =>
  JSON.parse(readFileSync(new URL("../dist/integrity.json", import.meta.url), "utf8"));

/** The whole way: open, ask, see the ticket, get an answer. */
async function journey(within: Within = page): Promise<void> {
  await within.locator(bubble).click();
  await ask(within);
}

async function ask(within: Within): Promise<void> {
  await within.getByLabel("Subject").fill("Wrong colour");
  await within.getByLabel("Message").fill("I ordered brown.");
  await within.getByRole("button", { name: "Send", exact: true }).click();
  await within.getByRole("button", { name: "See my ticket" }).click();
  await within.getByText("I ordered brown.").waitFor();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  desk.happen(number, {
    type: "message",
    actor: { kind: "agent", name: "Priya Natarajan" },
    message: { id: "msg_a1", text: "We look into it." },
  });
  await within.getByText("We look into it.").waitFor();
  expect(desk.tickets.size).toBe(1);
}

test("a policy that trusts nothing but the tag's nonce", async () => {
  await visit({ policy: { "script-src": "'nonce-r4nd0m'" } }, 'nonce="r4nd0m"');
  await journey();
  expect(faults).toEqual([]);
});

test("a policy of nonces and 'strict-dynamic'", async () => {
  await visit({ policy: { "script-src": "'nonce-r4nd0m' 'strict-dynamic'" } }, 'nonce="r4nd0m"');
  await journey();
  expect(faults).toEqual([]);
});

test("a page that pins every file by its integrity, and one whose file is not what it was", async () => {
  const { "firstline.js": loader = "", ...late } = readIntegrity();
  const pinned = (values: Record<string, string>) => {
    const integrity = Object.fromEntries(Object.entries(values).map(([name, value]) => [desk.url + name, value]));
    const map = `<script type="importmap" nonce="r4nd0m">${JSON.stringify({ integrity })}</script>`;
    return `${map}<script async src="${desk.url}firstline.js" data-site="${desk.site.key}" nonce="r4nd0m" integrity="${loader}" crossorigin="anonymous"></script>`;
  };
  const policy = { "script-src": "'nonce-r4nd0m'" };
  host = await startHost(desk.url, pinned(late), { policy });
  await page.goto(host.url);
  await journey();
  expect(faults).toEqual([]);
  await host.stop();
  host = await startHost(desk.url, pinned(Object.fromEntries(Object.keys(late).map((name) => [name, loader]))), {
    policy,
  });
  await page.goto(host.url);
  await page.click(bubble);
  const again = page.getByRole("button", { name: "Try again" });
  for (let tries = 0; tries < 3; tries++) {
    await again.click();
    await again.waitFor();
  }
});

test("a policy without any style and without images", async () => {
  await visit({ policy: { "style-src": "'none'", "img-src": "'none'" } });
  await journey();
  expect(faults.filter((fault) => !fault.includes("data:,"))).toEqual([]);
});

test("a page that is isolated from other origins", async () => {
  await visit({
    headers: { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" },
  });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await journey();
  expect(faults).toEqual([]);
});

test("a frame that may run scripts and nothing else", async () => {
  const tag = `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}"></script>`;
  host = await startHost(desk.url, "", {
    script: `addEventListener("load", () => {
      const frame = Object.assign(document.createElement("iframe"), { src: "/frame.html", width: 600, height: 700 });
      frame.sandbox = "allow-scripts";
      document.body.append(frame);
    })`,
    files: { "/frame.html": { type: "text/html", content: `<!doctype html><title>Frame</title>${tag}<body>` } },
  });
  await page.goto(host.url);
  await journey(page.frameLocator("iframe"));
  expect(faults).toEqual([]);
});

/** Where a thing stands, how big its words are and what else a page hands down. */
const looksOf = (selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { fontSize, letterSpacing, textTransform, textAlign, visibility, color } = getComputedStyle(element);
    return { x, y, width, height, fontSize, letterSpacing, textTransform, textAlign, visibility, color };
  });

/** The looks of the open widget. */
async function looks() {
  await page.click(bubble);
  await page.getByText(desk.site.greeting).waitFor();
  await settled(page);
  return Promise.all([bubble, panel, `${panel} h2`, `${panel} [for=subject]`].map(looksOf));
}

test.each([
  ["unsets everything", "* { all: unset !important }"],
  ["hides everything", "* { display: none !important } html, body, main { display: block !important }"],
  [
    "makes everything see-through and lets no click through",
    "body > * { opacity: 0 !important; pointer-events: none !important; visibility: hidden !important }",
  ],
  ["has giant letters", "html { font: italic 900 60px/3 serif; letter-spacing: 1em; text-transform: uppercase }"],
  ["is narrow and centred", "body { width: 300px; margin: auto; text-align: center; display: grid; gap: 80px }"],
])("a page that %s: the widget looks as anywhere", async (_, style) => {
  await visit({});
  const elsewhere = await looks();
  await host?.stop();
  await visit({ style });
  expect(await looks()).toEqual(elsewhere);
  await ask(page);
  expect(faults).toEqual([]);
});

test("a body from right to left", async () => {
  await visit({ body: 'dir="rtl"' });
  await journey();
  expect([(await looksOf(bubble)).x, (await looksOf(panel)).x]).toEqual([20, 20]);
  expect(faults).toEqual([]);
});

test("a page that has changed what JavaScript comes with", async () => {
  await visit({
    script: `
      // As old libraries did: more members, on every list and object, and lists that write themselves as JSON.
      for (const name of ["each", "contains", "remove"]) Array.prototype[name] = function () { return this };
      Array.prototype.toJSON = function () { return "[" + this.map(String) + "]" };
      String.prototype.toJSON = Number.prototype.toJSON = function () { return this.valueOf() };
      Function.prototype.bind = ((bind) => function (...values) { return bind.apply(this, values) })(Function.prototype.bind);
      for (const name of ["from", "of"]) { const old = Array[name]; Array[name] = (...values) => old.apply(Array, values) }
      // As tools that watch do: requests go by way of them, with a header less and another promise.
      const asked = [];
      window.asked = asked;
      const unwatched = window.fetch;
      window.fetch = function (input, init) {
        asked.push(String(input instanceof Request ? input.url : input));
        return new Promise((resolve, reject) => setTimeout(() => unwatched.call(window, input, init).then(resolve, reject), 5));
      };
      // As polyfills do.
      class Watched extends Promise {
        static get [Symbol.species]() { return Promise }
        then(...values) { return super.then(...values) }
      }
      delete Watched.prototype.finally;
      window.Promise = Watched;
    `,
  });
  await journey();
  expect(await page.evaluate<number>("asked.length")).toBeGreaterThan(1);
  expect(faults).toEqual([]);
});

test("a page whose fetch throws gets a calm notice, and no word is lost", async () => {
  await visit({ script: "window.fetch = () => { throw new Error('not here') }" });
  await page.click(bubble);
  await page.getByText("We cannot reach the desk.").waitFor({ timeout: 30_000 });
  expect(faults).toEqual([]);
});

test("it does not touch what JavaScript comes with, and adds no more than its one global", async () => {
  const look = () =>
    page.evaluate(() => [
      ...Object.getOwnPropertyNames(window).filter((name) => !/^\d+$|^__playwright|^__pw/.test(name)),
      ...[Array, Object, Promise, Function, String, Node, Element, HTMLElement].flatMap((known) => [
        ...Object.getOwnPropertyNames(known),
        ...Object.getOwnPropertyNames(known.prototype),
      ]),
    ]);
  host = await startHost(desk.url, "");
  await page.goto(host.url);
  const before = await look();
  await host.stop();
  await visit({});
  await journey();
  const added = (await look()).filter((name) => !before.includes(name));
  expect(added).toEqual(["Firstline"]);
});
