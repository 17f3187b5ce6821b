import { html } from "hono/html";
import type { Html } from "./schema.ts";

/** The three parts of the documentation. */
export type Part = "guides" | "sdk" | "api";

export interface Frame {
  readonly part: Part;
  readonly title: string;
  readonly description: string;
  /** The desk's version. */
  readonly version: string;
  /** The sections of the contents at the side. */
  readonly contents: Html;
  readonly main: Html;
}

const parts: readonly { readonly part: Part; readonly title: string; readonly href: string }[] = [
  { part: "guides", title: "Guides", href: "/docs/guides/" },
  { part: "sdk", title: "SDK", href: "/docs/sdk/" },
  { part: "api", title: "API", href: "/docs/" },
];

/** A whole page around its text: complete by itself, with one style sheet and one script. */
export async function framed({ part, title, description, version, contents, main }: Frame): Promise<string> {
  return String(
    await html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <meta name="description" content="${description}">
  <link rel="icon" href="/docs/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/docs/docs.css">
  <script type="module" src="/docs/docs.js"></script>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header class="top">
  <a class="brand" href="/docs/">Firstline <span>${version}</span></a>
  <nav class="parts" aria-label="Documentation">${parts.map(
    (one) => html`<a href="${one.href}"${one.part === part ? html` aria-current="true"` : ""}>${one.title}</a>`,
  )}</nav>
  <button type="button" class="menu" popovertarget="contents">Contents</button>
  <a class="download" href="/openapi.json">openapi.json</a>
</header>
<nav id="contents" aria-label="Contents" popover>
  <label class="filter" hidden><span>Search</span><input type="search" placeholder="Search, such as reply" autocomplete="off" spellcheck="false"></label>
  ${contents}
  <p class="none" role="status" hidden>Nothing by that name.</p>
</nav>
<main id="text" tabindex="-1">
${main}
</main>
</body>
</html>
`,
  );
}
