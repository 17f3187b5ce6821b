import { afterEach, expect, test, vi } from "vitest";
import type { HostOptions } from "./host.ts";
import { submit } from "./page.ts";
import { countPixels } from "./picture.ts";
import { type Stage, type StageOptions, useStages } from "./stage.ts";

/** Lets the browser share this tab without a person to say so. */
const startStage = useStages({ args: ["--auto-select-tab-capture-source-by-title=Larkmoor"], windows: true });
/** The colours of what must not be seen, and of what must. */
const secret = [255, 0, 255] as const;
const shown = [0, 160, 0] as const;
const black = [0, 0, 0] as const;
let stage: Stage;

afterEach(() => stage.stop());

/** A page full of secrets, each a block of one colour, beside one that is none. */
const secrets: HostOptions = {
  style: `
    main { height: 700px }
    .shown { width: 200px; height: 100px; background: #00a000 }
    input, textarea, select, [contenteditable], [data-firstline-mask], .frame, dialog { background: #f0f; color: #f0f; border: 0 }
    iframe, dialog { width: 120px; height: 40px; border: 0; padding: 0 }
    dialog { top: 300px; left: 300px; margin: 0 }
    #bare { display: contents }
    #bare p { width: 80px; height: 20px; background: #f0f }
    #loose { width: 20px; height: 10px; font: 900 30px sans-serif; white-space: nowrap }
  `,
  script: `
    addEventListener("DOMContentLoaded", () => {
      const place = document.querySelector("main");
      const add = (name, attributes = {}, parent = place) => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        parent.append(element);
        return element;
      };
      add("div", { class: "shown" });
      add("input").value = "secret";
      add("textarea").value = "secret";
      add("option", {}, add("select")).textContent = "secret";
      add("div", { contenteditable: "" }).textContent = "secret";
      add("p", { "data-firstline-mask": "" }).textContent = "secret";
      add("div", { contenteditable: "plaintext-only", id: "loose" }).textContent = "SECRETS THAT STAND OUT";
      add("p", {}, add("div", { "data-firstline-mask": "", id: "bare" })).textContent = "secret";
      add("iframe", { src: "/frame.html" });
      add("iframe", { src: location.origin.replace("localhost", "127.0.0.1") + "/frame.html" });
      const root = add("div").attachShadow({ mode: "open" });
      const inner = add("input", {}, root);
      inner.style.background = "#f0f";
      add("input", {}, add("dialog")).value = "secret";
      place.querySelector("dialog").showModal();
      place.querySelector("dialog").close();
    });
  `,
  files: {
    "/frame.html": {
      type: "text/html",
      content: '<!doctype html><link rel="stylesheet" href="/host.css"><title>Frame</title><input value="secret">',
    },
  },
  policy: { "frame-src": "'self' http://127.0.0.1:*" },
};

async function begin(options: StageOptions = {}): Promise<Stage> {
  stage = await startStage(options);
  await stage.open();
  return stage;
}

async function shoot(): Promise<void> {
  await stage.page.getByRole("button", { name: "Take a screenshot" }).click();
  await stage.page.getByRole("application", { name: "Take a screenshot" }).waitFor();
}

/** Uses the picture; resolves with the file that the desk has got. */
async function use(): Promise<Buffer> {
  const { page, desk } = stage;
  await page.getByRole("button", { name: "Use it" }).click();
  await page.getByRole("status", { name: "screenshot.png, ready" }).waitFor();
  const file = [...desk.files.values()].at(-1);
  if (!file) throw new Error("no file");
  expect(file.attachment.type).toBe("image/png");
  return file.bytes;
}

/** Draws a box on the sheet, its corners as shares of it. */
async function drag(x: number, y: number, width: number, height: number): Promise<void> {
  const { page } = stage;
  const box = await page.locator(".sheet").boundingBox();
  if (!box) throw new Error("no sheet");
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + (x + width) * box.width, box.y + (y + height) * box.height, { steps: 3 });
  await page.mouse.up();
}

