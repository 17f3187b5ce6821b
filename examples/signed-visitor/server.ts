import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serve as serveNode } from "@hono/node-server";
import { build } from "vite";
import { type AppOptions, createApp } from "./app.ts";

/** The page's program as one file. */
async function bundlePage(): Promise<string> {
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    build: { write: false, target: "es2023", rolldownOptions: { input: join(import.meta.dirname, "page.ts") } },
  });
  const [chunk] = "output" in result ? result.output : [];
  if (!chunk) throw new Error("The page was not built.");
  return chunk.code;
}

/** Serves the site on this machine; port 0 takes a free one. Resolves with its address, and how to end it. */
export async function serve(
  options: Omit<AppOptions, "files">,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const files = {
    "page.js": await bundlePage(),
    "page.css": await readFile(join(import.meta.dirname, "page.css"), "utf8"),
  };
  const app = createApp({ ...options, files });
  return new Promise((resolve) => {
    const server = serveNode({ fetch: app.fetch, port, hostname: "127.0.0.1" }, ({ port }) => {
      resolve({
        url: `http://localhost:${port}/`,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}

if (import.meta.main) {
  const {
    FIRSTLINE_URL: desk = "http://localhost:8787",
    FIRSTLINE_SITE: site = "pk_tallyroom83bd06e5",
    FIRSTLINE_IDENTITY_KEY: keyId,
    FIRSTLINE_IDENTITY_SECRET: secret,
    PORT = "0",
  } = process.env;
  if (!keyId || !secret) {
    process.stderr.write("Set FIRSTLINE_IDENTITY_KEY (idk_…) and FIRSTLINE_IDENTITY_SECRET (fls_idk_…).\n");
    process.exit(2);
  }
  const { url } = await serve({ desk, site, keyId, secret }, Number(PORT));
  process.stdout.write(`The site: ${url}\n`);
}
