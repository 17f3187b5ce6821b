import { readdirSync, readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Host, type HostOptions, startHost } from "./host.ts";
import { countLeftovers, leftovers, stored, submit, watchedPage } from "./page.ts";

const bubble = "[data-firstline-bubble]";
const panel = "[data-firstline-panel]";
const stub = "window.Firstline ??= Object.assign((...call) => Firstline.q.push(call), { q: [] });";
const priya = { kind: "agent", name: "Priya Natarajan" } as const;
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

const tag = (attributes = `data-site="${desk.site.key}"`) =>
  `<script async src="${desk.url}firstline.js" ${attributes}></script>`;

async function visit(options: HostOptions = {}, tags = tag()): Promise<void> {
  await host?.stop();
  host = await startHost(desk.url, tags, options);
  await page.goto(host.url);
  await vi.waitUntil(() => page.evaluate("!!window.Firstline && !Firstline.q"));
}

/** Calls a verb from the page. */
const call = <Answer = unknown>(...values: unknown[]): Promise<Answer> =>
  page.evaluate<Answer>(`Firstline(...${JSON.stringify(values)})`);

const greeting = () => page.getByText(desk.site.greeting);

/** What has the focus, within the widget if that has it. */
const focused = () =>
  page.evaluate(() => {
    const inPage = document.activeElement;
    const found = inPage?.shadowRoot?.activeElement ?? inPage;
    return found?.id || found?.tagName;
  });

test("without a site nothing is shown until boot names one", async () => {
  await visit({}, tag(""));
  expect(await page.locator("firstline-widget").count()).toBe(0);
  await call("open");
  await call("boot", { site: desk.site.key });
  expect(await page.isVisible(panel)).toBe(false);
  await page.click(bubble);
  await greeting().waitFor();
  expect(faults).toEqual([]);
});

test("open, close and toggle, before the code is here and after", async () => {
  await visit();
  await call("open");
  await greeting().waitFor();
  for (const [verb, shown] of [
    ["close", false],
    ["close", false],
    ["toggle", true],
    ["open", true],
    ["toggle", false],
  ] as const) {
    await call(verb);
    expect(await page.isVisible(panel), verb).toBe(shown);
  }
});

test("hide takes the bubble and leaves the panel; show brings it back", async () => {
  await visit();
  await call("hide");
  expect(await page.isVisible(bubble)).toBe(false);
  await call("open");
  await greeting().waitFor();
  await call("show");
  expect(await page.isVisible(bubble)).toBe(true);
});

test("shut down, it leaves the page and what was typed stays for the next boot", async () => {
  await visit();
  await page.click(bubble);
  await page.getByLabel("Subject").fill("Half a sen");
  await call("shutdown");
  expect(await page.locator("firstline-widget").count()).toBe(0);
  await page.evaluate(() => document.body.append("something new"));
  expect(await page.locator("firstline-widget").count()).toBe(0);
  await call("open");
  expect(await page.locator("firstline-widget").count()).toBe(0);
  await call("boot");
  expect(await page.isVisible(panel)).toBe(false);
  await page.click(bubble);
  expect(await page.getByLabel("Subject").inputValue()).toBe("Half a sen");
});

