import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { type Scene, type SceneryOptions, stage } from "./scene.ts";
import { sceneOf, scenes } from "./scenes.ts";
import { words } from "./words.ts";

// Draws every view of the widget in every look into a folder, with a page that shows them all; with `--pictures` it
// takes those that the READMEs show.

const desktop = { viewport: { width: 500, height: 780 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const looks: Readonly<Record<string, SceneryOptions>> = {
  light: { ...desktop, colorScheme: "light" },
  dark: { ...desktop, colorScheme: "dark" },
  phone: { ...phone, colorScheme: "light" },
  arabic: { ...desktop, colorScheme: "light", words: words.arabic },
  hebrew: { ...phone, colorScheme: "dark", words: words.hebrew },
};

const { values } = parseArgs({
  options: {
    out: { type: "string", default: ".firstline/shots" },
    /** Only scenes whose name has this in it, and looks of this name. */
    only: { type: "string", default: "" },
    look: { type: "string", default: "" },
    pictures: { type: "boolean", default: false },
  },
});
const root = resolve(import.meta.dirname, "../..");
const out = resolve(root, values.out);

const fileOf = (scene: Scene, look: string) => `${scene.name.replaceAll(/[^a-z]+/g, "-")}.${look}.png`;

async function photograph(browser: Browser, scene: Scene, look: string): Promise<void> {
  const wide = scene.hosted && !looks[look]?.isMobile && { viewport: { width: 1000, height: 780 } };
  await stage(browser, scene, { ...looks[look], ...wide }, async ({ page }) => {
    await page.screenshot({ path: join(out, fileOf(scene, look)), caret: "hide" });
  });
}

/** What the READMEs show: the file, the scene and the look. */
const pictures = [
  ["form", "form", "light"],
  ["ticket", "thread, escalated", "light"],
  ["tickets", "home", "dark"],
  ["right-to-left", "thread, escalated", "arabic"],
] as const;

/** Takes a picture of the panel alone, and makes it small. */
async function takePicture(browser: Browser, [file, name, look]: (typeof pictures)[number]): Promise<void> {
  const png = await stage(browser, sceneOf(name), { ...looks[look], deviceScaleFactor: 2 }, async ({ page, panel }) => {
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.querySelector("main")?.remove());
    return panel.screenshot({ caret: "hide", omitBackground: true });
  });
  const page = await browser.newPage();
  const webp = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.85 });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  await page.close();
  await writeFile(join(root, `examples/pictures/widget-${file}.webp`), Uint8Array.from(webp));
}

const shown = scenes.filter(({ name }) => name.includes(values.only));
const seen = Object.keys(looks).filter((look) => look.startsWith(values.look));

const index = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Every view of the widget</title>
  <style>
    body { margin: 32px; font: 15px/1.5 system-ui, sans-serif; background: #e9ecef; color: #15181e; }
    section > div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }
    figure { margin: 0; }
    img { width: 360px; box-shadow: 0 2px 12px #0003; }
    h2 { font-size: 17px; margin: 32px 0 8px; }
  </style>
  <h1>Every view of the widget</h1>
  ${shown
    .map((scene) => {
      const figures = seen.map(
        (look) =>
          `<figure><img loading="lazy" src="${fileOf(scene, look)}" alt=""><figcaption>${look}</figcaption></figure>`,
      );
      return `<section><h2>${scene.name}</h2><div>${figures.join("")}</div></section>`;
    })
    .join("\n  ")}
</html>
`;

/** Draws what was asked for into the folder. */
async function draw(browser: Browser): Promise<void> {
  if (!values.only && !values.look) await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const scene of shown) {
    for (const look of seen) {
      await photograph(browser, scene, look).catch((fault: Error) => {
        process.exitCode = 1;
        process.stderr.write(`${look}: ${fault.message}\n`);
      });
    }
  }
  await writeFile(join(out, "index.html"), index);
  process.stdout.write(`Drew ${shown.length * seen.length} pictures: ${join(out, "index.html")}\n`);
}

const browser = await launchChromium();
try {
  if (!values.pictures) await draw(browser);
  else for (const picture of pictures) await takePicture(browser, picture);
} finally {
  await browser.close();
}
