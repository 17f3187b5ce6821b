import ky from "ky";
import { problemOf, retryAfterOf, toFirstlineError } from "./errors.ts";
import { newMessageId } from "./identifier.ts";
import type { AnswerBody, Body, Contract, Params, ParsedQuery, RouteName } from "./wire/index.ts";

type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Key]?: undefined }
  : { readonly [K in Key]: Value };

type Query<Name extends RouteName> = { readonly [Key in keyof ParsedQuery<Name>]?: ParsedQuery<Name>[Key] | undefined };

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

type Credentials = Record<string, string | undefined>;

interface Connection {
  readonly url: string;
  readonly fetch?: typeof fetch | undefined;
  /** The headers that say who calls, asked for at every try of a call. */
  readonly credentials: () => Credentials | Promise<Credentials>;
  /** Settles when a credential that was refused has been renewed; undefined if it cannot be. The call is then made again. */
  readonly renew?: (() => Promise<unknown> | undefined) | undefined;
}

const quoted = (version: number | undefined) => (version === undefined ? undefined : `"${version}"`);

/**
 * Binds `call` to one desk. A call gets 10 s for each try and 30 s in all. Reading, and creating with an idempotency
 * key, is tried up to three times (five on a version clash) with growing, random pauses.
 */
export function createCall({ url, fetch, credentials, renew }: Connection): Call {
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

  const attempt = async <Name extends RouteName>(
    name: Name,
    parts: AnyParts,
    renewal: Connection["renew"],
  ): Promise<AnswerBody<Name>> => {
    const [method = "", path = ""] = name.split(" ");
    const { idempotencyKey, known, signal } = parts;
    try {
      return await http(
        path.replace(/:(\w+)/g, (_, key) => encodeURIComponent(String(parts.params?.[key]))),
        {
          method,
          headers: {
            ...(await credentials()),
            "Idempotency-Key": idempotencyKey,
            "If-Match": quoted(parts.ifMatch),
            "If-None-Match": known?.etag,
          },
          searchParams: { ...parts.query },
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
            // An identity that is told twice is told once.
            limit: method === "GET" || idempotencyKey || path.endsWith("/identify") ? 4 : 0,
            shouldRetry: ({ error, retryCount }) => {
              if (problemOf(error)?.code === "version_clash") return true;
              // A long wait is the caller's to announce, not ours to sit out.
              return retryCount > 2 || (retryAfterOf(error) ?? 0) > 10 ? false : undefined;
            },
          },
        },
      ).json<AnswerBody<Name>>();
    } catch (fault) {
      const error = toFirstlineError(fault, signal);
      const renewed = error.status === 401 && renewal?.();
      if (!renewed) throw error;
      await renewed.catch(() => {
        throw error;
      });
      return attempt(name, parts, undefined);
    }
  };
  return <Name extends RouteName>(name: Name, parts: AnyParts) => attempt(name, parts, renew);
}
