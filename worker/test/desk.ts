import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import {
  type AnswerBody,
  type Body,
  contract,
  Problem,
  type Problem as ProblemBody,
  type Query,
  type Route,
  type RouteName,
  refusals,
} from "@firstline/sdk/wire";
import { expect } from "vitest";
import { createApp } from "../src/app.ts";
import type { StoredKey } from "../src/domain/directory.ts";
import { digest, newId, randomSecret } from "../src/secrets.ts";
import { run } from "../src/store/query.ts";
import { insertSession } from "../src/store/sessions.ts";
import { insertKey, moveVersion } from "../src/store/setup.ts";

const app = createApp();

export interface CallOptions<Name extends RouteName> {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Query<Name>;
  readonly body?: Body<Name>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The file that is the body; its length is told, unless the headers tell another. */
  readonly file?: TestFile | undefined;
  /** Sent as it stands, for what a client of ours would never send. */
  readonly raw?: BodyInit;
  readonly database?: D1Database;
  readonly files?: R2Bucket;
  /** What sends the desk's mail; without it the desk sends none. */
  readonly mail?: SendEmail;
  /** Where webhooks lead; without it everything takes them. */
  readonly outbound?: Pick<Fetcher, "fetch">;
}

/** A file as a test uploads it. */
export interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Called<Name extends RouteName> {
  readonly status: number;
  readonly headers: Headers;
  /** The answer, parsed by its row's schema, or undefined for a problem. */
  readonly body: AnswerBody<Name>;
  readonly problem: ProblemBody | undefined;
  readonly text: string;
}

/** Calls a route as a client would, and checks that whatever comes back is what the contract says. */
export async function call<Name extends RouteName>(name: Name, options: CallOptions<Name> = {}): Promise<Called<Name>> {
  const route: Route = contract[name];
  const [method = "", pattern = ""] = name.split(" ");
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(options.path?.[key] ?? ""));
  const search = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const { file } = options;
  const body = options.raw ?? file?.bytes ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await send(
    new Request(`https://desk.test${path}${search.size > 0 ? `?${search}` : ""}`, {
      method,
      headers: {
        ...(body !== undefined && !file && { "content-type": "application/json" }),
        ...(file && {
          "firstline-file-name": encodeURIComponent(file.name),
          "content-length": String(file.bytes.length),
        }),
        ...options.headers,
      },
      ...(body !== undefined && { body }),
    }),
    options.database,
    options.files,
    options.mail,
    options.outbound,
  );
  if (response.webSocket || response.status === 101) {
    // A socket is no body; whoever asked for one has it from `send`.
    response.webSocket?.accept();
    response.webSocket?.close(1000);
    return { status: 101, headers: response.headers, body: null as AnswerBody<Name>, problem: undefined, text: "" };
  }
  const text = await response.text();
  expect(response.headers.get("firstline-request-id")).toBeTruthy();
  if (response.status === 304) {
    return { status: 304, headers: response.headers, body: null as AnswerBody<Name>, problem: undefined, text };
  }
  if (response.ok) {
    const schema = route.answers[response.status];
    expect(schema, `${name} answered ${response.status}, which its row does not name`).not.toBeUndefined();
    const parsed = schema && schema !== "bytes" ? schema.parse(JSON.parse(text)) : null;
    return {
      status: response.status,
      headers: response.headers,
      body: parsed as AnswerBody<Name>,
      problem: undefined,
      text,
    };
  }
  const problem = Problem.parse(JSON.parse(text));
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(problem.status).toBe(response.status);
  expect(refusals(route), `${name} refused with ${problem.code}, which its row does not name`).toContain(problem.code);
  return {
    status: response.status,
    headers: response.headers,
    body: undefined as unknown as AnswerBody<Name>,
    problem,
    text,
  };
}

/** Sends a request to the desk and waits for what it left to do afterwards. */
export async function send(
  request: Request,
  database: D1Database = env.DB,
  files: R2Bucket = env.FILES,
  mail?: SendEmail,
  outbound: Pick<Fetcher, "fetch"> = { fetch: async () => new Response(null, { status: 204 }) },
): Promise<Response> {
  const context = createExecutionContext();
  const sending = mail && { MAIL: mail, MAIL_FROM: "help@desk.test", DESK_URL: "https://desk.test/" };
  const response = await app.fetch(
    request,
    { ...env, DB: database, FILES: files, OUTBOUND: outbound, ...sending },
    context,
  );
  await waitOnExecutionContext(context);
  return response;
}

/** What a page of a site sends, with the visitor's token once it has one. */
export const page = (siteKey: string, token?: string): Record<string, string> => ({
  "firstline-site": siteKey,
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
});

/** Signs an agent in; what the console of theirs sends. */
export async function consoleOf(agentId: string, expiresAt = Date.now() + 3_600_000): Promise<Record<string, string>> {
  const token = `fls_${agentId}_${randomSecret()}`;
  await run(env.DB, {
    session: insertSession({
      tokenHash: await digest(token),
      agentId,
      method: "link",
      browser: null,
      createdAt: Date.now(),
      expiresAt,
    }),
  });
  return { cookie: `__Host-firstline=${token}`, origin: "https://desk.test", "sec-fetch-site": "same-origin" };
}

/** Makes a secret key; what a program with it sends. */
export async function keyFor(
  scopes: StoredKey["scopes"],
  sites: StoredKey["sites"] = "all",
  name = "A program",
): Promise<Record<string, string>> {
  const secret = `fls_key_${randomSecret()}`;
  const key: StoredKey = {
    id: newId("key", Date.now()),
    secretHash: await digest(secret),
    name,
    scopes,
    sites,
    createdAt: Date.now(),
  };
  await run(env.DB, { key: insertKey(key), version: moveVersion });
  return { authorization: `Bearer ${secret}` };
}

/** A visitor of a site who has just opened a ticket. */
export async function visitorWithTicket(
  siteKey = "pk_shopshop",
  more: Partial<Body<"POST /v1/tickets">> = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const { body, status } = await call("POST /v1/tickets", {
    headers: { ...page(siteKey), ...headers },
    body: { subject: "The lamp is dark", message: { text: "It does not turn on." }, ...more },
  });
  expect(status).toBe(201);
  const { visitorToken = "", ticket, link } = body;
  return { headers: page(siteKey, visitorToken), token: visitorToken, number: ticket.number, ticket, link };
}
