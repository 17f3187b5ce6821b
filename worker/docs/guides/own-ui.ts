import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import { snippet } from "../snippet.ts";

export const ownUi = html`
  <p class="lead">Everything the widget does, with not one pixel of it. The visitor's client knows no framework and
    nothing of the page; you draw.</p>
  <h2>A client</h2>
  <p>The token opens the visitor's tickets. It comes with the first one; keeping it is up to you.</p>
  ${codeBlock("Client", snippet("own-ui.ts", "client"))}
  <h2>A form</h2>
  <p>Ask for as little as you can: a subject and a text are enough. A topic may bring fields of its own.</p>
  ${codeBlock("A new ticket", snippet("own-ui.ts", "form"))}
  <h2>A ticket, live</h2>
  ${codeBlock("Read, then follow", snippet("own-ui.ts", "thread"))}
  <p>Call <code>stop</code> when the view goes. Where sockets are blocked it asks every few seconds instead; you need
    not care, but you may say so by <code>onStatus</code>.</p>
  <p>Events are a union. Write what people wrote as text, never as HTML:</p>
  ${codeBlock("Draw them", snippet("own-ui.ts", "events"))}
  <h2>A reply that arrives once</h2>
  ${codeBlock("Reply", snippet("own-ui.ts", "reply"))}
  <p>Leave what was typed in its field until the call resolves. If it fails and the visitor tries again, send the same
    id: the desk takes the message once.</p>
  <p>A whole page, about 250 lines without a framework, is in <code>examples/own-ui</code>.</p>`;
