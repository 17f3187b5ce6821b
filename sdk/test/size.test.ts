import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

const source = (file: string) => fileURLToPath(new URL(`../src/${file}`, import.meta.url));
/** Bundles a module as a page gets it. */
async function bundle(code: string): Promise<string> {
  const entry = "virtual:entry";
  const result = await build({
    root: source(".."),
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? code : null),
      },
    ],
    build: { write: false, target: "es2022", rolldownOptions: { input: entry, preserveEntrySignatures: "strict" } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

test("the visitor's side weighs at most 4.9 kB gzip, and holds no schema", async () => {
  const visitor = await bundle(
    `export { createFirstline, isFirstlineError, newMessageId } from "${source("index.ts")}";`,
  );
  expect(visitor).not.toContain("_zod");
  expect(visitor).not.toContain("/v1/desk");
  const bytes = gzipSync(visitor, { level: 9 }).length;
  console.log(`visitor's side: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(4_900);
});

test("the README states the number", () => {
  expect(readFileSync(source("../README.md"), "utf8")).toContain("at most 4.9 kB gzip");
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
