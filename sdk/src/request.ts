import { readAnswer } from "./answer.ts";
import { FirstlineError, isFirstlineError } from "./errors.ts";
import { newMessageId } from "./identifier.ts";
import { notify, type SocketClass } from "./live.ts";
import { fetchWithProgress } from "./progress.ts";
import { pause, pauseAfter } from "./retry.ts";
import { send } from "./send.ts";
import type { AnswerBody, Body, Contract, Query as Input, Params, ParsedQuery, RouteName } from "./wire/index.ts";

type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Key]?: undefined }
  : { readonly [K in Key]: Value };

/** A number is anything before it is parsed, so what it comes to is asked for instead. */
type Query<Name extends RouteName> = {
  readonly [Key in keyof Input<Name> & keyof ParsedQuery<Name>]?:
    | (unknown extends Input<Name>[Key] ? ParsedQuery<Name>[Key] : Input<Name>[Key])
    | undefined;
};

/** The version of an answer that was read before; a call that is given it brings it up to date. */
export interface Known {
  etag?: string | undefined;
}

/** A file on its way. `onProgress` is told the share of it that has been sent, from 0 to 1. */
interface OutgoingFile {
  readonly name: string;
  readonly content: Blob;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** What any route may be sent; `Parts` says which of it one route takes. */
interface AnyParts {
  readonly params?: Record<string, string> | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly file?: OutgoingFile | undefined;
  /** Asks for the bytes of a file. */
  readonly bytes?: true | undefined;
  readonly idempotencyKey?: string | undefined;
  /** The version that is changed: a ticket's `seq` or the set-up's `version`. */
  readonly ifMatch?: number | undefined;
  /** What is known already: the answer is null if nothing has changed since. */
  readonly known?: Known | undefined;
  /** How many milliseconds the desk itself may wait for somebody else before it answers. */
  readonly waits?: number | undefined;
  /** Lets the call outlive the page that makes it. */
  readonly keepalive?: true | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Parts<Name extends RouteName> = AnyParts &
  Part<"params", Params<Name>> &
  Part<"body", Body<Name>> &
  Part<"file", Contract[Name] extends { body: "bytes" } ? OutgoingFile : undefined> &
  Part<"bytes", Contract[Name] extends { answers: { 200: "bytes" } } ? true : undefined> &
  Part<"idempotencyKey", Contract[Name] extends { idempotent: true } ? string : undefined> &
  Part<"ifMatch", Contract[Name] extends { ifMatch: true } ? number : undefined> & {
    readonly query?: [ParsedQuery<Name>] extends [undefined] ? undefined : Query<Name> | undefined;
  };

/** What a good call resolves with. */
type Answer<Name extends RouteName> = Contract[Name] extends { answers: { 200: "bytes" } } ? Blob : AnswerBody<Name>;

/** Calls a route of the contract by its name, such as `call("GET /v1/site", {})`. Rejects with a FirstlineError. */
export interface Call {
  <Name extends RouteName>(
    name: Name,
    parts: Parts<Name> & (Contract[Name] extends { etag: true } ? { readonly known: Known } : never),
  ): Promise<Answer<Name> | null>;
  <Name extends RouteName>(name: Name, parts: Parts<Name> & { readonly known?: never }): Promise<Answer<Name>>;
}

/** What a caller may add to a single call. */
export interface CallOptions {
  /** Ends the call early; it then rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What a caller may add to a call that creates something. */
export interface CreateOptions extends CallOptions {
  /** 16–128 letters, digits, `_` or `-`. Default: the message's id, or a new random key. Repeat it to try again safely. */
  readonly idempotencyKey?: string | undefined;
}

/** The parts that make a create safe to repeat. */
export const creation = (options: CreateOptions | undefined, id: string = newMessageId()) => ({
  signal: options?.signal,
  idempotencyKey: options?.idempotencyKey ?? id,
});

/** One try of a call: its route, such as `POST /v1/tickets/:number/messages`, and which try it is, from 1. */
export interface Try {
  readonly route: RouteName;
  readonly attempt: number;
}

/**
 * An answer that was read. `requestId` is what the desk's own log calls it; `date` is the desk's clock, as its `Date`
 * header has it; `duration` is in milliseconds.
 */
export interface Answered extends Try {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly date: string | undefined;
  readonly duration: number;
}

/** A try that failed and is followed by another, in `wait` milliseconds. */
export interface Failed extends Try {
  readonly error: FirstlineError;
  readonly wait: number;
}

/** How a client reaches its desk, and who is told of it. */
export interface ConnectionOptions {
  /** The desk's base URL, absolute: `https://desk.example`. */
  readonly url: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Default: the global `WebSocket`. Where there is none, what is live is asked for every few seconds. */
  readonly WebSocket?: SocketClass | undefined;
  /** Milliseconds that a try may take until its answer is read. Default: 10,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds that a call may take with all its tries and the pauses between them. Default: 30,000. */
  readonly totalTimeout?: number | undefined;
  /** How often what is safe to repeat is tried again. Default: 2. */
  readonly retries?: number | undefined;
  /** For logs, as all three: no token, key or text is in what they are told. A try begins. */
  readonly onRequest?: ((request: Try) => void) | undefined;
  /** An answer was read, whatever it says. */
  readonly onResponse?: ((response: Answered) => void) | undefined;
  /** A try failed and another follows. */
  readonly onRetry?: ((failed: Failed) => void) | undefined;
}

type Credentials = Record<string, string | undefined>;

interface Connection extends ConnectionOptions {
  /** The headers that say who calls, asked for at every try. */
  readonly credentials: () => Credentials | Promise<Credentials>;
  /** Settles once a credential that was refused has been renewed; undefined if it cannot be. The call is then made again. */
  readonly renew?: (() => Promise<unknown> | undefined) | undefined;
}

/** Refuses what no request can be made of, as the platform does with an error that quotes it. */
function check(url: string, credentials: Credentials): void {
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/i.test(url))
    throw new FirstlineError("misconfigured", "The desk's url has to be absolute, such as https://desk.example.");
  if (/[^ -~]/.test(Object.values(credentials).join("")))
    throw new FirstlineError(
      "misconfigured",
      "The key or token has a line break or a letter that none has. Copy it again.",
    );
}

/**
 * How many milliseconds more a file may take than other calls, each way: time for 16 kB in a second, and ten minutes for
 * one whose size nobody knows before it is there. A call whose answer the desk has to wait for may take that much more.
 */
const moreTime = ({ file, bytes, waits = 0 }: AnyParts) => (bytes ? 600_000 : waits + (file?.content.size ?? 0) / 16);

/**
 * Binds `call` to one desk. A call has a budget: of time, for each try and in all, and of tries. Only reading, and
 * creating with an idempotency key, is tried again.
 */
export function createCall(connection: Connection): Call {
  const { url, fetch, timeout = 10_000, totalTimeout = 30_000, retries = 2 } = connection;

  /** One try. */
  const request = async <Name extends RouteName>(
    { route, attempt }: Try & { readonly route: Name },
    parts: AnyParts,
    left: number,
  ): Promise<Answer<Name>> => {
    const { params, query, body, file, bytes, idempotencyKey, ifMatch, known, keepalive, signal } = parts;
    const { name, content, onProgress } = file ?? {};
    const progress = (share: number) => notify(() => onProgress?.(share));
    const own = onProgress && !fetch && typeof XMLHttpRequest === "function" ? fetchWithProgress(progress) : fetch;
    const [method = "", path = ""] = route.split(" ");
    const credentials = await connection.credentials();
    check(url, credentials);
    notify(() => connection.onRequest?.({ route, attempt }));
    const sent = performance.now();
    const { response, text, blob } = await send(
      {
        url: url.replace(/\/+$/, "") + path.replace(/:(\w+)/g, (_, key) => encodeURIComponent(String(params?.[key]))),
        method,
        query,
        body,
        file: content,
        bytes,
        keepalive,
        headers: {
          ...credentials,
          "Firstline-File-Name": name && encodeURIComponent(name),
          "Idempotency-Key": idempotencyKey,
          "If-Match": ifMatch === undefined ? undefined : `"${ifMatch}"`,
          "If-None-Match": known?.etag,
        },
      },
      { fetch: own, signal, timeout: Math.min(timeout + moreTime(parts), left) },
    );
    const { headers, status } = response;
    const requestId = headers.get("Firstline-Request-Id") ?? undefined;
    const date = headers.get("Date") ?? undefined;
    const duration = performance.now() - sent;
    notify(() => connection.onResponse?.({ route, attempt, status, requestId, date, duration }));
    const answer = readAnswer<Answer<Name>>(text, response, blob);
    if (onProgress) progress(1);
    // Only what could be read is known.
    if (known && answer) known.etag = headers.get("ETag") ?? undefined;
    return answer;
  };

  return async <Name extends RouteName>(route: Name, parts: AnyParts): Promise<Answer<Name>> => {
    const end = performance.now() + totalTimeout + (retries + 1) * moreTime(parts);
    // An identity that is told twice is told once.
    const isSafe = route.startsWith("GET") || route.endsWith("/identify") || parts.idempotencyKey;
    let { renew } = connection;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request({ route, attempt }, parts, end - performance.now());
      } catch (error) {
        if (!isFirstlineError(error)) throw error;
        // What a refused credential asked for was not done, so it may be asked for again: once.
        const renewed = error.status === 401 ? renew?.() : undefined;
        if (renewed) renew = undefined;
        await renewed?.catch(() => {
          throw error;
        });
        const wait = renewed ? 0 : isSafe ? pauseAfter(error, attempt, retries) : undefined;
        if (wait === undefined || performance.now() + wait >= end) throw error;
        notify(() => connection.onRetry?.({ route, attempt, error, wait }));
        await pause(wait, parts.signal);
      }
    }
  };
}
