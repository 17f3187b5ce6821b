import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
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
  desk = await startDesk({ accent: "#7a1f5c", scheme: "dark", side: "start" });
  context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  ({ page, faults } = await watchedPage(context));
});
afterEach(async () => {
  expect(faults).toEqual([]);
  await context.close();
  await host?.stop();
  await desk.stop();
});

async function visit(attributes = "", options: HostOptions = {}): Promise<void> {
  const tag = `<script async src="${desk.url}firstline.js" data-site="${desk.site.key}" ${attributes}></script>`;
  host = await startHost(desk.url, tag, options);
  await page.goto(host.url);
  await page.locator(bubble).waitFor();
}

async function open(): Promise<void> {
  await page.click(bubble);
  await page.getByText(desk.site.greeting).waitFor();
}

const style = (selector: string, name: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);

/** What the theme makes of the widget: the bubble's colour and side, and whether the panel is light or dark. */
async function looks() {
  const box = await page.locator(bubble).boundingBox();
  return {
    accent: await style(bubble, "background-color"),
    side: (box?.x ?? 0) < 500 ? "start" : "end",
    surface: await style(panel, "background-color"),
  };
}

const dark = "rgb(22, 24, 29)";
const light = "rgb(255, 255, 255)";

test("what the desk says is taken up when the panel opens", async () => {
  await visit();
  expect(await looks()).toEqual({ accent: "rgb(52, 87, 213)", side: "end", surface: light });
  await open();
  await vi.waitUntil(async () => (await looks()).side === "start");
  expect(await looks()).toEqual({ accent: "rgb(122, 31, 92)", side: "start", surface: dark });
});

test("the page's style sheet goes before the desk, and the tag before both", async () => {
  const sheet = `firstline-widget { --firstline-accent: teal; --firstline-scheme: light; --firstline-side: end }`;
  await visit("", { style: sheet });
  await open();
  expect(await looks()).toEqual({ accent: "rgb(0, 128, 128)", side: "end", surface: light });
  await host?.stop();
  await visit('data-accent="#123456" data-scheme="dark" data-side="start"', { style: sheet });
  await open();
  expect(await looks()).toEqual({ accent: "rgb(18, 52, 86)", side: "start", surface: dark });
});

test("both schemes follow the visitor's system, whatever the desk says", async () => {
  await visit('data-scheme="light dark"');
  await open();
  expect((await looks()).surface).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect((await looks()).surface).toBe(dark);
});

test("update changes the looks at once and goes back to the desk's", async () => {
  await visit();
  await open();
  await page.getByLabel("Subject").fill("Half a sen");
  await page.evaluate(`Firstline("update", { accent: "#ffd400", side: "end", scheme: "light", layer: 7 })`);
  expect(await looks()).toEqual({ accent: "rgb(255, 212, 0)", side: "end", surface: light });
  expect(await style(`${panel} .primary`, "background-color")).toBe("rgb(255, 212, 0)");
  expect(
    await page.evaluate(
      `getComputedStyle(document.querySelector("firstline-widget").shadowRoot.querySelector("div")).zIndex`,
    ),
  ).toBe("7");
  await page.evaluate(`Firstline("update", { accent: undefined, side: undefined, scheme: undefined })`);
  expect(await looks()).toEqual({ accent: "rgb(122, 31, 92)", side: "start", surface: dark });
  expect(await page.getByLabel("Subject").inputValue()).toBe("Half a sen");
});

test("it keeps the distance it is told, and the panel fits into what is left", async () => {
  await page.setViewportSize({ width: 1000, height: 600 });
  await visit('data-offset="100px 40px" data-side="end"');
  await open();
  expect(await page.locator(bubble).boundingBox()).toEqual({ x: 904, y: 444, width: 56, height: 56 });
  // It comes to rest there.
  await expect.poll(() => page.locator(panel).boundingBox()).toEqual({ x: 560, y: 100, width: 400, height: 328 });
});

