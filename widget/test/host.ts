import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of somebody else's, on an origin of its own, with the strictest policy a widget has to live with. */
export interface Host {
  readonly url: string;
  stop(): Promise<void>;
}

/** How a page differs from a plain one. */
export interface HostOptions {
  /** What its policy allows beside the desk, such as a nonce; each directive takes the place of the usual one. */
  readonly policy?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly style?: string;
  /** A script that runs before the widget's. */
  readonly script?: string;
  /** Attributes of the body, such as `dir="rtl"`. */
  readonly body?: string;
  /** Other files of the page, by path. */
  readonly files?: Readonly<Record<string, { readonly type: string; readonly content: string }>>;
}

const page = (tag: string, { style, script, body = "" }: HostOptions) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Larkmoor Outfitters</title>
    <link rel="icon" href="data:,">
    ${style === undefined ? "" : '<link rel="stylesheet" href="/host.css">'}
    ${script === undefined ? "" : '<script src="/host.js"></script>'}
    ${tag}
  </head>
  <body ${body}>
    <main>
      <h1>Walking boots</h1>
      <p><label>Search <input id="search"></label> <button id="own">Ask us</button></p>
      <div id="place"></div>
    </main>
  </body>
</html>`;

/** `tag` is put into the head; `desk` is the only other origin that the page's policy allows. */
export async function startHost(desk: string, tag: string, options: HostOptions = {}): Promise<Host> {
  const { origin, host } = new URL(desk);
  const directives = {
    "default-src": "'none'",
    "script-src": `'self' ${origin}`,
    "style-src": "'self'",
    "connect-src": `${origin} ws://${host}`,
    "img-src": "'self' data:",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
    ...options.policy,
  };
  const policy = Object.entries(directives).map((directive) => directive.join(" "));
  const files: HostOptions["files"] = {
    "/host.css": { type: "text/css", content: options.style ?? "" },
    "/host.js": { type: "text/javascript", content: options.script ?? "" },
    ...options.files,
  };
  const server = createServer(({ url = "/" }, response) => {
    const { type, content } = files[url] ?? { type: "text/html", content: page(tag, options) };
    response.writeHead(200, {
      "content-type": type,
      "content-security-policy": policy.join("; "),
      ...options.headers,
    });
    response.end(content);
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
