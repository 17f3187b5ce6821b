import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../../serve/chromium.ts";
import { buildConsole } from "./build.ts";
import { createTestDesk, serve } from "./desk.ts";
import { screenViews, show, ticketViews, type View } from "./views.ts";

// Draws every view of the console in every look into a folder, with a page that shows them all.

interface Look extends BrowserContextOptions {
  readonly language?: string;
  readonly dir?: string;
}

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const looks: Readonly<Record<string, Look>> = {
  light: { ...desktop, colorScheme: "light" },
  dark: { ...desktop, colorScheme: "dark" },
  phone: { ...phone, colorScheme: "light" },
  polish: { ...desktop, colorScheme: "light", language: "pl" },
  // No language is written so yet; the page is only turned round.
  turned: { ...desktop, colorScheme: "light", dir: "rtl" },
};

const { values } = parseArgs({
  options: {
    out: { type: "string", default: ".firstline/shots-console" },
    /** Only views whose name has this in it, and looks of this name. */
    only: { type: "string", default: "" },
    look: { type: "string", default: "" },
  },
});
const out = resolve(import.meta.dirname, "../../..", values.out);
const fileOf = (view: View, look: string) => `${view.name.replaceAll(/[^a-z0-9]+/gi, "-")}.${look}.png`;

// Who is signed out sees these.
const door: View = { name: "door", fragment: "" };
const again: View = { name: "sign in again", fragment: "#/mine" };

/** Draws all views in one look; answers which. */
async function draw(browser: Browser, url: string, name: string, desk: ReturnType<typeof createTestDesk>) {
  const { language, dir, ...options } = looks[name] ?? {};
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  const page = await context.newPage();
  if (language) {
    await page.goto(`${url}/console/`);
    await page.evaluate(`localStorage.setItem("firstline-console:language", "${language}")`);
  }
  const photograph = async (view: View) => {
    if (dir) await page.evaluate(`document.documentElement.dir = "${dir}"`);
    await page.screenshot({ path: join(out, fileOf(view, name)), caret: "hide" });
  };
  desk.revoke();
  await page.goto(`${url}/console/`);
  await page.locator(".door .ways").waitFor();
  await photograph(door);
  desk.signIn("admin");
  await show(page, url, { name: "", fragment: "#/mine" });
  const views = [...ticketViews, ...(await screenViews(page))].filter((view) => view.name.includes(values.only));
  for (const view of views) {
    await show(page, url, view);
    await photograph(view);
  }
  await show(page, url, again);
  desk.revoke();
  await page.locator("a.row").first().click();
  await page.locator(".sign-in-again .ways").waitFor();
  await photograph(again);
  await context.close();
  return [door, ...views, again];
}

const assets = await buildConsole();
const desk = createTestDesk();
const server = await serve(desk, assets);
const browser = await launchChromium();
await mkdir(out, { recursive: true });
const drawn = new Map<string, View[]>();
try {
  for (const name of Object.keys(looks).filter((look) => look.startsWith(values.look))) {
    drawn.set(name, await draw(browser, server.url, name, desk));
  }
} finally {
  await browser.close();
  await server.close();
  await rm(assets, { recursive: true, force: true });
}
const figures = [...drawn].map(
  ([look, views]) =>
    `<h2>${look}</h2>${views.map((view) => `<figure><figcaption>${view.name}</figcaption><a href="${fileOf(view, look)}"><img src="${fileOf(view, look)}" alt="" loading="lazy"></a></figure>`).join("")}`,
);
const style = "body{font:15px system-ui}figure{display:inline-block;margin:8px}img{height:300px;border:1px solid #ccc}";
await writeFile(
  join(out, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>The console</title><style>${style}</style>${figures.join("")}`,
);
process.stdout.write(`Drew ${[...drawn.values()].flat().length} pictures into ${out}\n`);
