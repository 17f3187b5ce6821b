import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { accessibilityFindings, settled } from "../../worker/serve/axe.ts";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { type Desk, startDesk } from "./desk.ts";
import { type Host, startHost } from "./host.ts";
import { countLeftovers, leftovers, stored, submit, watchedPage } from "./page.ts";

const priya = { kind: "agent", name: "Priya Natarajan" } as const;
const bubble = "[data-firstline-bubble]";
const panel = "[data-firstline-panel]";
let browser: Browser;
let desk: Desk;
let host: Host;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  desk = await startDesk();
  host = await startHost(
    desk.url,
    `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}"></script>`,
  );
  await visit({});
});
afterEach(async () => {
  await context.close();
  await host.stop();
  await desk.stop();
});

async function visit(options: BrowserContextOptions): Promise<void> {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  ({ page, faults } = await watchedPage(context));
}

async function open(): Promise<void> {
  await page.goto(host.url);
  await page.click(bubble);
  await page.getByText(desk.site.greeting).waitFor();
}

test("before the click there is one request, no call of the desk and nothing stored", async () => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(host.url);
  await page.waitForSelector(bubble);
  expect(asked.filter((url) => url.startsWith(desk.url))).toEqual([`${desk.url}firstline.js`]);
  expect(desk.requests).toEqual([]);
  expect(await stored(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test("the panel stands in the first frame after the click, long before its code", async () => {
  await page.route(/panel-/, (route) => setTimeout(() => route.continue(), 2_000));
  await page.goto(host.url);
  await page.waitForSelector(bubble);
  const seen = await page.evaluate(
    ([bubble, panel]) =>
      new Promise((resolve) => {
        const root = document.querySelector("firstline-widget")?.shadowRoot;
        root?.querySelector<HTMLElement>(bubble ?? "")?.click();
        requestAnimationFrame(() => resolve(root?.querySelector(panel ?? "")?.checkVisibility()));
      }),
    [bubble, panel],
  );
  expect(seen).toBe(true);
});

test("hovering fetches the panel's code, and asks the desk nothing", async () => {
  await page.goto(host.url);
  const fetched = page.waitForResponse(/panel-/);
  await page.hover(bubble);
  await fetched;
  expect(desk.requests).toEqual([]);
});

test("a ticket is submitted, its number shown and its link given; after a reload it is found again", async () => {
  await open();
  expect(await stored(page)).toEqual([]);
  await page.getByLabel("Returns and exchanges").check();
  await submit(page);
  const [number = ""] = await vi.waitUntil(() => desk.tickets.size && [...desk.tickets.keys()]);
  expect(await page.locator("output").textContent()).toBe(number);
  expect(await page.getByRole("textbox", { name: "To come back from anywhere" }).inputValue()).toBe(
    `${desk.url}t/${number}#k=${desk.secret}`,
  );
  // That it is not waiting any more is noted a moment after it is shown.
  await expect
    .poll(() => page.evaluate(() => Object.entries(localStorage)))
    .toEqual([[`firstline:${desk.site.key}`, desk.token]]);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);

  await page.reload();
  await page.click(bubble);
  await page.getByRole("button", { name: /Wrong colour/ }).click();
  await page.getByText("I ordered brown.").waitFor();
  expect(faults).toEqual([]);
});

test("the focus goes into the panel, Escape brings it back, and the text is still there", async () => {
  await page.goto(host.url);
  await page.focus(bubble);
  await page.keyboard.press("Enter");
  await page.getByText(desk.site.greeting).waitFor();
  const focused = () =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName ?? document.activeElement?.tagName);
  expect(await focused()).toBe("H2");
  await page.getByLabel("Subject").fill("Half a sen");
  await page.keyboard.press("Escape");
  expect(await page.isVisible(panel)).toBe(false);
  expect(await focused()).toBe("BUTTON");
  expect(await page.getAttribute(bubble, "aria-expanded")).toBe("false");
  await page.keyboard.press("Enter");
  expect(await page.getByLabel("Subject").inputValue()).toBe("Half a sen");
  // A side panel does not trap: the page's own field can be reached and keeps the focus.
  await page.focus("#search");
  expect(await focused()).toBe("INPUT");
});

test("what is typed into the panel is not heard by the page's shortcuts", async () => {
  await open();
  await page.evaluate(() => {
    document.addEventListener("keydown", (event) => document.body.append(`heard ${event.key}`));
  });
  await page.getByLabel("Subject").pressSequentially("s/?");
  expect(await page.getByText(/heard/).count()).toBe(0);
});

test("missing fields are named and the first takes the focus; nothing is sent", async () => {
  await open();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  expect(await page.getByText("Please fill this in.").count()).toBe(2);
  expect(await page.getByLabel("Subject").evaluate((field: HTMLElement) => field.matches(":focus"))).toBe(true);
  expect(desk.requests).toEqual(["GET /v1/site"]);
});

test("on a low screen Send stays in sight, whatever the fields say", async () => {
  await visit({ viewport: { width: 1000, height: 500 } });
  await open();
  const send = page.getByRole("button", { name: "Send", exact: true });
  const shownWholly = () =>
    send.evaluate((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const root = button.getRootNode() as ShadowRoot;
      return [top + 1, bottom - 1].every((y) => root.elementFromPoint((left + right) / 2, y) === button);
    });
  expect(await shownWholly()).toBe(true);
  await send.click();
  await page.getByText("Please fill this in.").first().waitFor();
  expect(await shownWholly()).toBe(true);
});

test("a desk that is out of reach loses no word, and back in reach it gets one ticket by itself", async () => {
  await open();
  await page.getByLabel("Subject").fill("Wrong colour");
  await page.getByLabel("Message").fill("I ordered brown.");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("Are you online?").waitFor({ timeout: 40_000 });
  expect(await page.getByLabel("Message").inputValue()).toBe("I ordered brown.");
  await page.getByText("Waiting to be sent").waitFor();
  await context.setOffline(false);
  await page.waitForSelector("output");
  expect(desk.tickets.size).toBe(1);
});

test("a desk that is busy for a moment is asked again by itself, under the same key", async () => {
  await open();
  desk.refuse = { route: /POST/, code: "unavailable" };
  await submit(page);
  await vi.waitUntil(() => desk.keys.length === 2);
  desk.refuse = undefined;
  await page.waitForSelector("output");
  expect(new Set(desk.keys).size).toBe(1);
});

test("code that does not load is said so, and loads on a second try", async () => {
  await page.route(/panel-/, (route) => route.abort());
  await page.goto(host.url);
  await page.click(bubble);
  const retry = page.getByRole("button", { name: "Try again" });
  await retry.waitFor();
  await page.unroute(/panel-/);
  await retry.click();
  await page.getByText(desk.site.greeting).waitFor();
});

test("an answer comes live, marks the closed bubble, and is read when the panel opens", async () => {
  await open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  desk.happen(number, { type: "assigned", actor: { kind: "system" }, agent: { name: "Priya Natarajan" } });
  await page.getByText("Priya Natarajan has it").waitFor();
  await page.keyboard.press("Escape");
  desk.happen(number, { type: "message", actor: priya, message: { id: "msg_a1", text: "We look into it." } });
  await page.getByRole("button", { name: "Help, new answer" }).click();
  await page.getByText("We look into it.").waitFor();
  await vi.waitUntil(() => desk.requests.some((route) => route.endsWith("/read")));

  await page.getByLabel("Write a reply").fill("Thank you.");
  await page.keyboard.press("Enter");
  await page.getByText(/· Sent/).waitFor();
  desk.status(number, "solved");
  await page.getByRole("button", { name: "Yes, close it" }).click();
  await page.getByText("This ticket is closed.").waitFor();
  expect(faults).toEqual([]);
});

test("what people wrote is text: markup is shown, scripts are no links, web addresses are safe ones", async () => {
  const text = '<img src=x onerror="alert(1)"> javascript:alert(1) https://shop.example/boots.';
  await page.goto(host.url);
  await page.evaluate(
    ([name, token]) => localStorage.setItem(name ?? "", token ?? ""),
    [`firstline:${desk.site.key}`, desk.token],
  );
  desk.open("<b>Parcel</b>", text);
  await open();
  await page.getByRole("button", { name: /<b>Parcel/ }).click();
  await page.getByText(text).waitFor();
  expect(await page.locator(".log img, .log b").count()).toBe(0);
  const links = page.locator(".log a");
  expect(await links.count()).toBe(1);
  expect(await links.getAttribute("href")).toBe("https://shop.example/boots");
  expect(await links.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
  expect(faults).toEqual([]);
});

test("where storage is blocked it carries on in memory", async () => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    }
  });
  await open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByText("I ordered brown.").waitFor();
  expect(faults).toEqual([]);
});

