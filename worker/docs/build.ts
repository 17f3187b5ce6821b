/** Writes `dist/openapi.json` and the page `dist/docs/` from the wire contract. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { guides } from "./guides/index.ts";
import { renderGuide, renderGuideIndex } from "./guides-page.ts";
import { buildDocument } from "./openapi.ts";
import { renderPage } from "./page.ts";
import { readReference } from "./reference.ts";
import { placesOf, renderReference, renderReferenceIndex } from "./reference-page.ts";

const here = (path: string) => new URL(path, import.meta.url);

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(here("../package.json"), "utf8")));
const document = buildDocument(version);

rmSync(here("dist/"), { recursive: true, force: true });
mkdirSync(here("dist/docs/"), { recursive: true });
writeFileSync(here("dist/openapi.json"), `${JSON.stringify(document)}\n`);
/** A page in a folder of its own, so that its address ends in a slash. */
function write(folder: string, page: string): void {
  mkdirSync(here(`dist/docs/${folder}`), { recursive: true });
  writeFileSync(here(`dist/docs/${folder}index.html`), page);
}

write("", await renderPage(document));
write("guides/", await renderGuideIndex(version));
for (const guide of guides) write(`guides/${guide.id}/`, await renderGuide(guide, version));
const pages = readReference();
const places = placesOf(pages, document);
write("sdk/", await renderReferenceIndex(pages, version));
for (const page of pages) write(`sdk/${page.id}/`, await renderReference(page, pages, places, version));
for (const asset of ["docs.css", "docs.js", "try.js", "icon.svg"])
  copyFileSync(here(asset), here(`dist/docs/${asset}`));