test("a new ticket starts with the prefill, but what was typed stays, and nothing is stored by it", async () => {
  await visit();
  await call("newTicket", { subject: "Order 4711", message: "Where is it?", topic: "top_delivery" });
  await page.getByRole("heading", { name: "New ticket" }).waitFor();
  expect(await page.getByLabel("Subject").inputValue()).toBe("Order 4711");
  expect(await page.getByLabel("Order and delivery").isChecked()).toBe(true);
  expect(await stored(page)).toEqual([]);
  await page.getByLabel("Message").fill("My own words.");
  await call("newTicket", { message: "Where is it?", email: "ada@example.com" });
  expect(await page.getByLabel("Message").inputValue()).toBe("My own words.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("output").waitFor();
  expect([...desk.tickets.values()].map(({ ticket }) => [ticket.subject, ticket.topic?.label])).toEqual([
    ["Order 4711", "Order and delivery"],
  ]);
});

test("a ticket is shown by its number, also one that this computer gets to know by the secret of its link", async () => {
  const { number } = desk.open("Parcel", "It says delivered.");
  await visit();
  await call("showTicket", number);
  await page.getByText("use its link").waitFor();
  await call("showTicket", number, desk.secret);
  await page.getByText("It says delivered.").waitFor();
  await call("navigate", "home");
  await page.getByRole("button", { name: /Parcel/ }).waitFor();
  await call("navigate", "forget");
  await page.getByRole("heading", { name: "Forget this device?" }).waitFor();
});

test("a verb that opens waits for the code through a failure and a new try", async () => {
  const { number } = desk.open("Parcel", "It says delivered.");
  await page.route(/panel-/, (route) => route.abort());
  await visit();
  await page.evaluate(`void Firstline("showTicket", "${number}", "${desk.secret}")`);
  await page.getByRole("button", { name: "Try again" }).waitFor();
  await page.unroute(/panel-/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("It says delivered.").waitFor();
});

test("logging out forgets the visitor, from a page that never opened the panel too", async () => {
  await visit();
  await page.click(bubble);
  await submit(page);
  await page.locator("output").waitFor();
  await page.reload();
  await page.locator(bubble).waitFor();
  await call("logout");
  expect(desk.requests).toContain("POST /v1/visitors/forget");
  expect(await stored(page)).toEqual([]);
  expect(await page.isVisible(panel)).toBe(false);
});

test("logging out says so when the desk cannot be told, and forgets nothing", async () => {
  await visit();
  await page.click(bubble);
  await submit(page);
  await page.locator("output").waitFor();
  desk.refuse = { route: /forget/, code: "forbidden" };
  expect(await page.evaluate('Firstline("logout").catch(({ code }) => code)')).toBe("forbidden");
  // The outbox, empty since the ticket was sent, stands until the visitor is forgotten.
  expect(await stored(page)).toEqual([`firstline:${desk.site.key}`, "database firstline"]);
});

test("events come to listeners and to the window, in order, until they are let go", async () => {
  await visit({
    script: `${stub} window.told = []; for (const name of ["open", "close", "view", "ticket-created", "ticket-updated", "unread", "problem"]) addEventListener("firstline:" + name, ({ type, detail }) => told.push([type.slice(10), detail?.view ?? detail?.ticket?.status ?? detail?.unread ?? null]))`,
  });
  await page.evaluate(`(async () => {
    window.heard = [];
    window.off = await Firstline("on", "ticket:updated", ({ ticket }) => heard.push(ticket.status));
    await Firstline("once", "view", ({ view }) => heard.push(view));
  })()`);
  await page.click(bubble);
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  desk.status(number, "open");
  await page.locator(".chip.open").waitFor();
  await page.keyboard.press("Escape");
  desk.happen(number, { type: "message", actor: priya, message: { id: "msg_a1", text: "We look into it." } });
  await page.getByRole("button", { name: "Help, new answer" }).waitFor();
  await page.evaluate("off()");
  desk.status(number, "solved");
  await page.getByRole("button", { name: "Help, new answer" }).click();
  await page.locator(".chip.solved").waitFor();
  await vi.waitUntil(() => page.evaluate("told.length === 12"));
  expect(await page.evaluate("told")).toEqual([
    ["view", "home"],
    ["open", null],
    ["view", "sent"],
    ["ticket-created", "new"],
    ["view", "thread"],
    ["ticket-updated", "open"],
    ["close", null],
    ["unread", true],
    ["ticket-updated", "open"],
    ["ticket-updated", "solved"],
    ["unread", false],
    ["open", null],
  ]);
  expect(await page.evaluate("heard")).toEqual(["home", "open", "open"]);
  expect(faults).toEqual([]);
});

test("a listener that throws is the page's trouble and stops nothing", async () => {
  await visit();
  await page.evaluate(`Firstline("on", "open", () => { throw new Error("of the page") })`);
  await page.click(bubble);
  await submit(page);
  await page.locator("output").waitFor();
  expect(faults).toEqual(["of the page"]);
});

test("its state is told in words that a page knows", async () => {
  await visit();
  expect(await call("state")).toEqual({ booted: true, open: false });
  await page.click(bubble);
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  expect(await call("state")).toEqual({
    booted: true,
    open: true,
    panel: { view: "thread", ticket: number, unread: false, known: true },
  });
  await call("shutdown");
  expect(await call("state")).toEqual({ booted: false, open: false });
});

test("diagnosis: nothing, offline, blocked, the policy, a page that is not on the list, a site that is not there", async () => {
  const codes = () => page.evaluate(`Firstline("diagnose").then((reasons) => reasons.map(({ code }) => code))`);
  await visit();
  expect(await codes()).toEqual([]);
  await page.route(/v1\/site/, (route) => route.abort());
  expect(await codes()).toEqual(["blocked"]);
  await page.unroute(/v1\/site/);
  desk.refuse = { route: /site/, code: "origin_not_allowed" };
  expect(await codes()).toEqual(["origin-not-allowed"]);
  desk.refuse = { route: /site/, code: "credentials_invalid" };
  expect(await codes()).toEqual(["site-unknown"]);
  desk.refuse = { route: /site/, code: "internal" };
  expect(await codes()).toEqual(["desk"]);
  await context.setOffline(true);
  expect(await codes()).toEqual(["offline"]);
  await context.setOffline(false);
  desk.refuse = undefined;
  await visit({ policy: { "connect-src": "'none'" } });
  const reasons = await call<{ code: string; message: string }[]>("diagnose");
  expect(reasons).toEqual([
    {
      code: "csp",
      message: `The page's content security policy forbids ${desk.url}v1/site: add its origin to connect-src.`,
    },
  ]);
});

test("a page that is not on the site's list is told so on the console, and the visitor sees a calm notice", async () => {
  desk.refuse = { route: /site/, code: "origin_not_allowed" };
  await visit();
  await page.click(bubble);
  await page.getByText("Help is not set up for this page.").waitFor();
  await vi.waitUntil(() => faults.length === 2);
  expect(faults.filter((fault) => !fault.startsWith("Failed to load resource"))).toEqual([
    "Firstline: This page's origin is not on the site's list. Add it in the desk's set-up.",
  ]);
});

test("own buttons open and close the panel, fetch its code on intent and get the focus back", async () => {
  await visit({}, tag(`data-site="${desk.site.key}" data-bubble="none"`));
  expect(await page.isVisible(bubble)).toBe(false);
  await page.evaluate(`(async () => { window.off = await Firstline("attachTo", document.querySelector("#own")) })()`);
  await vi.waitUntil(() => page.evaluate("!!window.off"));
  const own = page.locator("#own");
  const fetched = page.waitForResponse(/panel-/);
  await own.hover();
  await fetched;
  expect(desk.requests).toEqual([]);
  await own.focus();
  await page.keyboard.press("Enter");
  await greeting().waitFor();
  expect(await own.getAttribute("aria-expanded")).toBe("true");
  expect(await own.getAttribute("aria-haspopup")).toBe("dialog");
  expect(await focused()).toBe("H2");
  await page.keyboard.press("Escape");
  expect(await page.isVisible(panel)).toBe(false);
  expect(await focused()).toBe("own");
  expect(await own.getAttribute("aria-expanded")).toBe("false");
  await page.evaluate("off()");
  await own.click();
  expect(await page.isVisible(panel)).toBe(false);
  expect(await own.evaluate((button) => button.getAttributeNames())).toEqual(["id"]);
});

test("somebody who writes in the page meanwhile keeps the focus", async () => {
  await page.route(/panel-/, (route) => setTimeout(() => route.continue(), 500));
  await visit();
  await page.click(bubble);
  await page.focus("#search");
  await greeting().waitFor();
  expect(await focused()).toBe("search");
});

test("a panel is mounted into the page, takes no focus and does not move the page, and is taken away again", async () => {
  await visit();
  await page.evaluate(`(async () => { window.off = await Firstline("mount", document.querySelector("#place")) })()`);
  const inline = page.locator("#place");
  await inline.getByText(desk.site.greeting).waitFor();
  expect(await focused()).toBe("BODY");
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await inline.getByRole("region", { name: "Help" }).count()).toBe(1);
  expect(await inline.getByRole("button", { name: "Close" }).count()).toBe(0);
  await inline.getByLabel("Subject").fill("Wrong colour");
  await inline.getByLabel("Message").fill("I ordered brown.");
  await inline.getByRole("button", { name: "Send", exact: true }).click();
  await inline.getByRole("button", { name: "See my ticket" }).click();
  await vi.waitUntil(() => desk.live() === 1);
  // The bubble is still there and on its own.
  await page.click(bubble);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Wrong colour/ })
    .waitFor();
  await page.evaluate("off()");
  expect(await inline.evaluate((place) => place.childNodes.length)).toBe(0);
  await vi.waitUntil(() => desk.live() === 0);
  expect(faults).toEqual([]);
});

