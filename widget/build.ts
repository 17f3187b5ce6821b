import { rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";

/** The browsers the files are written for: those that know `light-dark()` and CSS nesting. */
const target = ["chrome123", "firefox121", "safari17.5"];
/** Built here first and moved at the end, so that whoever reads `dist` meanwhile finds the old files or the new ones. */
const building = fileURLToPath(new URL(`node_modules/.build-${process.pid}`, import.meta.url));
const finished = fileURLToPath(new URL("dist", import.meta.url));
const shared = {
  configFile: false,
  root: import.meta.dirname,
  logLevel: "warn",
  build: { target, outDir: building, emptyOutDir: false, modulePreload: { polyfill: false } },
} as const;

const isChunk = (file: Rolldown.OutputChunk | Rolldown.OutputAsset): file is Rolldown.OutputChunk =>
  file.type === "chunk";

/** The panel and the hosted page: hashed files, and the page itself. Returns the name of the panel's file. */
async function buildPanel(): Promise<string> {
  const output = await build({
    ...shared,
    build: {
      ...shared.build,
      rolldownOptions: {
        input: { panel: "src/panel/panel.tsx", hosted: "t.html" },
        preserveEntrySignatures: "allow-extension",
        output: {
          entryFileNames: "widget/[name]-[hash].js",
          chunkFileNames: "widget/[name]-[hash].js",
          assetFileNames: "widget/[name]-[hash][extname]",
        },
      },
    },
  });
  const files = "output" in output ? output.output : [];
  const panel = files.filter(isChunk).find((file) => file.name === "panel");
  if (!panel) throw new Error("The build made no panel.");
  return panel.fileName;
}

/** The loader: one classic script of a fixed name, which knows the panel's file. */
async function buildLoader(panelFile: string): Promise<void> {
  await build({
    ...shared,
    define: { PANEL_FILE: JSON.stringify(panelFile) },
    build: {
      ...shared.build,
      lib: { entry: "src/firstline.ts", formats: ["iife"], name: "Firstline", fileName: () => "firstline.js" },
    },
  });
}

await buildLoader(await buildPanel());
await rm(finished, { recursive: true, force: true });
await rename(building, finished);
