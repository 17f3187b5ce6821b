import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const source = (file: string) => fileURLToPath(new URL(`../src/${file}`, import.meta.url));
/**
 * Bundles a module as a page gets it, with what comes later in files of their own; resolves with what comes first. A
 * bundler's own helpers for what comes later are not in it.
 */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: source("..") },
    outdir: "out",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  const entry = outputFiles.find(({ path }) => path.endsWith("stdin.js"));
  if (!entry) throw new Error("nothing was built");
  const shared = [...entry.text.matchAll(/from"\.\/(chunk-\w+\.js)"/g)].map(([, name]) => name);
  const chunks = outputFiles.filter(({ path }) => shared.some((name) => name !== undefined && path.endsWith(name)));
  return [entry, ...chunks].map(({ text }) => text).join("");
}

test("the visitor's side weighs at most 5.1 kB gzip, and holds no schema", async () => {
  const visitor = await bundle(
    `export { createFirstline, isFirstlineError, newMessageId } from "${source("index.ts")}";`,
  );
  expect(visitor).not.toContain("_zod");
  expect(visitor).not.toContain("/v1/desk");
  const bytes = gzipSync(visitor, { level: 9 }).length;
  console.log(`visitor's side: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(5_100);
});

test("the README states the number", () => {
  expect(readFileSync(source("../README.md"), "utf8")).toContain("at most 5.1 kB gzip");
});

test("the desk's side holds no schema either", async () => {
  expect(await bundle(`export { createDesk } from "${source("desk.ts")}";`)).not.toContain("_zod");
});

test.each(["index.ts", "desk.ts"])(
  "nothing of %s happens at import: a world without any platform will do",
  async (file) => {
    const exported = file === "index.ts" ? "createFirstline" : "createDesk";
    const code = await bundle(`export { ${exported} } from "${source(file)}";`);
    const script = code.replace(/export\s*\{[^}]*\};?\s*$/, "");
    expect(script).not.toBe(code);
    runInNewContext(script, {});
  },
);

test("signing an identity weighs at most 1.1 kB gzip, and brings nothing along: no schema, no HTTP", async () => {
  const signing = await bundle(`export { signIdentity } from "${source("identity.ts")}";`);
  expect(signing).not.toMatch(/_zod|fetch/);
  expect(gzipSync(signing, { level: 9 }).length).toBeLessThanOrEqual(1_100);
});