test("a mounted panel whose code does not load says so", async () => {
  await page.route(/panel-/, (route) => route.abort());
  await visit();
  await page.evaluate(`void Firstline("mount", document.querySelector("#place"))`);
  await page.locator("#place").getByRole("button", { name: "Try again" }).waitFor();
  await page.unroute(/panel-/);
  await page.locator("#place").getByRole("button", { name: "Try again" }).click();
  await page.locator("#place").getByText(desk.site.greeting).waitFor();
});

test("after a framework has replaced the body, or all that is in it, it is there again as it was", async () => {
  await visit();
  await page.click(bubble);
  await page.getByLabel("Subject").fill("Half a sen");
  for (const replace of [
    () => {
      document.body = document.createElement("body");
    },
    () => document.body.replaceChildren(document.createElement("main")),
    () => document.documentElement.replaceChild(document.createElement("body"), document.body),
  ]) {
    await page.evaluate(replace);
    expect(await page.getByLabel("Subject").inputValue()).toBe("Half a sen");
    expect(await page.locator("firstline-widget").count()).toBe(1);
  }
  await page.keyboard.press("Tab");
  expect(faults).toEqual([]);
});

test("a page that keeps taking it away is not held up", async () => {
  await visit({
    script: `new MutationObserver(() => document.querySelector("firstline-widget")?.remove()).observe(document, { childList: true, subtree: true })`,
  });
  const ended = await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve("it goes on"), 50)));
  expect(ended).toBe("it goes on");
});

