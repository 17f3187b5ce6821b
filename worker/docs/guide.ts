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
      <tr><th scope="row">An identified visitor</th><td>the same; their token comes with <a href="#identify">identify</a></td>
        <td>Their tickets on every device, until the identity runs out.</td></tr>
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

const identify = html`
  <p>Who is signed in to your site need not say again who they are, and finds their tickets on every device. Your own
    server says it, with a short-lived signed token (a JWT, RFC 7519); the page hands it to the desk. Nobody can say it in
    your place, for only your server has the key.</p>
  <ol>
    <li>Make a key: <a href="#desk.identityKeys.create"><code>POST /v1/desk/sites/:site/identity-keys</code></a>. With
      <code>HS256</code> the desk makes a secret for your server. With <code>EdDSA</code> you make a key pair and give the
      desk the public half, so that the desk itself cannot speak for you.</li>
    <li>Let your server sign the user who is signed in there, never one whom the request names:
      ${codeBlock(
        "On your server",
        `import { signIdentity } from "@firstline/sdk/identity";

app.post("/firstline-identity", async (c) => {
  const user = await signedInUser(c); // your own session
  if (!user) return c.text("", 401);
  return c.text(
    await signIdentity({
      secret: process.env.FIRSTLINE_IDENTITY_SECRET, // or privateKey: a JWK or CryptoKey
      keyId: "idk_shop1",
      site: "pk_Qx7fT2mVbn40",
      user: { id: user.id, name: user.name, email: user.email, emailVerified: user.emailVerified, plan: user.plan },
    }),
  );
});`,
      )}</li>
    <li>Let the page tell the desk. With a function, the SDK asks for a new token whenever the old one has run out:
      ${codeBlock(
        "On the page",
        `await firstline.identify(async () => {
  const response = await fetch("/firstline-identity", { method: "POST" }); // never cached
  return response.text();
});

// When the user signs out of your site:
await firstline.logout();`,
      )}</li>
  </ol>
  <p>Without the SDK, sign these yourself. Times are seconds since 1970; a minute of clock difference is forgiven.</p>
  <div class="scroll"><table>
    <thead><tr><th scope="col">Part</th><th scope="col">What it has to be</th></tr></thead>
    <tbody>
      <tr><th scope="row">header <code>kid</code></th><td>The key's id. <code>alg</code> has to be that key's algorithm: the
        desk never takes it from the token.</td></tr>
      <tr><th scope="row"><code>aud</code></th><td>The site's public key, <code>pk_…</code>.</td></tr>
      <tr><th scope="row"><code>exp</code></th><td>When it ends, at most an hour ahead. The visitor token ends with it.</td></tr>
      <tr><th scope="row"><code>sub</code></th><td>Your own id of the user, a text of up to 200 characters that never changes
        hands. It is who they are; an address is not.</td></tr>
      <tr><th scope="row"><code>iat</code>, <code>nbf</code></th><td>If there, not in the future.</td></tr>
      <tr><th scope="row"><code>name</code>, <code>email</code>, <code>email_verified</code>, <code>plan</code>,
        <code>language</code></th><td>What you want agents to know. What is missing stays as it is, null takes it away. The
        plan decides the contract.</td></tr>
    </tbody>
  </table></div>
  <p>What the browser's visitor wrote before comes along: anonymous tickets become the user's, links they opened stay open.
    With <code>email_verified</code>, so do tickets that agents opened for that address. An address that somebody merely
    typed joins nothing. If another user signs in on the same computer, they see nothing of the one before.</p>
  <p>Change a key without a gap: make a new one, let your servers sign with it, then revoke the old one. Tokens of a revoked
    key are refused at once. The desk keeps no HS256 secret: it derives each from its own
    <code>FIRSTLINE_SECRET</code>. If that is ever changed, make new HS256 keys; EdDSA keys go on.</p>
  <p>A site that sets <code>identifiedOnly</code> takes nothing from anybody else: every write of a visitor who is not
    identified is <a href="#error-identity_required"><code>identity_required</code></a>. They may still read what they wrote
    before and open a ticket's link.</p>`;

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
  { id: "identify-users", title: "Identify your users", body: identify },
  { id: "requests", title: "Requests", body: requests },
  { id: "errors", title: "Errors", body: errors },
  { id: "repeating", title: "Repeat safely", body: repeating },
  { id: "changing", title: "Change safely", body: changing },
  { id: "live", title: "Live updates", body: live },
  { id: "lines", title: "Lines of support", body: lines },
  { id: "git", title: "A set-up in git", body: setupInGit },
];