test("forgetting asks first, and leaves nothing stored", async () => {
  await open();
  await submit(page);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByRole("button", { name: "Forget this device" }).click();
  await page.getByRole("button", { name: "Keep my tickets here" }).click();
  await page.getByRole("button", { name: "Forget this device" }).click();
  await page.getByRole("button", { name: "Forget this device" }).click();
  await page.getByLabel("Subject").waitFor();
  expect(await stored(page)).toEqual([]);
});

test("calls from before the script are made up for; a second tag changes nothing", async () => {
  await page.addInitScript(() => {
    const stub = (...call: [string]) => stub.q.push(call);
    stub.q = [] as [string][];
    Object.assign(window, { Firstline: stub });
    stub("open");
  });
  const tag = `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}"></script>`;
  await host.stop();
  host = await startHost(desk.url, tag + tag);
  await page.goto(host.url, { waitUntil: "load" });
  await page.getByText(desk.site.greeting).waitFor();
  expect(await page.evaluate(() => document.scripts.length)).toBe(2);
  expect(await page.locator("firstline-widget").count()).toBe(1);
});

test("destroyed, it leaves no element, listener, timer, socket or global", async () => {
  await countLeftovers(page);
  await open();
  const before = await page.evaluate(() => document.querySelectorAll("*").length);
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await vi.waitUntil(() => desk.live() === 1);
  expect(await leftovers(page)).toContain("firstline-widget");
  await page.evaluate('Firstline("destroy")');
  await vi.waitUntil(() => desk.live() === 0);
  await vi.waitUntil(async () => (await leftovers(page)).length === 0);
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBe(before - 1);
  expect(faults).toEqual([]);
});

