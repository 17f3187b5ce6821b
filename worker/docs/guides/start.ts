import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import { snippet } from "../snippet.ts";

export const start = html`
  <p class="lead">From nothing to an answered ticket: a desk on your machine, the widget on a page, and the same from
    code.</p>
  <h2>1. A desk</h2>
  <p>In a copy of the repository, with Node 20 or newer and nothing else:</p>
  ${codeBlock("Shell", "npm start")}
  <p>It prints three addresses: a demo shop with the bubble in its corner, the console with a sign-in link that works
    once, and this documentation. Ask something in the shop and answer it in the console; you have seen most of it.</p>
  <h2>2. On your page</h2>
  ${codeBlock("HTML", '<script async src="http://localhost:8787/firstline.js" data-site="pk_larkmoor4f7c2a91"></script>')}
  <p>The key is public. On the internet your page's origin has to be on the site's list; the demo takes every page of
    this machine. Something does not show? <code>Firstline("diagnose")</code> in the browser's console says why.</p>
  <h2>3. From code</h2>
  ${codeBlock("Shell", "npm install @firstline/sdk")}
  ${codeBlock("A visitor asks", snippet("start.ts", "visitor"))}
  <p>For the other side you need a secret key: sign in to the console, or ask whoever runs the desk.</p>
  ${codeBlock("A program answers", snippet("start.ts", "desk"))}
  <p>The same from a shell:</p>
  ${codeBlock(
    "Shell",
    `export FIRSTLINE_URL=http://localhost:8787 FIRSTLINE_KEY=…
npx firstline tickets list --view team
npx firstline tickets reply LARK-10013 --text "It arrives tomorrow."`,
  )}`;
