import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig } from "vite";

/** The browsers the files are written for: those that know `light-dark()` and colours made from colours. */
const target: string[] = ["chrome123", "firefox128", "safari18"];
/** Built here first and moved at the end, so that whoever reads `dist` meanwhile finds the old files or the new ones. */
const building = fileURLToPath(new URL(`node_modules/.build-${process.pid}`, import.meta.url));
const finished = fileURLToPath(new URL("dist", import.meta.url));
const shared = {
  configFile: false,
  root: import.meta.dirname,
  logLevel: "warn",
  // Calls of `h` weigh less than those that the automatic way makes, and there are many.
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Group" } },
  plugins: [
    {
      name: "import-h",
      enforce: "pre",
      transform: (code: string, id: string) =>
        id.endsWith(".tsx") ? `import { Fragment as Group, h } from "preact";\n${code}` : undefined,
    },
  ],
  build: { target, outDir: building, emptyOutDir: false, modulePreload: { polyfill: false } },
} satisfies InlineConfig;

const folder = "src/panel/languages";
/** The files of texts, by their names without the ending. */
const texts = Object.fromEntries(
  (await readdir(`${import.meta.dirname}/${folder}`)).map((file) => [file.slice(0, -3), `${folder}/${file}`]),
);
/** The hash that they share, so that their names can be told from the language. */
const textsHash = createHash("sha256")
  .update((await Promise.all(Object.values(texts).map((file) => readFile(`${import.meta.dirname}/${file}`)))).join(""))
  .digest("base64url")
  .slice(0, 8);

interface Hashed {
  /** The entries by name. */
  readonly lib: Record<string, string>;
  /** Modules, by the names of their chunks and in order, that bring along what later chunks need of what they need. */
  readonly early?: Record<string, string>;
  /** What stands behind the names of the entries; default a hash of each. */
  readonly hash?: string;
}

/** Builds hashed files of modules. Returns the names of all, and of one by the name of its entry. */
async function buildHashed({ lib: entry, early = {}, hash = "[hash]" }: Hashed) {
  const output = await build({
    ...shared,
    define: {
      LANGUAGES: JSON.stringify(Object.keys(texts).filter((name) => !name.includes("."))),
      TEXTS: JSON.stringify(textsHash),
    },
    resolve: {
      alias: { "./fetch-texts.ts": `${import.meta.dirname}/src/panel/fetch-texts.served.ts` },
    },
    build: {
      ...shared.build,
      lib: { entry, formats: ["es"], cssFileName: "hosted" },
      rolldownOptions: {
        preserveEntrySignatures: "allow-extension",
        output: {
          minify: true,
          entryFileNames: `widget/[name]-${hash}.js`,
          chunkFileNames: "widget/[name]-[hash].js",
          assetFileNames: "widget/[name]-[hash][extname]",
          codeSplitting: {
            groups: Object.entries(early).map(([name, module], index) => ({
              name,
              priority: 9 - index,
              test: (id) => id === resolve(import.meta.dirname, module),
            })),
          },
        },
      },
    },
  });
  const files = [output].flat().flatMap((built) => ("output" in built ? built.output : []));
  const all = files.map(({ fileName }) => fileName);
  const named = (pattern: RegExp) => {
    const found = all.find((name) => pattern.test(name));
    if (!found) throw new Error(`The build made nothing like ${pattern}.`);
    return found;
  };
  return { all, named };
}

/** The page of a ticket, with the names of its files. */
async function writePage(script: string, style: string): Promise<void> {
  const page = await readFile(new URL("t.html", import.meta.url), "utf8");
  const named = page.replace("/src/panel/hosted.tsx", `/${script}`).replace("/src/panel/hosted.css", `/${style}`);
  await writeFile(`${building}/t.html`, named);
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

/** The package's modules, for pages that are bundled; the panel's code is a chunk of its own there too. */
async function buildModules(): Promise<void> {
  await build({
    ...shared,
    build: {
      ...shared.build,
      lib: {
        entry: { index: "src/index.ts", react: "src/react.ts", element: "src/element.ts" },
        formats: ["es"],
        fileName: (_, name) => `module/${name}.js`,
      },
      rolldownOptions: {
        external: ["react"],
        output: {
          chunkFileNames: "module/[name]-[hash].js",
          // React on a server leaves what says this to the browser.
          banner: ({ name }) => (name === "react" ? '"use client";' : ""),
        },
      },
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

/** Writes all texts of each language as JSON, for whoever chooses own words in the place of ours. */
async function writeTexts(): Promise<void> {
  await mkdir(`${building}/texts`);
  const languages = Object.keys(texts).filter((name) => !name.includes("."));
  for (const language of languages) {
    const parts = ["", ".desk", ".more"].map((part) => import(`./${folder}/${language}${part}.ts`));
    const all = (await Promise.all(parts)).map((module) => module.default);
    await writeFile(`${building}/texts/${language}.json`, JSON.stringify(Object.assign({}, ...all)));
  }
}

const late = await buildHashed({
  lib: { panel: "src/late.ts", hosted: "src/panel/hosted.tsx" },
  early: { panel: "src/late.ts", desk: "src/panel/desk.tsx" },
});
const verbs = await buildHashed({ lib: { verbs: "src/verbs.ts" } });
const spoken = await buildHashed({ lib: texts, hash: textsHash });
await writePage(late.named(/hosted-.*js$/), late.named(/css$/));
await buildLoader({ panel: late.named(/panel-.*js$/), verbs: verbs.named(/js$/) });
await buildModules();
await writeTexts();
await writeIntegrity([...late.all, ...verbs.all, ...spoken.all].filter((name) => name.endsWith(".js")));
await rm(finished, { recursive: true, force: true });
await rename(building, finished);
