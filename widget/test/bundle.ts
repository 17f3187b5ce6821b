import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { HostOptions } from "./host.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Bundles a page's program with the package as it is published; returns the page's files, `/app.js` among them. */
export async function bundle(entry: string): Promise<NonNullable<HostOptions["files"]>> {
  const result = await build({
    configFile: false,
    root: here("."),
    base: "/",
    logLevel: "error",
    mode: "development",
    // With this React runs every effect twice in its strict mode, and warns of what it does not like.
    define: { "process.env.NODE_ENV": '"development"' },
    resolve: {
      alias: [{ find: /^@firstline\/widget\/(\w+)$/, replacement: `${here("../dist/module")}/$1.js` }],
    },
    build: {
      write: false,
      minify: false,
      target: "es2023",
      modulePreload: { polyfill: false },
      rolldownOptions: { input: here(entry), output: { entryFileNames: "app.js", chunkFileNames: "[name]-[hash].js" } },
    },
  });
  if (!("output" in result)) throw new Error("nothing was built");
  return Object.fromEntries(
    result.output.map((file) => [
      `/${file.fileName}`,
      { type: "text/javascript", content: file.type === "chunk" ? file.code : "" },
    ]),
  );
}
