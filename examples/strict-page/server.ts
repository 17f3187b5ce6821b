import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pageOf, policyOf } from "./page.ts";
import { type Pins, readPins } from "./pins.ts";

const files: Readonly<Record<string, string>> = {
  "page.css": "text/css; charset=utf-8",
  "page.js": "text/javascript; charset=utf-8",
  "mark.svg": "image/svg+xml",
};

/**
 * Serves the page for a desk (`http://localhost:8787/`) and a site's public key, pinned to what was read at its release.
 * Port 0 takes a free one. Resolves with the page's address, and how to end it.
 */
export async function serve(
  desk: string,
  site: string,
  port: number,
  pins: Pins,
): Promise<{ url: string; close: () => Promise<void> }> {
  const answer = async (path: string, response: ServerResponse) => {
    const type = files[path.slice(1)];
    if (type !== undefined) {
      const body = await readFile(join(import.meta.dirname, "public", path.slice(1)));
      return response.writeHead(200, { "content-type": type }).end(body);
    }
    if (path !== "/") return response.writeHead(404).end();
    // Whoever could guess the nonce could have a script of their own run.
    const options = { desk, site, pins, nonce: randomBytes(16).toString("base64url") };
    return response
      .writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policyOf(options),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      })
      .end(pageOf(options));
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    answer(pathname, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    url: `http://localhost:${address !== null && typeof address === "object" ? address.port : port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

if (import.meta.main) {
  const desk = new URL("/", process.env.FIRSTLINE_URL ?? "http://localhost:8787").href;
  const { FIRSTLINE_SITE: site = "pk_larkmoor4f7c2a91", PORT = "0" } = process.env;
  const { url } = await serve(desk, site, Number(PORT), await readPins(desk));
  process.stdout.write(`The page: ${url}\n`);
}
