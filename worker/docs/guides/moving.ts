import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import type { Html } from "../schema.ts";

/** The widgets that people come from, as their own documentation writes their calls. */
const widgets = ["Intercom", "Zendesk", "Chatwoot", "Help Scout", "Crisp"] as const;

/** One thing to do, here and there. A dash: it has no call for it. */
interface Move {
  readonly does: string;
  readonly here: string;
  readonly there: readonly [string, string, string, string, string];
}

export const moves: readonly Move[] = [
  {
    does: "Put it on the page",
    here: 'Firstline("boot", { site })',
    there: [
      'Intercom("boot", { app_id })',
      "the snippet with ?key=…",
      "chatwootSDK.run({ websiteToken, baseUrl })",
      'Beacon("init", id)',
      "CRISP_WEBSITE_ID and l.js",
    ],
  },
  {
    does: "Take it off",
    here: 'Firstline("shutdown")',
    there: ['Intercom("shutdown")', "–", "–", 'Beacon("destroy")', "–"],
  },
  {
    does: "Open",
    here: 'Firstline("open")',
    there: [
      'Intercom("show")',
      'zE("messenger", "open")',
      '$chatwoot.toggle("open")',
      'Beacon("open")',
      '$crisp.push(["do", "chat:open"])',
    ],
  },
  {
    does: "Close",
    here: 'Firstline("close")',
    there: [
      'Intercom("hide")',
      'zE("messenger", "close")',
      '$chatwoot.toggle("close")',
      'Beacon("close")',
      '$crisp.push(["do", "chat:close"])',
    ],
  },
  {
    does: "Hide the bubble",
    here: 'Firstline("hide")',
    there: [
      'Intercom("update", { hide_default_launcher: true })',
      'zE("messenger", "hide")',
      '$chatwoot.toggleBubbleVisibility("hide")',
      "display.style in its config",
      '$crisp.push(["do", "chat:hide"])',
    ],
  },
  {
    does: "A button of your own",
    here: 'Firstline("attachTo", button)',
    there: ["custom_launcher_selector", "–", "–", "–", "–"],
  },
  {
    does: "Begin a message",
    here: 'Firstline("newTicket", { subject, message })',
    there: [
      'Intercom("showNewMessage", text)',
      'zE("messenger:set", "conversationFields", …)',
      "–",
      'Beacon("prefill", { subject, text })',
      '$crisp.push(["set", "message:text", [text]])',
    ],
  },
  {
    does: "Show one conversation",
    here: 'Firstline("showTicket", number)',
    there: ['Intercom("showConversation", id)', "–", "–", 'Beacon("navigate", …)', "–"],
  },
  {
    does: "Say who is signed in",
    here: 'Firstline("identify", fetchToken)',
    there: [
      "user_hash, or intercom_user_jwt",
      'zE("messenger", "loginUser", callback)',
      "$chatwoot.setUser(id, { identifier_hash })",
      'Beacon("identify", { signature })',
      "user:email with a signature",
    ],
  },
  {
    does: "Sign out",
    here: 'Firstline("logout")',
    there: [
      'Intercom("shutdown")',
      'zE("messenger", "logoutUser")',
      "$chatwoot.reset()",
      'Beacon("logout")',
      '$crisp.push(["do", "session:reset"])',
    ],
  },
  {
    does: "Hear of an answer",
    here: 'Firstline("on", "unread", listener)',
    there: [
      'Intercom("onUnreadCountChange", listener)',
      'zE("messenger:on", "unreadMessages", listener)',
      'addEventListener("chatwoot:on-message", …)',
      'Beacon("on", …)',
      '$crisp.push(["on", "message:received", …])',
    ],
  },
  {
    does: "Hear of open and close",
    here: 'Firstline("on", "open", listener)',
    there: [
      'Intercom("onShow", listener)',
      'zE("messenger:on", "open", listener)',
      'addEventListener("chatwoot:opened", …)',
      'Beacon("on", "open", listener)',
      '$crisp.push(["on", "chat:opened", …])',
    ],
  },
];

const code = (text: string): Html => (text === "–" ? html`–` : html`<code>${text}</code>`);

export const moving = html`
  <p class="lead">You have a chat widget and its calls are all over your pages. Here is each call, and what to write
    instead. Their columns follow their public documentation; where one has no call, there is a dash.</p>
  <h2>First the tag</h2>
  ${codeBlock("HTML", '<script async src="https://desk.example/firstline.js" data-site="pk_yourpublickey"></script>')}
  <p>Calls from before the script arrived are kept, as with theirs, if you put this in front:</p>
  ${codeBlock("JavaScript", "window.Firstline ??= Object.assign((...call) => Firstline.q.push(call), { q: [] });")}
  <h2>Then verb by verb</h2>
  <div class="scroll" tabindex="0" role="region" aria-label="Calls of each widget"><table class="moves">
    <thead><tr><th scope="col">What</th><th scope="col">Firstline</th>${widgets.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${moves.map(
      ({ does, here, there }) =>
        html`<tr><th scope="row">${does}</th><td>${code(here)}</td>${there.map((text) => html`<td>${code(text)}</td>`)}</tr>`,
    )}</tbody>
  </table></div>
  <h2>What is different</h2>
  <ul>
    <li>Every verb resolves with what it returns: <code>await Firstline("state")</code>.</li>
    <li>What a visitor has is tickets, not one endless chat: each has a number, a state, somebody who has it, and a time
      by which it is answered.</li>
    <li>Nothing is stored and nobody is asked before somebody opens it, so there is no cookie to consent to first.</li>
    <li>Users are signed in by a token that ends within the hour, not by a hash that holds for ever. That is a route of
      your server: <a href="/docs/guides/identify/">Identify your users</a>.</li>
    <li>There are no visitor attributes for marketing. What agents should know goes into the signed identity, or into a
      topic's fields.</li>
  </ul>`;
