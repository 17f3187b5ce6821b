import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Env } from "../env.ts";
import type { App } from "../http/bind.ts";
import { stoppedAddress } from "../mail/address.ts";
import { mailTexts } from "../mail/texts.ts";
import { currentDirectory } from "../store/directory.ts";
import { isStopped, stopMail } from "../store/mail.ts";
import { run } from "../store/query.ts";

type Call = Context<{ Bindings: Env; Variables: { requestId: string } }>;

/** The page asks, its button or a mail program's own (RFC 8058) stops: what only reads a mail's links stops nothing. */
export const mailStop: App = new Hono<{ Bindings: Env; Variables: { requestId: string } }>();

const path = "/mail/stop/:language/:token";

mailStop.get(path, async (c) => {
  const address = await addressIn(c);
  if (address === undefined) return show(c, "unknown");
  const { stopped } = await run(c.env.DB, { stopped: isStopped(address) });
  return show(c, stopped ? "done" : "question");
});

mailStop.post(path, async (c) => {
  const address = await addressIn(c);
  if (address === undefined) return show(c, "unknown");
  await run(c.env.DB, { stopped: stopMail(address, Date.now()) });
  return show(c, "done");
});

mailStop.get("/mail/stop.css", (c) => c.body(styles, 200, { ...shared, "content-type": "text/css; charset=utf-8" }));

const addressIn = (c: Call): Promise<string | undefined> =>
  stoppedAddress(c.env.FIRSTLINE_SECRET, c.req.param("token") ?? "");

const shared = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
};

async function show(c: Call, state: "question" | "done" | "unknown"): Promise<Response> {
  const { language, stop } = mailTexts(c.req.param("language") ?? null);
  const { setup } = await currentDirectory(c.env.DB, false);
  const title = stop.title(setup.name);
  const page = html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/mail/stop.css">
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p role="status">${stop[state]}</p>
      ${state === "question" ? html`<form method="post"><button>${stop.button}</button></form>` : ""}
    </main>
  </body>
</html>
`;
  return c.html(page, state === "unknown" ? 404 : 200, shared);
}

const styles = `:root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f4f2, #17181a); }
main {
  box-sizing: border-box; width: min(30rem, 100% - 2rem); margin: 1rem; padding: 2rem; border-radius: 16px;
  color: light-dark(#1b1c1e, #ececea); background: light-dark(#fff, #222427);
  box-shadow: 0 1px 2px rgb(0 0 0 / 8%), 0 8px 32px rgb(0 0 0 / 8%);
}
h1 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 0; }
form { margin-top: 1.5rem; }
button {
  font: inherit; font-weight: 600; padding: .7rem 1.2rem; min-height: 44px; border: 0; border-radius: 10px; cursor: pointer;
  color: light-dark(#fff, #17181a); background: light-dark(#1b1c1e, #ececea);
}
button:hover { opacity: .88; }
button:focus-visible { outline: 3px solid #3f6ff0; outline-offset: 2px; }
`;
