import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Serves the shop from an origin of its own, as a customer's site would be, with the script tag pointing at `desk`
 * (an origin, `http://localhost:8787`). The shop's content security policy is a strict one: nothing inline, and of
 * other origins only the desk.
 * @returns the port it took, and how to end it.
 */
export function serveShop(desk: string, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  const policy = [
    "default-src 'none'",
    "img-src 'self'",
    "style-src 'self'",
    `script-src ${desk}`,
    `connect-src ${desk} ${desk.replace(/^http/, "ws")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

  const answer = async (path: string, response: ServerResponse) => {
    const name = path === "/" ? "index.html" : path.slice(1);
    const type = types[extname(name)];
    if (type === undefined || !/^(images\/)?[a-z0-9-]+\.[a-z]+$/.test(name)) return response.writeHead(404).end();
    let body = await readFile(join(import.meta.dirname, "public", name), "utf8");
    if (type.startsWith("text/html")) body = body.replace('src="/firstline.js"', `src="${desk}/firstline.js"`);
    return response.writeHead(200, { "content-type": type, "content-security-policy": policy }).end(body);
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://shop");
    answer(pathname, response).catch(() => response.writeHead(404).end());
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        port: address !== null && typeof address === "object" ? address.port : port,
        close: () => {
          server.closeAllConnections();
          return new Promise((done) => server.close(() => done()));
        },
      });
    });
  });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      desk: { type: "string", default: "http://localhost:8787" },
      port: { type: "string", default: "8080" },
    },
  });
  const { port } = await serveShop(new URL(values.desk).origin, Number(values.port));
  process.stdout.write(`The shop is open: http://localhost:${port}/\n`);
}
