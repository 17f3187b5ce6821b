import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { createFirstline, type Firstline, isFirstlineError } from "@firstline/sdk";
import { createDesk, type Desk as DeskClient } from "@firstline/sdk/desk";
import { createTestDesk, type TestDesk } from "@firstline/sdk/testing";
import type { IdentityKey, Setup } from "@firstline/sdk/wire";
import { vi } from "vitest";
import { everyMinute } from "../src/jobs/minute.ts";
import { newId } from "../src/secrets.ts";
import { insertIdentityKey } from "../src/store/identity-keys.ts";
import { run } from "../src/store/query.ts";
import { firstSetup, moveVersion } from "../src/store/setup.ts";
import { forgetStandings } from "../src/store/standings.ts";
import { emptyAllBut } from "./database.ts";
import { consoleOf, keyFor, send } from "./desk.ts";
import { signerOf, tokenOf } from "./identities.ts";
import { postbox, secretIn } from "./mail.ts";
import { listen } from "./socket.ts";
import { instant, save } from "./staffed-desk.ts";

/** A desk as a host's program meets it, whatever it is made of. */
export interface Host {
  readonly fetch: typeof fetch;
  /** A visitor's page. */
  visitor(options?: { readonly site?: string; readonly token?: string | undefined }): Firstline;
  /** A program with a secret key that may do everything, or nothing but read tickets. */
  readonly program: DeskClient;
  readonly reader: DeskClient;
  /** An agent at the console, by id. */
  agent(id: string): DeskClient;
  /** The token of a user of the shop, signed by its server. */
  identity(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** What a program with that key sends. */
  readonly keyHeaders: Readonly<Record<string, string>>;
  /** Lets time pass, and what falls due by then happen. */
  pass(milliseconds: number): Promise<void>;
  /** The secrets of the links that were mailed, in order. */
  mailed(): readonly string[];
  /** Opens a web socket, at a path. */
  listen(path: string): Promise<Ear>;
}

/** A web socket: `next` resolves with the next text that comes, or with why it was closed. */
export interface Ear {
  readonly say: (text: string) => void;
  readonly next: () => Promise<string>;
}

const url = "https://desk.test";
const scopes = ["tickets:read", "tickets:write", "setup:read", "setup:write"] as const;

/** The worker with its database, as it is at an instant (ms). */
export async function realHost(setup: Setup, now: number): Promise<Host> {
  vi.setSystemTime(now);
  await emptyAllBut("desk");
  await save(setup);
  const { contracts, consents } = firstSetup(setup, now);
  await run(env.DB, { contracts, consents });
  forgetStandings();
  const keyHeaders = await keyFor([...scopes], "all", "Test key");
  const readHeaders = await keyFor(["tickets:read"], "all", "Reader");
  const signer = await signerOf("site_shop");
  const sessions = new Map<string, Readonly<Record<string, string>>>();
  // The stand-in has a key for each site from the start.
  const key: IdentityKey = { algorithm: "HS256", id: newId("idk", now), name: "Test server", createdAt: instant(now) };
  await run(env.DB, { key: insertIdentityKey("site_bank", key), moved: moveVersion });
  for (const { id } of setup.agents) sessions.set(id, await consoleOf(id, now + 1_000 * 86_400_000));

  const box = postbox();
  const over =
    (more: Readonly<Record<string, string>>): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const bytes = new Uint8Array(await request.arrayBuffer());
      const headers = new Headers(request.headers);
      for (const [name, value] of Object.entries(more)) headers.set(name, value);
      if (request.method !== "GET") headers.set("content-length", String(bytes.length));
      const { method } = request;
      const sent = new Request(request.url, { method, headers, ...(bytes.length > 0 && { body: bytes }) });
      return send(sent, env.DB, env.FILES, box.mail);
    };

  let at = now;
  return {
    mailed: () => box.mails.map(secretIn),
    fetch: over({}),
    visitor: ({ site = "pk_shopshop", token } = {}) => createFirstline({ url, site, token, fetch: over({}) }),
    program: createDesk({ url, fetch: over(keyHeaders) }),
    reader: createDesk({ url, fetch: over(readHeaders) }),
    agent: (id) => createDesk({ url, fetch: over(sessions.get(id) ?? {}) }),
    identity: (claims) => tokenOf(signer, claims),
    keyHeaders,
    async pass(milliseconds) {
      at += milliseconds;
      vi.setSystemTime(at);
      const context = createExecutionContext();
      const desk = {
        database: env.DB,
        rooms: env.ROOMS,
        now: at,
        defer: (work: Promise<unknown>) => context.waitUntil(work),
      };
      await everyMinute(desk, env.FILES);
      await waitOnExecutionContext(context);
    },
    async listen(path) {
      const { say, nextText, closed } = await listen(path);
      return { say, next: () => Promise.race([nextText(), closed.then((reason) => `closed: ${reason}`)]) };
    },
  };
}