test.each([
  ["as it is", ""],
  ["zoomed", "body { zoom: 1.25 }"],
  ["moved and scaled", "main { transform: translate(20px, 10px) scale(0.9) }"],
])("nothing that is secret is in the picture, of a page that is %s", async (_, style) => {
  const { page, desk, faults } = await begin({ host: { ...secrets, style: `${secrets.style} ${style}` } });
  // Where it is not covered, the secrets are seen.
  expect(await countPixels(page, await page.screenshot(), secret)).toBeGreaterThan(5_000);
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  await shoot();
  const picture = await use();
  expect(await countPixels(page, picture, secret)).toBe(0);
  expect(await countPixels(page, picture, shown)).toBeGreaterThan(10_000);
  // The panel itself is not in it, nor its bubble.
  const corner = { x: 600, y: 690, width: 380, height: 100 };
  expect(await countPixels(page, picture, [255, 255, 255], corner)).toBe(380 * 100);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
  expect(await countPixels(page, await page.screenshot(), secret)).toBeGreaterThan(5_000);
  await submit(page);
  await page.waitForSelector("output");
  expect(desk.submissions[0]?.message.attachments).toHaveLength(1);
  expect(faults).toEqual([]);
});

test("what stands in a dialog of the page's is covered, too", async () => {
  const { page } = await begin({ host: secrets });
  // The widget cannot be reached while a page shows a modal dialog; an open one that is none covers it as well.
  await page.evaluate(() => {
    const dialog = document.querySelector("dialog");
    dialog?.setAttribute("popover", "manual");
    dialog?.showPopover();
  });
  await page.getByRole("button", { name: "Take a screenshot" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("application").waitFor();
  const picture = await use();
  // Its own edge is no field; the field in it is.
  const { x, y, width, height } = (await page.locator("dialog input").boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  expect(width * height).toBeGreaterThan(100);
  const part = { x: Math.ceil(x), y: Math.ceil(y), width: Math.floor(width) - 1, height: Math.floor(height) - 1 };
  expect(await countPixels(page, picture, secret, part)).toBe(0);
});

test("with the pointer: parts are blacked out for good, highlighted, cut out, and taken back", async () => {
  const { page } = await begin({ host: secrets });
  await shoot();
  await drag(0, 0, 0.2, 0.1);
  await drag(0.5, 0.5, 0.2, 0.1);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Highlight" }).click();
  await drag(0.1, 0.05, 0.4, 0.3);
  await page.getByRole("button", { name: "Crop" }).click();
  await drag(0, 0, 0.5, 0.5);
  const picture = await use();
  const all = [0, 1, 2].map((at) => [255, 228, 92][at] ?? 0) as [number, number, number];
  expect(picture.readUInt32BE(16)).toBeCloseTo(500, -1);
  expect(picture.readUInt32BE(20)).toBeCloseTo(400, -1);
  // Black wins over the highlight on top of it.
  const part = { x: 2, y: 2, width: 196, height: 76 };
  expect(await countPixels(page, picture, black, part)).toBe(196 * 76);
  expect(await countPixels(page, picture, all)).toBeGreaterThan(1_000);
});

test("with the keyboard alone, and Escape first takes back the box, then closes the editor, then the panel", async () => {
  const { page } = await begin({ host: secrets });
  await page.getByRole("button", { name: "Take a screenshot" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("application");
  await sheet.waitFor();
  await sheet.focus();
  for (const key of ["ArrowUp", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await page.getByText("320, 267: 346 × 280").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  for (let presses = 0; presses < 6; presses++) await page.keyboard.press("Tab");
  const picture = await (async () => {
    await page.keyboard.press("Enter");
    await page.getByRole("status", { name: "screenshot.png, ready" }).waitFor();
    return [...stage.desk.files.values()].at(-1)?.bytes ?? Buffer.alloc(0);
  })();
  const part = { x: 320, y: 267, width: 346, height: 280 };
  expect(await countPixels(page, picture, black, part)).toBe(346 * 280);
  const button = page.getByRole("button", { name: "Take a screenshot" });
  await expect.poll(() => button.evaluate((element) => element.matches(":focus"))).toBe(true);

  await page.keyboard.press("Enter");
  await sheet.waitFor();
  await sheet.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  expect(await sheet.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await expect.poll(() => button.evaluate((element) => element.matches(":focus"))).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => button.isVisible()).toBe(false);
});

test("refused, nothing is left over the page, the panel is back, and it can be tried again", async () => {
  const { page, faults } = await begin({ host: secrets });
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getDisplayMedia;
    navigator.mediaDevices.getDisplayMedia = async () => {
      navigator.mediaDevices.getDisplayMedia = ask;
      throw new DOMException("Permission denied", "NotAllowedError");
    };
  });
  await page.getByRole("button", { name: "Take a screenshot" }).click();
  await page.getByText("The screenshot could not be taken.").waitFor();
  await expect.poll(() => page.locator("[popover]").count()).toBe(0);
  expect(await countPixels(page, await page.screenshot(), secret)).toBeGreaterThan(5_000);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("application").waitFor();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("application").waitFor({ state: "detached" });
  expect(await page.getByText("The screenshot could not be taken.").count()).toBe(0);
  expect(faults).toEqual([]);
});

test("a page whose fields do not hold still is not pictured", async () => {
  const { page } = await begin({ host: secrets });
  await page.evaluate(() => {
    const field = document.querySelector<HTMLElement>("#search");
    let at = 0;
    const move = () => {
      at = (at + 7) % 200;
      if (field) field.style.marginLeft = `${at}px`;
      requestAnimationFrame(move);
    };
    move();
  });
  await page.getByRole("button", { name: "Take a screenshot" }).click();
  await page.getByText("The screenshot could not be taken.").waitFor();
  await expect.poll(() => page.locator("[popover]").count()).toBe(0);
});

test("sharing has ended by the time the picture is shown, and nothing of the page was moved", async () => {
  const { page } = await begin({ host: secrets });
  await page.evaluate(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await ask(options);
      tracks.push(...stream.getTracks());
      places.push(place());
      return stream;
    };
    const place = () =>
      [...document.querySelectorAll("main, main *")].map((element) => JSON.stringify(element.getBoundingClientRect()));
    const places = [place()];
    Object.assign(window, { places });
  });
  await shoot();
  await expect.poll(() => page.evaluate("tracks.map(({ readyState }) => readyState)")).toEqual(["ended"]);
  const [before, meanwhile] = await page.evaluate<string[][]>("places");
  expect(before?.length).toBeGreaterThan(10);
  expect(meanwhile).toEqual(before);
});

test("in the reply to a ticket, too", async () => {
  const { page, desk } = await begin();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await vi.waitUntil(() => desk.live() === 1);
  await shoot();
  await use();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("button", { name: "screenshot.png" }).locator("canvas").waitFor();
});

test("a browser that cannot take one offers none", async () => {
  stage = await startStage();
  await stage.page.addInitScript(() => Reflect.deleteProperty(MediaDevices.prototype, "getDisplayMedia"));
  await stage.open();
  await stage.page.getByRole("button", { name: "Attach a file" }).waitFor();
  expect(await stage.page.getByRole("button", { name: "Take a screenshot" }).count()).toBe(0);
});

test.each([
  ["a desk", { width: 1_000, height: 800 }],
  ["a narrow window", { width: 320, height: 640 }],
  ["a low window", { width: 568, height: 320 }],
])("the editor fits into %s, and every button of it is in reach", async (_, viewport) => {
  const { page } = await begin({ context: { viewport } });
  await shoot();
  const modal = page.locator(".modal");
  const { x = -1, y = -1, width = 0, height = 0 } = (await modal.boundingBox()) ?? {};
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(viewport.width);
  expect(y + height).toBeLessThanOrEqual(viewport.height);
  expect(await modal.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
  await drag(0.25, 0.25, 0.5, 0.5);
  const picture = await use();
  const part = { x: viewport.width / 4 + 8, y: viewport.height / 4 + 8, width: viewport.width / 4, height: 40 };
  expect(await countPixels(page, picture, black, part)).toBeGreaterThan(part.width * 30);
});
