import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import { snippet } from "../snippet.ts";

export const errors = html`
  <p class="lead">One kind of error, with a code to branch on and a sentence to show. What can be tried again safely has
    been, before you hear of it.</p>
  <h2>What happens by itself</h2>
  <p>Reading, and creating, is tried up to three times: on a lost connection, half an answer, 429, 500 and what a proxy
    says in the desk's place. Pauses are random and grow, and <code>Retry-After</code> is kept to. Every create carries an
    idempotency key, the same on each try, so no try makes a second ticket. Nothing else is repeated.</p>
  ${codeBlock("Your own limits", snippet("errors.ts", "options"))}
  <h2>What is left to you</h2>
  <p>Branch on <code>code</code>; it never changes its meaning. <code>version_mismatch</code> is the one that a program
    should expect: two people work on one ticket.</p>
  ${codeBlock("Branch", snippet("errors.ts", "branch"))}
  <p><code>message</code> is a sentence for people that says what to do, and holds nothing secret:</p>
  ${codeBlock("Show", snippet("errors.ts", "people"))}
  <h2>Across a reload</h2>
  <p><code>network</code> and <code>timeout</code> mean that you do not know. Keep the message's id with its text until
    the call resolves, and send the same again:</p>
  ${codeBlock("Keep the id", snippet("errors.ts", "safe"))}
  <p>Quote <code>requestId</code> when you ask for help. The codes and their meaning: <a href="/docs/#errors">Errors</a>
    in the API; the class and its guard: <a href="/docs/sdk/errors/">reference</a>.</p>`;