test("from right to left it stands on the left", async () => {
  await host.stop();
  host = await startHost(
    desk.url,
    `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}"></script>`,
    { body: 'dir="rtl"' },
  );
  await open();
  const boxes = await Promise.all([page.locator(bubble).boundingBox(), page.locator(panel).boundingBox()]);
  expect(boxes.map((box) => box?.x)).toEqual([20, 20]);
});

test("on a phone the panel fills the screen, and Enter starts a new line", async () => {
  await visit({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await open();
  await settled(page);
  expect(await page.locator(panel).boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByLabel("Write a reply").fill("One");
  await page.keyboard.press("Enter");
  expect(await page.getByLabel("Write a reply").inputValue()).toBe("One\n");
});

test("the hosted page opens its ticket with the secret of the link, and takes the secret out of the address", async () => {
  const { number } = desk.open("Parcel", "It says delivered.");
  await page.goto(`${desk.url}t/${number}#k=${desk.secret}`);
  await page.getByText("It says delivered.").waitFor();
  expect(page.url()).toBe(`${desk.url}t/${number}`);
  expect(await page.title()).toBe(`${number} · ${desk.site.name}`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(desk.site.name);
  desk.happen(number, { type: "message", actor: priya, message: { id: "msg_a1", text: "We look into it." } });
  await page.getByText("We look into it.").waitFor();
  await page.reload();
  await page.getByText("It says delivered.").waitFor();
  expect(await accessibilityFindings(page), "hosted page").toEqual([]);
  expect(faults).toEqual([]);
});

test("the hosted page with a wrong secret says so and opens nothing", async () => {
  const { number } = desk.open("Parcel", "It says delivered.");
  await page.goto(`${desk.url}t/${number}#k=wrong`);
  await page.getByText("We cannot find this ticket.").waitFor();
  expect(await stored(page)).toEqual([]);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(desk.site.name);
  await page.getByRole("button", { name: "New ticket" }).click();
  await page.getByLabel("Subject").waitFor();
});

test("a ticket that is not there leads back to mine; asking again is offered only where it may help", async () => {
  await open();
  await submit(page);
  await page.waitForSelector("output");
  const show = () => page.evaluate('Firstline("showTicket", "LARK-99999")');
  await show();
  await page.getByRole("heading", { name: "LARK-99999" }).waitFor();
  await page.getByText("We cannot find this ticket.").waitFor();
  expect(await accessibilityFindings(page), "a ticket that is not there").toEqual([]);
  expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
  await page.getByRole("button", { name: "Your tickets" }).click();
  await page.getByRole("button", { name: /Wrong colour/ }).waitFor();
  desk.refuse = { route: /LARK-99999/, code: "internal" };
  await show();
  await page.getByText("That did not work.").waitFor();
  desk.refuse = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("We cannot find this ticket.").waitFor();
});

test("the log tells in sentences what was done, once, and the top who solved it", async () => {
  await open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  const [number = ""] = desk.tickets.keys();
  await vi.waitUntil(() => desk.live() === 1);
  const at = new Date();
  desk.happen(number, { type: "assigned", actor: priya, agent: { name: priya.name } }, at);
  desk.happen(number, { type: "status", actor: priya, from: "new", to: "open" }, at);
  desk.status(number, "on_hold", new Date(at.getTime() + 1));
  desk.status(number, "open", new Date(at.getTime() + 2));
  desk.status(number, "solved", new Date(at.getTime() + 3));
  await page.locator(".summary").getByText("Priya Natarajan solved it").waitFor();
  desk.happen(number, { type: "status", actor: { kind: "contact" }, from: "solved", to: "open" });
  await page.locator(".summary").getByText("Priya Natarajan has it").waitFor();
  expect(await page.locator(".change").allTextContents()).toEqual([
    "You opened this ticket",
    "Your ticket went to Front desk",
    "Priya Natarajan has your ticket now",
    "Priya Natarajan put it on hold",
    "Priya Natarajan got to work on it",
    "Priya Natarajan solved it",
    "You opened it again",
  ]);
});
