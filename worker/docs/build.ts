/** Writes `dist/openapi.json` and the page `dist/docs/` from the wire contract. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { buildDocument } from "./openapi.ts";
import { renderPage } from "./page.ts";

const here = (path: string) => new URL(path, import.meta.url);

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(here("../package.json"), "utf8")));
const document = buildDocument(version);

rmSync(here("dist/"), { recursive: true, force: true });
mkdirSync(here("dist/docs/"), { recursive: true });
writeFileSync(here("dist/openapi.json"), `${JSON.stringify(document)}\n`);
writeFileSync(here("dist/docs/index.html"), await renderPage(document));
for (const asset of ["docs.css", "docs.js", "icon.svg"]) copyFileSync(here(asset), here(`dist/docs/${asset}`));
