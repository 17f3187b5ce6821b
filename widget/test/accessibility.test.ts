import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { accessibilityFindings, settled } from "../../worker/serve/axe.ts";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { part } from "../../worker/serve/part.ts";
import { type Scenery, type SceneryOptions, stage, startScenery } from "./scene.ts";
import { sceneOf, scenes } from "./scenes.ts";
import { words } from "./words.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const priya = { kind: "agent", name: "Priya Natarajan" } as const;
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** What can be clicked or filled in and is smaller than 24 by 24 pixels, or is not where its label is. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector("firstline-widget")?.shadowRoot ?? document;
    const controls = [...root.querySelectorAll<HTMLElement>("button, a, input, select, textarea, label:has(input)")];
    return (
      controls
        .filter((control) => control.checkVisibility() && !control.closest("[inert]"))
        // A link in a sentence is as high as its line, and a check box is reached by its label.
        .filter((control) => !control.matches("p a, label input"))
        .flatMap((control) => {
          const { width, height } = control.getBoundingClientRect();
          return width >= 24 && height >= 24 ? [] : [`${width} × ${height}: ${control.outerHTML.slice(0, 120)}`];
        })
    );
  });

/** Where the page or the panel can be scrolled sideways, or the panel leaves the screen. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector("firstline-widget")?.shadowRoot ?? document;
    const panel = root.querySelector("[data-firstline-panel]");
    const scrolling = [
      document.documentElement,
      ...root.querySelectorAll("[data-firstline-panel], .body, .log, .summary"),
    ];
    const { left = 0, right = 0, top = 0, bottom = 0 } = panel?.checkVisibility() ? panel.getBoundingClientRect() : {};
    return [
      ...scrolling.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.outerHTML.slice(0, 80)),
      ...(left < 0 || right > innerWidth || top < 0 || bottom > innerHeight
        ? [`panel ${left} ${top} ${right} ${bottom}`]
        : []),
    ];
  });

/** How many scenes are drawn at a time: much of each is waiting. */
const atOnce = 3;

/** Draws every scene and lets `look` see it. */
async function eachScene(
  options: SceneryOptions,
  from: 0 | 1,
  look: (scenery: Scenery, name: string) => Promise<void>,
): Promise<void> {
  const left = part(scenes, 4, from).values();
  const draw = async () => {
    for (const scene of left) await stage(browser, scene, options, (scenery) => look(scenery, scene.name));
  };
  await Promise.all(Array.from({ length: atOnce }, draw));
}

/** Sizes of a screen, in pixels: a zoom of 200 % halves them. */
const zoomed = { width: 640, height: 400 };
const narrow = { width: 320, height: 568 };
const across = { width: 568, height: 320 };

test.each([
  ["from left to right on a desk", 0, {}, [zoomed]],
  ["from right to left in a hand", 1, { ...phone, words: words.arabic }, [narrow, across]],
] as const)(
  "in every view, light or dark, axe finds nothing, targets are large enough and all is in sight, %s",
  { timeout: 240_000 },
  (_, from, options, sizes) =>
    eachScene(options, from, async ({ page }, name) => {
      expect(await accessibilityFindings(page), name).toEqual([]);
      expect(await tooSmall(page), name).toEqual([]);
      for (const size of sizes) {
        await page.setViewportSize(size);
        // Between the two sizes it moves into the dialog or out of it.
        await expect.poll(() => sideways(page), { message: `${name}, ${size.width} wide` }).toEqual([]);
      }
    }),
);

