import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";

/** The browsers the files are written for: those that know `light-dark()` and colours made from colours. */
const target = ["chrome123", "firefox128", "safari18"];
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

/** Builds hashed files, and the page if there is one. Returns the name of the file of `name`, and those of all code. */
async function buildHashed(name: string, input: Record<string, string>) {
  const output = await build({
    ...shared,
    build: {
      ...shared.build,
      rolldownOptions: {
        input,
        preserveEntrySignatures: "allow-extension",
        output: {
          entryFileNames: "widget/[name]-[hash].js",
          chunkFileNames: "widget/[name]-[hash].js",
          assetFileNames: "widget/[name]-[hash][extname]",
        },
      },
    },
  });
  const chunks = ("output" in output ? output.output : []).filter(isChunk);
  const chunk = chunks.find((file) => file.name === name);
  if (!chunk) throw new Error(`The build made no ${name}.`);
  return { file: chunk.fileName, all: chunks.map(({ fileName }) => fileName) };
}

/** The loader: one classic script of a fixed name, which knows the files that come late. */
async function buildLoader({ panel, verbs }: { panel: string; verbs: string }): Promise<void> {
  await build({
    ...shared,
    define: { PANEL_FILE: JSON.stringify(panel), VERBS_FILE: JSON.stringify(verbs) },
    build: {
      ...shared.build,
      lib: { entry: "src/firstline.ts", formats: ["iife"], name: "Firstline", fileName: () => "firstline.js" },
    },
  });
}

/** The package's module, for pages that are bundled; the panel's code is a chunk of its own there too. */
async function buildModule(): Promise<void> {
  await build({
    ...shared,
    build: {
      ...shared.build,
      lib: { entry: "src/index.ts", formats: ["es"], fileName: () => "module/index.js" },
      rolldownOptions: { output: { chunkFileNames: "module/[name]-[hash].js" } },
    },
  });
}

/** Writes and prints what a page may pin the files with that it loads: their names and values of `integrity`. */
async function writeIntegrity(late: readonly string[]): Promise<void> {
  const values: Record<string, string> = {};
  for (const name of ["firstline.js", ...late]) {
    const hash = createHash("sha384").update(await readFile(`${building}/${name}`));
    values[name] = `sha384-${hash.digest("base64")}`;
    process.stdout.write(`${values[name]}  ${name}\n`);
  }
  // A second try asks for the files under another address.
  for (const name of late) values[`again/${name}`] = values[name] ?? "";
  await writeFile(`${building}/integrity.json`, `${JSON.stringify(values, null, 2)}\n`);
}

const panel = await buildHashed("panel", { panel: "src/late.ts", hosted: "t.html" });
const verbs = await buildHashed("verbs", { verbs: "src/verbs.ts" });
await buildLoader({ panel: panel.file, verbs: verbs.file });
await buildModule();
await writeIntegrity([...panel.all, ...verbs.all]);
await rm(finished, { recursive: true, force: true });
await rename(building, finished);
