import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import { snippet } from "../snippet.ts";

export const events = html`
  <p class="lead">Three places to hear what happens: on the page, in a program that is connected, and at an address of
    yours.</p>
  <h2>On the page</h2>
  <p>The widget tells its page what the visitor does. Listening loads nothing:</p>
  ${codeBlock("Your page", snippet("events.ts", "page"))}
  <p><code>open</code>, <code>close</code>, <code>view</code>, <code>ticket-created</code>, <code>ticket-updated</code>,
    <code>unread</code> and <code>problem</code>; all with their shapes in the <a href="/docs/sdk/widget/#WidgetEvents">reference</a>.</p>
  <h2>In a program</h2>
  ${codeBlock("Follow a site", snippet("events.ts", "watch"))}
  <p>Push is a hint: read again at <code>onReady</code>, and whenever an event's <code>prev</code> is not the last number
    that you have.</p>
  <h2>At an address of yours</h2>
  <p>Webhooks carry the same events, signed. Check the signature on the body as it came, remember ids, and answer quickly:</p>
  ${codeBlock("Receive", snippet("events.ts", "webhook"))}
  <p>To see your receiver take one, sign an example: <code>signTestWebhook("ticket.created", secret)</code>. A Worker
    that tells a chat is in <code>examples/webhook-receiver</code>.</p>`;