/** What has the focus, as it is announced. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const label = active instanceof HTMLInputElement && active.labels?.[0]?.textContent;
    return active?.ariaLabel || label || active?.textContent || active?.tagName || "";
  });

/** Presses Tab until something has the focus; fails after a round. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (name.test(now)) return;
    seen.push(now);
  }
  throw new Error(`${name} was not reached; ${seen.join(" | ")} were.`);
}

async function withScenery(options: SceneryOptions, act: (scenery: Scenery) => Promise<void>): Promise<void> {
  const scenery = await startScenery(browser, options);
  try {
    await act(scenery);
    // That the desk refuses something is what some tests are about.
    expect(scenery.faults.filter((fault) => !fault.startsWith("Failed to load resource"))).toEqual([]);
  } finally {
    await scenery.stop();
  }
}

test("with the keyboard alone: open, pick a topic, fill in, send, read, reply, rate, go back and close", () =>
  withScenery({}, async ({ desk, host, page, panel }) => {
    await page.goto(host.url);
    await page.locator("#own").focus();
    await tabTo(page, /^Help$/);
    await page.keyboard.press("Enter");
    await panel.locator(".greeting").waitFor();
    expect(await focused(page)).toContain("Larkmoor");
    await tabTo(page, /^Order and delivery$/);
    // One Tab stop for all topics, and arrows between them.
    await page.keyboard.press("ArrowRight");
    expect(await panel.locator(".pill:has(:checked)").textContent()).toBe("Returns and exchanges");
    await tabTo(page, /^Subject/);
    await page.keyboard.type("Wrong colour");
    await page.keyboard.press("Tab");
    await page.keyboard.type("I ordered brown.");
    await tabTo(page, /^Send$/);
    await page.keyboard.press("Enter");
    await panel.locator("output").waitFor();
    expect(await focused(page)).toBe("We have your ticket");
    await tabTo(page, /^See my ticket$/);
    await page.keyboard.press("Enter");
    await panel.locator("article").waitFor();
    const [number = ""] = desk.tickets.keys();
    await vi.waitUntil(() => desk.live() === 1);
    await tabTo(page, /^Write a reply$/);
    await page.keyboard.type("Or grey.");
    await page.keyboard.press("Enter");
    await panel.getByText(/· Sent/).waitFor();
    desk.happen(number, { type: "status", actor: priya, from: "new", to: "solved" });
    await panel.getByText("Is it solved?").waitFor();
    await tabTo(page, /^5 stars$/, "Shift+Tab");
    // Round the end to the first, and on to the fourth.
    for (let stars = 0; stars < 4; stars++) await page.keyboard.press("ArrowRight");
    await panel.getByText("Thank you!").waitFor();
    await vi.waitUntil(() => desk.tickets.get(number)?.ticket.rating?.score === 4);
    await tabTo(page, /^Back$/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await panel.locator(".row").waitFor();
    expect(await focused(page)).toContain("Larkmoor");
    await tabTo(page, /^Close$/);
    await page.keyboard.press("Enter");
    await panel.waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("Help");
  }));

test("the focus goes back to the page's own button that opened the panel", () =>
  withScenery({}, async ({ host, page, panel, call }) => {
    await page.goto(host.url);
    await page.evaluate(`Firstline("attachTo", document.querySelector("#own"))`);
    await page.locator("#own").focus();
    await page.keyboard.press("Enter");
    await panel.locator(".greeting").waitFor();
    expect(await focused(page)).toContain("Larkmoor");
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe("Ask us");
    await call("open");
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe("Ask us");
  }));

test("a side panel lets the focus go on into the page", () =>
  withScenery({}, async ({ open, page, panel }) => {
    await open();
    await panel.locator(".greeting").waitFor();
    const seen = new Set<string>();
    for (let presses = 0; presses < 40 && !seen.has("Ask us"); presses++) {
      await page.keyboard.press("Tab");
      seen.add(await focused(page));
    }
    expect([...seen]).toEqual(expect.arrayContaining(["Send", "Ask us"]));
    expect(await page.locator("dialog").evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(false);
  }));

test("on a phone the page behind is out of reach, and Escape or the way back closes the panel", () =>
  withScenery(phone, async ({ open, page, panel }) => {
    await open();
    await panel.locator(".greeting").waitFor();
    expect(await page.locator("dialog").evaluate((dialog) => dialog.matches(":modal"))).toBe(true);
    const seen = new Set<string>();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      seen.add(await focused(page));
    }
    expect([...seen]).toEqual(expect.arrayContaining(["Send", "Close"]));
    for (const behind of ["Ask us", "Help", "Search "]) expect([...seen]).not.toContain(behind);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("Help");
    await page.tap("[data-firstline-bubble]");
    // What a phone's way back does to a dialog.
    await page.locator("dialog").evaluate((dialog: HTMLDialogElement) => dialog.requestClose());
    await panel.waitFor({ state: "hidden" });
    await page.tap("[data-firstline-bubble]");
    await panel.getByRole("button", { name: "Close" }).tap();
    await panel.waitFor({ state: "hidden" });
    await page.tap("#search");
    expect(await focused(page)).toContain("Search");
  }));

test("turned from a phone's size to a large one and back, the panel keeps its place and what was typed", () =>
  withScenery({ viewport: { width: 400, height: 700 } }, async ({ open, page, panel }) => {
    await open();
    await panel.locator("#subject").fill("Half a sen");
    for (const [width, modal] of [
      [1000, false],
      [400, true],
    ] as const) {
      await page.setViewportSize({ width, height: 700 });
      await vi.waitUntil(async () => (await page.locator("dialog:modal").count()) === (modal ? 1 : 0));
      expect(await panel.locator("#subject").inputValue()).toBe("Half a sen");
    }
  }));

test("a new message stands in a live region that was there before it, and so does what becomes of mine", () =>
  withScenery({ known: true }, async ({ desk, page, panel, open, call }) => {
    const { number } = desk.open("Parcel", "It says delivered.");
    await open();
    await call("showTicket", number);
    const log = panel.getByRole("log", { name: "Messages" });
    await log.waitFor();
    await vi.waitUntil(() => desk.live() === 1);
    await log.evaluate((log) => log.setAttribute("data-before", ""));
    desk.happen(number, { type: "message", actor: priya, message: { id: "msg_a1", text: "We look into it." } });
    await page.locator("[data-before][role=log] article").getByText("We look into it.").waitFor();
    // Whoever reads further up is not moved away from it, and nobody's focus is.
    expect(await focused(page)).toContain("Parcel");
    desk.refuse = { route: /messages/, code: "forbidden" };
    await panel.getByLabel("Write a reply").fill("Thank you.");
    await page.keyboard.press("Enter");
    await panel.getByRole("alert").getByText("Not sent.").waitFor();
    await page.keyboard.press("Escape");
    desk.happen(number, { type: "message", actor: priya, message: { id: "msg_a2", text: "It is found." } });
    await page.getByRole("button", { name: "Help, new answer" }).waitFor();
  }));

test("nothing moves for whoever asked for less motion", async () => {
  for (const name of ["form, loading", "home, loading", "thread, loading"]) {
    await stage(browser, sceneOf(name), { reducedMotion: "reduce" }, async ({ page }) => {
      const running = await page.evaluate(
        () => document.querySelector("firstline-widget")?.shadowRoot?.getAnimations().length,
      );
      expect(running, name).toBe(0);
    });
    await stage(browser, sceneOf(name), { reducedMotion: "no-preference" }, async ({ page }) => {
      const running = await page.evaluate(
        () => document.querySelector("firstline-widget")?.shadowRoot?.getAnimations().length,
      );
      expect(running, name).toBeGreaterThan(0);
    });
  }
});

test("with forced colours everything that is chosen, reached or filled is still told apart", () =>
  withScenery({ forcedColors: "active" }, async ({ open, page, panel }) => {
    await open();
    await panel.locator(".pill").first().waitFor();
    const look = (selector: string, name: string) =>
      panel
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
    await panel.locator(".pill").nth(1).click();
    // What is chosen keeps its own colours, for those of the system are the same for all.
    expect(await look(".pill:has(:checked)", "forced-color-adjust")).toBe("none");
    expect(await look(".pill:has(:checked)", "background-color")).toBe("rgb(47, 107, 79)");
    await panel.locator("#subject").focus();
    expect(await look("#subject", "outline-style")).toBe("solid");
    const text = await look("h2", "color");
    for (const control of [".pill", "#message", ".primary"]) {
      expect(await look(control, "border-top-style"), control).toBe("solid");
      expect(await look(control, "border-top-color"), control).toBe(text);
    }
    expect(await accessibilityFindings(page), "forced colours").toEqual([]);
  }));

test.each([320, 400] as const)(
  "at 200 % of the text's size on a screen %i pixels high a ticket can be answered",
  (height) =>
    withScenery({ known: true, viewport: { width: 640, height } }, async ({ desk, page, panel, open, call }) => {
      const { number } = desk.open("Parcel", "It says delivered.");
      desk.status(number, "solved");
      await open();
      await call("showTicket", number);
      const field = panel.getByLabel("Write a reply");
      await field.waitFor();
      await settled(page);
      await field.fill("It is not here.");
      await panel.getByRole("button", { name: "Send", exact: true }).click();
      await panel.getByText(/· Sent/).waitFor();
    }),
);