/** The test kit's desk with the same set-up at the same instant. */
export async function memoryHost(setup: Setup, now: number): Promise<Host> {
  const desk: TestDesk = createTestDesk({ setup, now });
  const keyHeaders = { authorization: `Bearer ${desk.key}` };
  const program = createDesk({ ...desk.connection, key: desk.key });
  const { secret } = await program.keys
    .create({ name: "Reader", scopes: ["tickets:read"], sites: "all" })
    .catch(async () => {
      const admin = setup.agents.find(({ role }) => role === "admin");
      return desk.agent(admin?.id ?? "").client.keys.create({ name: "Reader", scopes: ["tickets:read"], sites: "all" });
    });
  const { keyId, secret: material } = await desk.identityKey("site_shop");
  const signer = {
    key: { algorithm: "HS256" as const, id: keyId, name: "A server", createdAt: "" },
    siteId: "site_shop",
    siteKey: "pk_shopshop",
    material: new TextEncoder().encode(material),
  };
  return {
    fetch: desk.fetch,
    visitor: ({ site = "pk_shopshop", token } = {}) => createFirstline({ ...desk.connection, site, token }),
    program,
    reader: createDesk({ ...desk.connection, key: secret }),
    agent: (id) => desk.agent(id).client,
    identity: (claims) => tokenOf(signer, claims),
    keyHeaders,
    mailed: () => desk.mails.map(({ secret }) => secret),
    async pass(milliseconds) {
      desk.clock.advance(milliseconds);
    },
    listen: (path) => opened(new desk.WebSocket(`wss://desk.test${path}`)),
  };
}

/** What a socket of the stand-in hears, once it is open. */
function opened(socket: InstanceType<TestDesk["WebSocket"]>): Promise<Ear> {
  const heard: string[] = [];
  let arrived = () => {};
  const hear = (text: string) => {
    heard.push(text);
    arrived();
  };
  const next = async () => {
    while (heard.length === 0) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    return heard.shift() ?? "";
  };
  socket.onmessage = ({ data }: { readonly data: string }) => hear(data);
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve({ say: (text) => socket.send(text), next });
    socket.onclose = ({ code, reason }: { readonly code: number; readonly reason: string }) => {
      hear(`closed: ${code} ${reason}`);
      reject(new Error(`The socket did not open: ${code}`));
    };
  });
}

/** One step of a story and what came of it. */
export type Step = readonly [name: string, outcome: unknown];

/** What a story is told with. */
export interface Teller extends Host {
  /** Notes what comes of a call, an answer or a refusal; resolves with the answer. */
  note<Answer>(name: string, call: Promise<Answer>): Promise<Answer>;
  /** The same for a call that has to be refused. */
  refused(name: string, call: Promise<unknown>): Promise<void>;
  /** The same for a call that one desk may answer and another refuse, by its set-up. */
  attempt(name: string, call: Promise<unknown>): Promise<void>;
  /** Sends a request as it stands; notes status, what the headers say of it, and the body. */
  raw(
    name: string,
    path: string,
    init?: RequestInit,
  ): Promise<{ readonly etag: string | null; readonly body: unknown }>;
}

export type Story = (desk: Teller) => Promise<void>;

const told = [
  "content-type",
  "content-range",
  "accept-ranges",
  "retry-after",
  "cache-control",
  "www-authenticate",
  "content-disposition",
];

/** Tells a story on a desk; resolves with what came of each step, without what no two desks have alike. */
export async function tell(story: Story, host: Host): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const teller: Teller = {
    ...host,
    async note(name, call) {
      try {
        const answer = await call;
        steps.push([name, answer instanceof Blob ? [answer.type, await answer.text()] : (answer ?? null)]);
        return answer;
      } catch (error) {
        steps.push([name, refusalOf(error)]);
        throw new Error(`${name}: ${JSON.stringify(refusalOf(error))}`, { cause: error });
      }
    },
    async refused(name, call) {
      const outcome = await call.then(
        () => {
          throw new Error(`${name} was not refused`);
        },
        (error: unknown) => refusalOf(error),
      );
      steps.push([name, outcome]);
    },
    async attempt(name, call) {
      steps.push([name, await call.catch(refusalOf)]);
    },
    async raw(name, path, init) {
      const response = await host.fetch(`${url}${path}`, init);
      const text = await response.text();
      const body = /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
      const headers = told.map((header) => [header, response.headers.get(header)]);
      const etag = response.headers.get("etag");
      // Tags tell versions apart, and two desks have had other versions.
      steps.push([name, { status: response.status, headers, hasTag: etag !== null, body }]);
      return { etag, body };
    },
  };
  await story(teller);
  return alike(steps);
}

function refusalOf(error: unknown) {
  if (!isFirstlineError(error)) throw error;
  const { code, status, message, issues, retryAfter } = error;
  return { code, status, message, issues, retryAfter };
}

/** Ids, secrets and numbers of tickets, each named by the order in which it first came up. */
export function alike<Value>(value: Value): Value {
  const names = new Map<string, string>();
  const name = (kind: string, text: string) => {
    const known = names.get(text) ?? `${kind} ${[...names.values()].filter((one) => one.startsWith(kind)).length + 1}`;
    names.set(text, known);
    return known;
  };
  const text = JSON.stringify(value, (key, part) => {
    if (key === "requestId") return "a request";
    if ((key === "cursor" || key === "next") && typeof part === "string") return "a cursor";
    return part;
  })
    .replace(/\b(con|msg|att|key|idk|flv|fls_key|fls_idk)_[A-Za-z0-9_-]{16,}/g, (id, kind) => name(kind, id))
    .replace(/#k=[A-Za-z0-9_-]{43}/g, "#k=a secret")
    .replace(/\b(SHOP|BANK)-\d+/g, (number, prefix) => name(prefix, number));
  return JSON.parse(text);
}
