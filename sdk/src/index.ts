import { isFirstlineError } from "./errors.ts";
import { newMessageId } from "./identifier.ts";
import { createPages, type PageQuery, type Pages } from "./pages.ts";
import { type CallOptions, type CreateOptions, createCall, creation } from "./request.ts";
import { type WatchOptions, watchTicket } from "./watch.ts";
import type { AnswerBody, Reply, Site, Submission, Submitted, Thread, Ticket } from "./wire/index.ts";

export { type ErrorCode, FirstlineError, isFirstlineError } from "./errors.ts";
export { newMessageId } from "./identifier.ts";
export type { LiveStatus, WatchListener } from "./live.ts";
export type { Page, PageQuery, Pages } from "./pages.ts";
export type { CallOptions, CreateOptions } from "./request.ts";
export type { WatchOptions } from "./watch.ts";
export type {
  Actor,
  Event,
  Issue,
  Message,
  Problem,
  ProblemCode,
  Reply,
  Site,
  Status,
  Submission,
  Submitted,
  Theme,
  Thread,
  Ticket,
  Tier,
} from "./wire/index.ts";

export interface FirstlineOptions {
  /** The desk's base URL, absolute: `https://desk.example`. */
  readonly url: string;
  /** The site's public key: `pk_…`. */
  readonly site: string;
  /** A visitor token kept from before. It opens the visitor's tickets: keep it like a password. */
  readonly token?: string | undefined;
  /** Told when a token is issued, and with undefined when it is forgotten. Keeping it is the caller's part. */
  readonly onToken?: ((token: string | undefined) => void) | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

/** A visitor's side of a desk. Every promise rejects with a FirstlineError. */
export interface Firstline {
  /** The visitor's token, once there is one. */
  readonly token: string | undefined;
  /** What a page may know about its site: name, greeting, theme, topics. */
  site(options?: CallOptions): Promise<Site>;
  readonly tickets: {
    /**
     * Opens a ticket. Tries again by itself, and never opens two: it sends an idempotency key, by default a new random
     * one. The key with the submission opens the visitor's tickets, so it is a secret and cannot be the message's id.
     */
    submit(submission: Submission, options?: CreateOptions): Promise<Submitted>;
    /** My tickets, newest first. */
    list(query?: PageQuery): Pages<Ticket>;
    /** A ticket with all its events, or with those after the event numbered `after`. */
    get(number: string, query?: { readonly after?: number | undefined }): Promise<Thread>;
    /** Writes to a ticket; a solved one opens again. The message's id is made here if there is none. */
    reply(number: string, reply: Reply, options?: CreateOptions): Promise<Thread>;
    /** Says that a solved ticket is solved: it closes. */
    confirm(number: string): Promise<Thread>;
    /** Says that a solved ticket is not solved: it opens again. */
    reopen(number: string): Promise<Thread>;
    /** Marks a ticket as read up to the event numbered `seq`; resolves with what is still unread. */
    read(number: string, seq: number): Promise<{ unread: number }>;
    /** Follows a ticket live. Returns what ends it. */
    watch(number: string, options: WatchOptions): () => void;
  };
  /** Opens a ticket with the secret of its link (`/t/NUMBER#k=SECRET`). */
  redeem(number: string, secret: string): Promise<Thread>;
  /** Forgets this computer: the token stops working, here and on the desk. */
  forget(): Promise<void>;
}

/** Connects a page to its desk. Nothing is sent before the first call. */
export function createFirstline({ url, site, token, onToken, fetch }: FirstlineOptions): Firstline {
  const authorization = () => (token ? `Bearer ${token}` : undefined);
  const call = createCall({
    url,
    fetch,
    credentials: () => ({ "Firstline-Site": site, Authorization: authorization() }),
  });

  const setToken = (next: string | undefined) => {
    token = next;
    onToken?.(next);
  };
  /** Keeps the token that came with an answer. */
  const admit = <Admitted extends AnswerBody<"POST /v1/visitors/redeem">>(answer: Admitted): Admitted => {
    if (answer.visitorToken) setToken(answer.visitorToken);
    return answer;
  };

  return {
    get token() {
      return token;
    },
    site: (options) => call("GET /v1/site", { ...options }),
    tickets: {
      submit: (body, options) => call("POST /v1/tickets", { ...creation(options), body }).then(admit),
      list: (query) => createPages((cursor) => call("GET /v1/tickets", { query: { ...query, cursor } }), query?.cursor),
      get: (number, query) => call("GET /v1/tickets/:number", { params: { number }, query }),
      reply: (number, { id = newMessageId(), text }, options) =>
        call("POST /v1/tickets/:number/messages", {
          ...creation(options, id),
          params: { number },
          body: { id, text },
        }),
      confirm: (number) => call("POST /v1/tickets/:number/confirm", { params: { number } }),
      reopen: (number) => call("POST /v1/tickets/:number/reopen", { params: { number } }),
      read: (number, seq) => call("POST /v1/tickets/:number/read", { params: { number }, body: { seq } }),
      watch(number, options) {
        const query = new URLSearchParams({ site, number });
        const address = `${url.replace(/\/$/, "")}/v1/live?${query}`;
        return watchTicket({ call, address, token: () => token }, number, options);
      },
    },
    async redeem(number, secret) {
      const { ticket, events } = admit(await call("POST /v1/visitors/redeem", { body: { number, secret } }));
      return { ticket, events };
    },
    async forget() {
      if (!token) return;
      await call("POST /v1/visitors/forget", {}).catch((error: unknown) => {
        // A token that the desk does not know is forgotten already.
        if (!isFirstlineError(error) || error.code !== "credentials_invalid") throw error;
      });
      setToken(undefined);
    },
  };
}