test.each(["shutdown", "destroy"])("after %s nothing is left of all that was called", async (verb) => {
  await countLeftovers(page);
  await visit({ script: stub });
  const count = () => page.evaluate(() => [document.querySelectorAll("*").length, document.body.innerHTML]);
  await call("shutdown");
  const before = await count();
  await call("boot");
  // All at once, before the code of the verbs is here.
  await page.evaluate(`(() => {
    Firstline("on", "open", () => {});
    Firstline("attachTo", document.querySelector("#own"));
    Firstline("mount", document.querySelector("#place"));
    Firstline("newTicket");
  })()`);
  await page.locator("#place").getByText(desk.site.greeting).waitFor();
  await submit(page.getByRole("dialog"));
  await page.getByRole("button", { name: "See my ticket" }).click();
  await vi.waitUntil(() => desk.live() === 1);
  await page.evaluate(`Firstline("diagnose")`);
  await call(verb);
  await vi.waitUntil(() => desk.live() === 0);
  const global = verb === "destroy" ? [] : ["Firstline"];
  await vi.waitUntil(async () => (await leftovers(page)).join() === global.join());
  if (verb === "destroy") expect(await count()).toEqual(before);
  await page.click("#own");
  expect(await page.locator("firstline-widget").count()).toBe(0);
  await page.evaluate(() => document.body.replaceChildren());
  expect(await page.locator("firstline-widget").count()).toBe(0);
  expect(faults).toEqual([]);
});

test("destroyed before anything was loaded, it fetches nothing and leaves nothing", async () => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await countLeftovers(page);
  await visit();
  await call("destroy");
  await vi.waitUntil(async () => (await leftovers(page)).length === 0);
  expect(asked.filter((url) => url.startsWith(desk.url))).toEqual([`${desk.url}firstline.js`]);
});

test("the module makes widgets of their own, without a global, from files of the page", async () => {
  const folder = new URL("../dist/module/", import.meta.url);
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [
      `/module/${name}`,
      { type: "text/javascript", content: readFileSync(new URL(name, folder), "utf8") },
    ]),
  );
  const script = `import { createWidget } from "/module/index.js";
    window.widgets = ["end", "start"].map((side) => createWidget({ url: "${desk.url}", site: "${desk.site.key}", side }));`;
  host = await startHost(desk.url, '<script type="module" src="/page.js"></script>', {
    policy: { "script-src": "'self'" },
    files: { ...files, "/page.js": { type: "text/javascript", content: script } },
  });
  await page.goto(host.url);
  await vi.waitUntil(() => page.evaluate("!!window.widgets"));
  expect(await page.locator(bubble).count()).toBe(2);
  expect(await page.evaluate("'Firstline' in window")).toBe(false);
  await page.evaluate("widgets[1].newTicket({ subject: 'From the module' })");
  expect(await page.getByLabel("Subject").inputValue()).toBe("From the module");
  expect(await page.evaluate("widgets.map((widget) => widget.state().open)")).toEqual([false, true]);
  await page.evaluate("widgets[0].destroy()");
  expect(await page.locator(bubble).count()).toBe(1);
  await page.getByLabel("Message").fill("It works.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("output").waitFor();
  expect(faults).toEqual([]);
});