test("what stands on the accent reads well, whatever the accent", async () => {
  await visit();
  const failing = await page.evaluate(() => {
    const bubble = document.querySelector("firstline-widget")?.shadowRoot?.querySelector("button");
    const host = document.querySelector<HTMLElement>("firstline-widget");
    const luminance = (channels: readonly number[]) =>
      channels.reduce((sum, channel, index) => {
        const share = channel / 255;
        const linear = share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        return sum + linear * ([0.2126, 0.7152, 0.0722][index] ?? 0);
      }, 0);
    const failing: string[] = [];
    const random = (seed: number) => (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    let seed = 1;
    for (let run = 0; run < 3_000; run++) {
      // Chance, and every grey.
      const channels = [0, 1, 2].map(() => {
        seed = random(seed);
        return run < 256 ? run : (seed >> 8) % 256;
      });
      const accent = `rgb(${channels.join(", ")})`;
      host?.style.setProperty("--firstline-accent", accent);
      const { backgroundColor, color } = getComputedStyle(bubble ?? document.body);
      const [dark = 0, light = 0] = [luminance(channels), Number(color.match(/oklch\((\d+)/)?.[1])].sort(
        (a, b) => a - b,
      );
      if (backgroundColor !== accent || !((light + 0.05) / (dark + 0.05) >= 4.5))
        failing.push(`${color} on ${backgroundColor}`);
    }
    return failing;
  });
  expect(failing).toEqual([]);
});

test("the site's picture takes the place of its first letter", async () => {
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#2f6b4f"/></svg>';
  await visit('data-logo="/mark.svg"', { files: { "/mark.svg": { type: "image/svg+xml", content: logo } } });
  const fetched = page.waitForResponse(/mark\.svg/);
  await open();
  await fetched;
  expect(await style(`${panel} h2 .avatar`, "background-image")).toBe(`url("${host?.url}mark.svg")`);
  expect(await style(`${panel} h2 .avatar`, "color")).toBe("rgba(0, 0, 0, 0)");
});

test("every text can be the page's own, in the tag and later", async () => {
  const texts = JSON.stringify({
    subject: "In short",
    sentNext: "{who} looks after it now.",
    status: { new: "Taken in" },
  });
  await visit(`data-help="Fragen?" data-texts='${texts}'`);
  await page.getByRole("button", { name: "Fragen?" }).click();
  await page.getByLabel("In short").fill("Wrong colour");
  await page.getByLabel("Message").fill("I ordered brown.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("Front desk looks after it now.").waitFor();
  await page.evaluate(`Firstline("update", { texts: { yourTickets: "All of yours", __proto__: { broken: "no" } } })`);
  await page.getByRole("heading", { name: "All of yours" }).waitFor();
  await page.getByText("Taken in").waitFor();
  expect(await page.evaluate("({}).broken")).toBeUndefined();
});

test("what the page says in texts is text", async () => {
  await visit(`data-texts='{"subject":"<img src=x onerror=alert(1)>"}'`);
  await open();
  await page.getByText("<img src=x onerror=alert(1)>").waitFor();
});

test("hidden bubbles and printing are matters of the page's style sheet", async () => {
  await visit("", { style: "@media print { firstline-widget { --firstline-bubble: none } }" });
  expect(await page.isVisible(bubble)).toBe(true);
  await page.emulateMedia({ media: "print" });
  expect(await page.isVisible(bubble)).toBe(false);
});

test("on a phone an empty panel leaves the bubble in reach, and the full one has its own way out", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.route(/panel-/, (route) => route.abort());
  await visit();
  const again = page.getByRole("button", { name: "Try again" });
  await page.click(bubble);
  await again.waitFor();
  await page.click(bubble);
  expect(await page.isVisible(panel)).toBe(false);
  await page.click(bubble);
  await again.waitFor();
  await page.unroute(/panel-/);
  await again.click();
  await page.getByRole("button", { name: "Close" }).click();
  expect(await page.isVisible(panel)).toBe(false);
  // What the browser says of the files that were kept from it.
  faults.length = 0;
});
