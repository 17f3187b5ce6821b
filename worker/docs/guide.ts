import { problems } from "@firstline/sdk/wire";
import { html } from "hono/html";
import { lines, setupInGit } from "./guide-lines.ts";
import { codeBlock } from "./highlight.ts";
import type { Html } from "./schema.ts";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

const start = html`
  <p class="lead">
    Everything the widget and the console do goes through this API. A visitor opens a ticket and follows it; agents,
    and programs of yours, answer it. There is nothing behind it that you could not call yourself.
  </p>
  <p>The typed client is the shortest way. It keeps the visitor's token, makes idempotency keys, reads pages as
    iterators and keeps live views complete.</p>
  ${codeBlock(
    "On a page, for a visitor",
    `import { createFirstline } from "@firstline/sdk";

const firstline = createFirstline({
  url: "https://desk.example",
  site: "pk_Qx7fT2mVbn40", // the site's public key
});`,
  )}
  ${codeBlock(
    "On a server, for the desk",
    `import { createDesk } from "@firstline/sdk/desk";

const desk = createDesk({
  url: "https://desk.example",
  key: process.env.FIRSTLINE_KEY, // a secret key
});`,
  )}
  <p>Any language works without it: plain HTTPS, JSON both ways. The document for your own tools is
    <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>`;

const credentials = html`
  <div class="scroll"><table>
    <thead><tr><th scope="col">Who</th><th scope="col">Sends</th><th scope="col">Sees</th></tr></thead>
    <tbody>
      <tr><th scope="row">A page</th><td><code>Firstline-Site: pk_…</code></td>
        <td>What is public of its site. It may open tickets. A browser's page must be on the site's list of origins.</td></tr>
      <tr><th scope="row">A visitor</th><td>the same, and <code>Authorization: Bearer</code> with the visitor token</td>
        <td>Their own tickets, as requesters see them.</td></tr>
      <tr><th scope="row">A program</th><td><code>Authorization: Bearer</code> with a secret key</td>
        <td>What the key's scopes and sites allow.</td></tr>
      <tr><th scope="row">An agent</th><td>the console's cookie</td>
        <td>The sites they work for. Setting the desk up takes the role admin.</td></tr>
    </tbody>
  </table></div>
  <p>A visitor token comes with a browser's first ticket. Keep it: it is shown once. Every ticket also has a link,
    <code>/t/NUMBER#k=secret</code>. Its secret opens that one ticket elsewhere: exchange it with
    <a href="#redeem">redeem</a>. A ticket's number alone opens nothing, so it may be read out on the phone.</p>
  <p>What you may not see answers exactly like what does not exist: 404.</p>`;

const requests = html`
  <ul>
    <li>Bodies are JSON in UTF-8, sent as <code>application/json</code>. A key that stands twice, a key nobody knows,
      control characters and half characters are refused rather than guessed at.</li>
    <li>What has a default may be left out of a body; an answer always has it.</li>
    <li>Times are RFC 3339 in UTC, with milliseconds.</li>
    <li>Ids begin with what they name: <code>msg_</code>, <code>agt_</code>, <code>site_</code>.</li>
    <li>A ticket's number ends in a check digit. One wrong digit or two swapped ones answer
      <a href="#error-number_mistyped"><code>number_mistyped</code></a>, so you can say “please check the number”.</li>
    <li>Lists come in pages: <code>{ items, next }</code>. Hand <code>next</code> back as <code>cursor</code> until it is
      null.</li>
  </ul>`;

const repeating = html`
  <p>Networks fail after the desk has saved and before you have heard of it. So every call that makes something takes an
    <code>Idempotency-Key</code> of 16–128 characters (letters, digits, <code>_</code> and <code>-</code>). Send the same
    key with the same body again, and you get the first answer again, however often. The same key with another body is
    <a href="#error-idempotency_key_reused"><code>idempotency_key_reused</code></a>.</p>
  <p>For a message, the key may be the message's own id: <code>msg_</code> and 22 letters or digits that you make up. Then
    you can show it before it is sent. The key of a new ticket is a secret of its own: make it random, keep it to
    yourself, and never use the message's id for it.</p>`;

const changing = html`
  <p>Two people may work on one ticket. A change names the version it was made for, <code>If-Match: "3"</code> with the
    <code>seq</code> you read. If the ticket has moved on, the answer is
    <a href="#error-version_mismatch"><code>version_mismatch</code></a>: read it again and decide anew.</p>
  <p>Reads carry an <code>ETag</code>. Ask with <code>If-None-Match</code> and an unchanged ticket costs an empty 304.</p>`;

const live = html`
  <p>A web socket tells what changed, as it changes. HTTP stays the truth: whatever a socket missed,
    <code>GET …?after=</code> the last number you have gives you.</p>
  <ol>
    <li>Connect to <a href="#tickets.watch"><code>/v1/live</code></a> for one ticket, or to
      <a href="#desk.watch"><code>/v1/desk/live</code></a> for a site.</li>
    <li>Within ten seconds send <a href="#schema-Hello">hello</a> with the token: no secret ever stands in a URL. The
      console sends none, its cookie came with the connection.</li>
    <li>The desk answers <code>ready</code>. From then on come <code>changed</code> frames: the ticket, and its new
      events.</li>
    <li>Send the text <code>ping</code> now and then; the answer is <code>pong</code>.</li>
  </ol>
  <p>Events are numbered by <code>seq</code>. A visitor cannot see all of them, so numbers may be missing; but each event
    names in <code>prev</code> the one before it that you could see. If <code>prev</code> is your last number, append the
    event. If <code>seq</code> is not above it, you have it already. Otherwise something is missing: read the ticket with
    <code>after</code>. The SDK's <code>watch()</code> does all this, and polls where sockets are blocked.</p>`;

const errors = html`
  <p>Every refusal is <code>application/problem+json</code> (RFC 9457). Branch on <code>code</code>: it never changes.
    The title is for people. <code>issues</code> says which fields are wrong; quote <code>requestId</code> when you ask
    for help; every answer carries it too, as <code>Firstline-Request-Id</code>.</p>
  ${codeBlock(
    "422",
    JSON.stringify(
      {
        type: "urn:firstline:problem:invalid",
        title: problems.invalid.title,
        status: 422,
        code: "invalid",
        requestId: "5b0c1f0e-6a1d-4c55-9a5e-0d7f6b1e2c33",
        issues: [{ path: "body.message.text", message: "Too small: expected string to have >=1 characters" }],
      },
      null,
      2,
    ),
  )}
  <div class="scroll"><table class="errors">
    <thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">What it means</th></tr></thead>
    <tbody>${Object.entries(problems).map(
      ([code, { status, title }]) =>
        html`<tr id="error-${code}"><td>${status}</td><th scope="row"><code>${code}</code></th><td>${title}</td></tr>`,
    )}</tbody>
  </table></div>
  <p>A 409 that says <code>version_clash</code>, a 429 (after the <code>Retry-After</code> it names) and a 503 may be
    tried again with the same idempotency key. The others will answer the same.</p>`;

/** What a newcomer reads before the reference. */
export const guide: readonly Section[] = [
  { id: "start", title: "Start", body: start },
  { id: "credentials", title: "Credentials", body: credentials },
  { id: "requests", title: "Requests", body: requests },
  { id: "errors", title: "Errors", body: errors },
  { id: "repeating", title: "Repeat safely", body: repeating },
  { id: "changing", title: "Change safely", body: changing },
  { id: "live", title: "Live updates", body: live },
  { id: "lines", title: "Lines of support", body: lines },
  { id: "git", title: "A set-up in git", body: setupInGit },
];
