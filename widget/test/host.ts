import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of somebody else's, on an origin of its own, with the strictest policy a widget has to live with. */
export interface Host {
  readonly url: string;
  stop(): Promise<void>;
}

const page = (head: string, direction: string) => `<!doctype html>
<html lang="en" dir="${direction}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Larkmoor Outfitters</title>
    <link rel="icon" href="data:,">
    ${head}
  </head>
  <body>
    <main>
      <h1>Walking boots</h1>
      <p><label>Search <input id="search"></label></p>
    </main>
  </body>
</html>`;

/** `tag` is put into the head; `desk` is the only other origin that the page's policy allows. */
export async function startHost(desk: string, tag: string, direction = "ltr"): Promise<Host> {
  const { origin, host } = new URL(desk);
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    `connect-src ${origin} ws://${host}`,
    "img-src data:",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy });
    response.end(page(tag, direction));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // Another host name than the desk's, so that not even the site is the same.
    url: `http://localhost:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
