import ky from "ky";
import { problemOf, retryAfterOf, toFirstlineError } from "./errors.ts";
import { newMessageId } from "./identifier.ts";
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

/** What any route may be sent; `Parts` says which of it one route takes. */
interface AnyParts {
  readonly params?: Record<string, string> | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  /** The version that is changed: a ticket's `seq` or the set-up's `version`. */
  readonly ifMatch?: number | undefined;
  /** What is known already: the answer is null if nothing has changed since. */
  readonly known?: Known | undefined;
  /** Lets the call outlive the page that makes it. */
  readonly keepalive?: true | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Parts<Name extends RouteName> = AnyParts &
  Part<"params", Params<Name>> &
  Part<"body", Body<Name>> &
  Part<"idempotencyKey", Contract[Name] extends { idempotent: true } ? string : undefined> &
  Part<"ifMatch", Contract[Name] extends { ifMatch: true } ? number : undefined> & {
    readonly query?: [ParsedQuery<Name>] extends [undefined] ? undefined : Query<Name> | undefined;
  };

/** Calls a route of the contract by its name, such as `call("GET /v1/site", {})`. Rejects with a FirstlineError. */
export interface Call {
  <Name extends RouteName>(
    name: Name,
    parts: Parts<Name> & (Contract[Name] extends { etag: true } ? { readonly known: Known } : never),
  ): Promise<AnswerBody<Name> | null>;
  <Name extends RouteName>(name: Name, parts: Parts<Name> & { readonly known?: never }): Promise<AnswerBody<Name>>;
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

interface Connection {
  readonly url: string;
  readonly fetch?: typeof fetch | undefined;
  /** The headers that say who calls, asked for at every call. */
  readonly credentials: () => Record<string, string | undefined>;
}

const quoted = (version: number | undefined) => (version === undefined ? undefined : `"${version}"`);

/**
 * Binds `call` to one desk. A call gets 10 s for each try and 30 s in all. Reading, and creating with an idempotency
 * key, is tried up to three times (five on a version clash) with growing, random pauses.
 */
export function createCall({ url, fetch, credentials }: Connection): Call {
  const http = ky.create({
    prefix: url,
    ...(fetch && { fetch }),
    totalTimeout: 30_000,
    throwHttpErrors: (status) => status !== 304,
  });
  const retry = {
    methods: ["get", "post"],
    statusCodes: [408, 429, 500, 502, 503, 504],
    jitter: (delay: number) => delay * (0.5 + Math.random()),
    retryOnTimeout: true,
  };

  return async <Name extends RouteName>(name: Name, parts: AnyParts): Promise<AnswerBody<Name>> => {
    const [method = "", path = ""] = name.split(" ");
    const { idempotencyKey, known, keepalive, signal } = parts;
    try {
      return await http(
        path.replace(/:(\w+)/g, (_, key) => encodeURIComponent(String(parts.params?.[key]))),
        {
          method,
          headers: {
            ...credentials(),
            "Idempotency-Key": idempotencyKey,
            "If-Match": quoted(parts.ifMatch),
            "If-None-Match": known?.etag,
          },
          searchParams: { ...parts.query },
          ...(keepalive && { keepalive }),
          ...(signal && { signal }),
          json: parts.body,
          parseJson(text, { response: { status, headers } }) {
            if (status === 204 || status === 304) return null;
            const body = JSON.parse(text);
            // Only what could be read is known.
            if (known) known.etag = headers.get("etag") ?? undefined;
            return body;
          },
          retry: {
            ...retry,
            limit: method === "GET" || idempotencyKey ? 4 : 0,
            shouldRetry: ({ error, retryCount }) => {
              if (problemOf(error)?.code === "version_clash") return true;
              // A long wait is the caller's to announce, not ours to sit out.
              return retryCount > 2 || (retryAfterOf(error) ?? 0) > 10 ? false : undefined;
            },
          },
        },
      ).json<AnswerBody<Name>>();
    } catch (fault) {
      throw toFirstlineError(fault, signal);
    }
  };
}
