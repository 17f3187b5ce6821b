import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import { snippet } from "../snippet.ts";

export const identify = html`
  <p class="lead">Who is signed in to your site need not say again who they are, and finds their tickets on every device.
    Your server says it, with a short-lived signed token; nobody can say it in your place.</p>
  <h2>1. Make a key</h2>
  <p>Once for each site, as the desk's admin. Keep the secret where your other secrets are. If you would rather keep it
    to yourself, register the public half of an Ed25519 key instead: then the desk could not sign either.</p>
  ${codeBlock("Once", snippet("identify.ts", "key"))}
  <h2>2. Sign on your server</h2>
  <p><code>id</code> is your own id of the user, one that never changes hands; an address is none. The check of
    <code>Sec-Fetch-Site</code> keeps other sites' pages from asking in your user's name.</p>
  ${codeBlock("Your server", snippet("identify.ts", "server"))}
  <h2>3. Tell the desk on your page</h2>
  ${codeBlock("Your page", snippet("identify.ts", "page"))}
  <p>With a function the SDK asks again when the identity has run out, after five minutes unless you say otherwise.
    Other calls wait until it is clear who is asking, so nothing is sent as nobody.</p>
  <p>The widget takes the same function: <code>Firstline("identify", fetchToken)</code>, or the prop
    <code>identity</code> in React.</p>
  <h2>4. Sign out</h2>
  ${codeBlock("When they leave", snippet("identify.ts", "out"))}
  <p>The widget's verb is <code>Firstline("logout")</code>.</p>
  <p>What the visitor wrote before they signed in comes along. What another user of the same computer wrote does not.
    When the token is refused, <code>issues</code> name the claim: the <a href="/docs/#identify-users">API's own
    chapter</a> lists them all. A whole site to copy is in <code>examples/signed-visitor</code>.</p>`;
