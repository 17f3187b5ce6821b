import type { Pins } from "./pins.ts";

export interface PageOptions {
  /** The desk's address with a slash at its end. */
  readonly desk: string;
  /** The site's public key. */
  readonly site: string;
  readonly nonce: string;
  readonly pins: Pins;
}

/** What a browser may do with the page: run what has the nonce, speak with the desk, and nothing else. */
export function policyOf({ desk, nonce }: PageOptions): string {
  const { origin } = new URL(desk);
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${origin} ${origin.replace(/^http/, "ws")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The page. Whatever stands in it is ours: nothing of a visitor's is written into markup. */
export function pageOf({ desk, site, nonce, pins }: PageOptions): string {
  const { "firstline.js": tag = "", ...late } = pins;
  const integrity = Object.fromEntries(Object.entries(late).map(([path, hash]) => [desk + path, hash]));
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Your order · Larkmoor Outfitters</title>
    <link rel="icon" href="mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="page.css">
    <script type="importmap" nonce="${nonce}">${JSON.stringify({ integrity })}</script>
    <script async src="${desk}firstline.js" data-site="${site}" nonce="${nonce}"
      integrity="${tag}" crossorigin="anonymous"></script>
    <script type="module" src="page.js" nonce="${nonce}"></script>
  </head>
  <body>
    <main>
      <p class="brand"><img src="mark.svg" alt="" width="36" height="36">Larkmoor</p>
      <h1>Your order is on its way</h1>
      <dl>
        <div><dt>Order</dt><dd>48213</dd></div>
        <div><dt>Sent</dt><dd>Monday, with Northpost</dd></div>
        <div><dt>Expected</dt><dd>Thursday before noon</dd></div>
      </dl>
      <ul>
        <li><span>Curlew 2, tent for two</span><span>€ 289.00</span></li>
        <li><span>Wren, stove</span><span>€ 54.00</span></li>
      </ul>
      <p><button type="button" id="ask">Ask about this order</button></p>
    </main>
  </body>
</html>
`;
}
