import { env } from "cloudflare:test";
import type { RouteName } from "@firstline/sdk/wire";
import { formatNumber } from "../src/domain/number.ts";
import { digest, newId, randomSecret } from "../src/secrets.ts";
import { insertLink } from "../src/store/credentials.ts";
import { setupGuard } from "../src/store/guards.ts";
import { run } from "../src/store/query.ts";
import { insertKey, moveVersion } from "../src/store/setup.ts";
import { type CallOptions, call, consoleOf } from "./desk.ts";
import { picture } from "./files.ts";
import { setup } from "./fixture.ts";

/** What a sample request is about. */
export interface Target {
  readonly site: string;
  /** The public key that a browser's socket names in the query. */
  readonly siteKey: string;
  readonly number: string;
  /** The ticket's link secret. */
  readonly secret: string;
  /** The ticket's and the set-up's version. */
  readonly seq: number;
  readonly version: number;
  readonly agent: string;
  readonly key: string;
  /** A file in the ticket's first message. */
  readonly attachment: string;
  /** A sign-in link's token. */
  readonly signIn: string;
}

export type Sample<Name extends RouteName> = (target: Target) => CallOptions<Name>;

/** A request that every route answers, if the caller may. A route without one does not compile. */
export type Samples = { readonly [Name in RouteName]: Sample<Name> };

const socket = { upgrade: "websocket" };
const ofTicket = ({ number }: Target) => ({ path: { number } });
const ifMatch = (version: number) => ({ "if-match": `"${version}"` });

export const samples: Samples = {
  "GET /v1/site": () => ({}),
  "POST /v1/tickets": () => ({
    body: {
      subject: "Dark",
      message: { text: "It is." },
      name: "Kim",
      email: "kim@example.test",
    },
  }),
  "GET /v1/tickets": () => ({ query: { limit: 5 } }),
  "GET /v1/tickets/:number": (target) => ({ ...ofTicket(target), query: { after: 1 } }),
  "POST /v1/tickets/:number/messages": (target) => ({ ...ofTicket(target), body: { text: "Hello?" } }),
  "POST /v1/tickets/:number/confirm": ofTicket,
  "POST /v1/tickets/:number/reopen": ofTicket,
  "POST /v1/tickets/:number/read": (target) => ({ ...ofTicket(target), body: { seq: target.seq } }),
  "POST /v1/uploads": () => ({ file: picture }),
  "GET /v1/attachments/:attachment": ({ attachment }) => ({ path: { attachment } }),
  "POST /v1/visitors/redeem": ({ number, secret }) => ({ body: { number, secret } }),
  "POST /v1/visitors/forget": () => ({}),
  "GET /v1/live": ({ siteKey, number }) => ({ query: { site: siteKey, number }, headers: socket }),
  "POST /v1/desk/sessions": ({ signIn }) => ({ body: { token: signIn } }),
  "GET /v1/desk/session": () => ({}),
  "DELETE /v1/desk/session": () => ({}),
  "POST /v1/desk/agents/:agent/links": ({ agent }) => ({ path: { agent } }),
  "GET /v1/desk/tickets": () => ({ query: { view: "open", limit: 5 } }),
  "POST /v1/desk/tickets": ({ site }) => ({
    body: { site, requester: { email: "kim@example.test" }, subject: "By phone", message: { text: "They called." } },
  }),
  "GET /v1/desk/tickets/:number": (target) => ({ ...ofTicket(target), query: { after: 1 } }),
  "PATCH /v1/desk/tickets/:number": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { priority: "high" },
  }),
  "POST /v1/desk/tickets/:number/reply": (target) => ({ ...ofTicket(target), body: { text: "Hello!" } }),
  "POST /v1/desk/tickets/:number/note": (target) => ({ ...ofTicket(target), body: { text: "Hm." } }),
  "POST /v1/desk/uploads": ({ site }) => ({ query: { site }, file: picture }),
  "GET /v1/desk/attachments/:attachment": ({ attachment }) => ({ path: { attachment } }),
  "POST /v1/desk/tickets/:number/assign": (target) => ({
    ...ofTicket(target),
    headers: ifMatch(target.seq),
    body: { agent: "agt_lea" },
  }),
  "POST /v1/desk/tickets/:number/claim": ofTicket,
  "POST /v1/desk/tickets/:number/solve": (target) => ({ ...ofTicket(target), headers: ifMatch(target.seq) }),
  "GET /v1/desk/live": ({ site }) => ({ query: { site }, headers: socket }),
  "GET /v1/desk/setup": () => ({}),
  "PUT /v1/desk/setup": ({ version }) => ({ headers: ifMatch(version), body: setup }),
  "GET /v1/desk/keys": () => ({}),
  "POST /v1/desk/keys": () => ({ body: { name: "Nightly job", scopes: ["tickets:read"], sites: "all" } }),
  "DELETE /v1/desk/keys/:key": ({ key }) => ({ path: { key } }),
};

/** The routes that act on a solved ticket. */
const onSolved: ReadonlySet<RouteName> = new Set([
  "POST /v1/tickets/:number/confirm",
  "POST /v1/tickets/:number/reopen",
]);

/** A target that nobody has used: a ticket that this visitor of the shop has just opened, in the status the route needs. */
export async function freshTarget(name: RouteName, visitor: Readonly<Record<string, string>>): Promise<Target> {
  const upload = name.includes("/attachments/")
    ? await call("POST /v1/uploads", { headers: visitor, file: picture })
    : undefined;
  const attachments = upload && [{ id: upload.body.id }];
  const { body } = await call("POST /v1/tickets", {
    headers: visitor,
    body: { subject: "Fresh", message: { text: "Text", ...(attachments && { attachments }) } },
  });
  const { number } = body.ticket;
  let { seq } = body.ticket;
  if (onSolved.has(name)) {
    const solved = await call("POST /v1/desk/tickets/:number/solve", {
      headers: { ...(await consoleOf("agt_ann")), ...ifMatch(seq) },
      path: { number },
    });
    seq = solved.body.ticket.seq;
  }
  const now = Date.now();
  const key = newId("key", now);
  const signIn = randomSecret();
  const { guard } = await run(env.DB, {
    link: insertLink(await digest(signIn), "agt_ann", now + 3_600_000),
    ...(name === "DELETE /v1/desk/keys/:key" && {
      key: insertKey({
        id: key,
        secretHash: await digest(key),
        name: "Old",
        scopes: ["tickets:read"],
        sites: "all",
        createdAt: now,
      }),
      moved: moveVersion,
    }),
    guard: setupGuard,
  });
  const secret = body.link.split("#k=")[1] ?? "";
  const { version } = guard;
  const attachment = upload?.body.id ?? unknownTarget.attachment;
  return {
    site: "site_shop",
    siteKey: "pk_shopshop",
    number,
    secret,
    seq,
    version,
    agent: "agt_ann",
    key,
    attachment,
    signIn,
  };
}

/** A target that never was. */
export const unknownTarget: Target = {
  site: "site_gone",
  siteKey: "pk_gonegone",
  number: formatNumber("SHOP", 9_999_999_999_999),
  secret: randomSecret(),
  seq: 1,
  version: 0,
  agent: "agt_gone",
  attachment: `att_${randomSecret()}`,
  key: "key_gone",
  signIn: randomSecret(),
};
