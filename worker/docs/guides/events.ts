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
  <p>Webhooks carry the same events, signed. Make one in the console under Settings, or from a program; its secret is
    shown this once:</p>
  ${codeBlock("Make a webhook", snippet("events.ts", "make"))}
  <p>Check the signature on the body as it came, remember ids, and answer quickly:</p>
  ${codeBlock("Receive", snippet("events.ts", "webhook"))}
  <p>The desk sends each message at least once, under the same id, in no promised order. What is not answered with 2xx
    within ten seconds is tried ten times in all over three days. A webhook that takes nothing for so long is switched
    off, and leads get an alarm; 410 switches it off at once. The log of the past 30 days shows each try, and sends any
    message again.</p>
  <p>To see your receiver take one, sign an example: <code>signTestWebhook("ticket.created", secret)</code>. A Worker
    that tells a chat is in <code>examples/webhook-receiver</code>.</p>`;
