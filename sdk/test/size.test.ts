import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

const source = (file: string) => fileURLToPath(new URL(`../src/${file}`, import.meta.url));
const kyOnly = 'export { default, isHTTPError, isNetworkError, isTimeoutError } from "ky";';

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
        resolveId: (id, importer) => {
          if (id === entry) return `\0${entry}`;
          return importer === `\0${entry}` && id === "ky" ? fileURLToPath(import.meta.resolve("ky")) : null;
        },
        load: (id) => (id === `\0${entry}` ? code : null),
      },
    ],
    build: { write: false, target: "es2022", rolldownOptions: { input: entry, preserveEntrySignatures: "strict" } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

const weight = (code: string) => gzipSync(code, { level: 9 }).length;

test("the visitor's side weighs at most 2.6 kB gzip beside ky, and holds no schema", async () => {
  const visitor = await bundle(
    `export { createFirstline, isFirstlineError, newMessageId } from "${source("index.ts")}";`,
  );
  expect(visitor).not.toContain("_zod");
  expect(visitor).not.toContain("/v1/desk");
  expect(weight(visitor) - weight(await bundle(kyOnly))).toBeLessThanOrEqual(2_600);
});

test("the desk's side holds no schema either", async () => {
  expect(await bundle(`export { createDesk } from "${source("desk.ts")}";`)).not.toContain("_zod");
});

test("signing an identity brings nothing along: no schema, no HTTP", async () => {
  const signing = await bundle(`export { signIdentity } from "${source("identity.ts")}";`);
  expect(signing).not.toMatch(/_zod|fetch/);
  expect(weight(signing)).toBeLessThanOrEqual(1_200);
});
