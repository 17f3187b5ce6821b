import { signIdentity } from "@firstline/sdk/identity";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";

export interface AppOptions {
  /** The desk's address, and the site's public key. */
  readonly desk: string;
  readonly site: string;
  /** The key that signs identities: its id (`idk_…`) and its secret, which never leaves the server. */
  readonly keyId: string;
  readonly secret: string;
  /** The page's program and its style sheet. */
  readonly files: Readonly<Record<"page.js" | "page.css", string>>;
}

/** Who may sign in here; a real site has passwords and a database. */
const users = {
  ada: { id: "user-1", name: "Ada Byron", email: "ada@example.com", emailVerified: true, plan: "studio" },
  grace: { id: "user-2", name: "Grace Murray", email: "grace@example.com", emailVerified: true, plan: "free" },
} as const;
type User = (typeof users)[keyof typeof users];

const isUser = (name: unknown): name is keyof typeof users => typeof name === "string" && Object.hasOwn(users, name);

/** A small site with a session of its own, which tells the desk who is signed in. */
export function createApp({ desk, site, keyId, secret, files }: AppOptions): Hono {
  const sessions = new Map<string, User>();
  const userOf = (c: Context) => sessions.get(getCookie(c, "session") ?? "");
  const { origin } = new URL(desk);
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ${origin} ${origin.replace(/^http/, "ws")}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

  const app = new Hono();
  app.use(async (c, next) => {
    // What changes something comes from our own pages only.
    if (c.req.method !== "GET" && c.req.header("sec-fetch-site") !== "same-origin") return c.text("", 403);
    await next();
    c.header("content-security-policy", policy);
    c.header("cache-control", "no-store");
  });

  app.get("/page.js", (c) => c.body(files["page.js"], 200, { "content-type": "text/javascript; charset=utf-8" }));
  app.get("/page.css", (c) => c.body(files["page.css"], 200, { "content-type": "text/css; charset=utf-8" }));

  app.get("/", (c) => {
    const user = userOf(c);
    return c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Your account · Tallyroom</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/page.css">
    ${user && html`<script type="module" src="/page.js" data-desk="${desk}" data-site="${site}"></script>`}
  </head>
  <body>
    <main>
      <p class="brand">Tallyroom</p>
      ${user ? account(user) : signIn}
    </main>
  </body>
</html>`);
  });

  app.post("/sign-in", async (c) => {
    const { user } = await c.req.parseBody();
    if (!isUser(user)) return c.text("Nobody by that name.", 422);
    const session = crypto.randomUUID();
    sessions.set(session, users[user]);
    setCookie(c, "session", session, { httpOnly: true, sameSite: "Lax", path: "/" });
    return c.redirect("/", 303);
  });

  app.post("/sign-out", (c) => {
    sessions.delete(getCookie(c, "session") ?? "");
    return c.redirect("/", 303);
  });

  // The one route that the help desk needs of a site.
  app.post("/firstline-identity", async (c) => {
    const user = userOf(c);
    if (!user) return c.text("", 401);
    return c.text(await signIdentity({ keyId, secret, site, user }));
  });

  return app;
}

const signIn = html`
  <h1>Sign in</h1>
  <form method="post" action="/sign-in">
    <button name="user" value="ada">as Ada Byron <small>Studio</small></button>
    <button name="user" value="grace">as Grace Murray <small>Free</small></button>
  </form>`;

const account = ({ name }: User) => html`
  <h1>Hello, ${name}</h1>
  <p id="known" role="status">Asking the help desk …</p>
  <h2>Your questions</h2>
  <ul id="tickets"></ul>
  <form id="ask">
    <label>Ask something <input name="subject" required maxlength="200" autocomplete="off"></label>
    <button>Send</button>
  </form>
  <form method="post" action="/sign-out" id="sign-out"><button class="plain">Sign out</button></form>`;
