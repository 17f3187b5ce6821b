import { FirstlineError, isFirstlineError } from "./errors.ts";
import { newMessageId } from "./identifier.ts";
import { createPages, type PageQuery, type Pages } from "./pages.ts";
import { type CallOptions, type ConnectionOptions, type CreateOptions, createCall, creation } from "./request.ts";
import { type Attachments, namingUploads, outgoingFile, type UploadOptions } from "./resources/files.ts";
import { type WatchOptions, watchTicket } from "./watch.ts";
import type {
  AnswerBody,
  Attachment,
  Body,
  NewRating,
  PersonData,
  Reply,
  Site,
  Submission,
  Submitted,
  Thread,
  Ticket,
  TicketData,
  Visitor,
} from "./wire/index.ts";

export { type ErrorCode, FirstlineError, isFirstlineError } from "./errors.ts";
export { newMessageId } from "./identifier.ts";
export type { LiveStatus, SocketClass, WatchListener } from "./live.ts";
export type { Page, PageQuery, Pages } from "./pages.ts";
export type { Answered, CallOptions, ConnectionOptions, CreateOptions, Failed, Try } from "./request.ts";
export type { Attachments, UploadOptions } from "./resources/files.ts";
export type { WatchOptions } from "./watch.ts";
export type {
  Actor,
  Attachment,
  Consent,
  Event,
  Issue,
  Message,
  NewRating,
  OwnWords,
  PersonData,
  Problem,
  ProblemCode,
  Rating,
  Reply,
  Seen,
  Site,
  SiteTexts,
  Status,
  Submission,
  SubmissionContext,
  Submitted,
  SupportHours,
  Theme,
  Thread,
  Ticket,
  TicketData,
  Tier,
  Visitor,
} from "./wire/index.ts";

export interface FirstlineOptions extends ConnectionOptions {
  /** The site's public key: `pk_…`. */
  readonly site: string;
  /** A visitor token kept from before. It opens the visitor's tickets: keep it like a password. */
  readonly token?: string | undefined;
  /** Told when a token is issued, and with undefined when it is forgotten. Keeping it is the caller's part. */
  readonly onToken?: ((token: string | undefined) => void) | undefined;
}

/** A token that the site's own server has signed (see `signIdentity`), or what fetches one whenever it is needed. */
export type Identity = string | (() => string | Promise<string>);

/** Everything that the desk keeps of a person and they may see. */
export interface OwnData {
  readonly person: PersonData;
  readonly tickets: TicketData[];
}

/** What may be added to asking for a link. */
export interface RestoreOptions extends CallOptions {
  readonly language?: string | undefined;
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
    list(query?: PageQuery, options?: CallOptions): Pages<Ticket>;
    /** A ticket with all its events, or with those after the event numbered `after`. */
    get(number: string, query?: { readonly after?: number | undefined }, options?: CallOptions): Promise<Thread>;
    /** Writes to a ticket; a solved one opens again. The message's id is made here if there is none. */
    reply(number: string, reply: Reply, options?: CreateOptions): Promise<Thread>;
    /** Says that a solved ticket is solved: it closes. */
    confirm(number: string, options?: CallOptions): Promise<Thread>;
    /** Says that a solved ticket is not solved: it opens again. */
    reopen(number: string, options?: CallOptions): Promise<Thread>;
    /** Rates how a solved ticket was dealt with; a later rating replaces it. */
    rate(number: string, rating: NewRating, options?: CallOptions): Promise<Thread>;
    /** Marks a ticket as read up to the event numbered `seq`; resolves with what is still unread. */
    read(number: string, seq: number, options?: CallOptions): Promise<{ unread: number }>;
    /** Follows a ticket live. Returns what ends it. */
    watch(number: string, options: WatchOptions): () => void;
  };
  readonly uploads: {
    /**
     * Uploads a file, also before a first ticket. A message of the same visitor takes it in by naming it in its
     * `attachments`, within 24 hours.
     */
    create(file: Blob, options?: UploadOptions): Promise<Attachment>;
  };
  readonly attachments: Attachments;
  /** Opens a ticket with the secret of its link (`/t/NUMBER#k=SECRET`). */
  redeem(number: string, secret: string, options?: CallOptions): Promise<Thread>;
  /**
   * Asks for a link by mail that opens the tickets of an address again (see `restore` of the site). Resolves in the same
   * way whether or not the address is known. `language`: of the mail, such as `pl`; English by default.
   */
  restore(email: string, options?: RestoreOptions): Promise<void>;
  /**
   * Opens the tickets of an address with the secret of a mailed link (`/t/PREFIX#r=SECRET`), once; resolves with who the
   * visitor is. Rejects with `not_found` for a link that was used or has run out.
   */
  redeemRestore(secret: string, options?: CallOptions): Promise<Visitor>;
  /**
   * Says who the visitor is; what they wrote before comes along. Other calls wait until it is done. With a function the
   * identity is renewed when it has run out; rejects with what the function throws.
   */
  identify(identity: Identity, options?: CallOptions): Promise<Visitor>;
  /** Ends the identity with the site's own session: the token stops working, and nothing is renewed any more. */
  logout(options?: CallOptions): Promise<void>;
  /** Forgets this computer: the token stops working, here and on the desk. */
  forget(options?: CallOptions): Promise<void>;
  /** Reads everything that the desk keeps of the visitor and they may see, however many pages it takes. */
  exportData(options?: CallOptions): Promise<OwnData>;
}

/** Connects a page to its desk. Nothing is sent before the first call. */
export function createFirstline({ site, token, onToken, ...connection }: FirstlineOptions): Firstline {
  let identity: Identity | undefined;
  let identifying: Promise<Visitor> | undefined;

  const credentials = () => ({ "Firstline-Site": site, Authorization: token ? `Bearer ${token}` : undefined });
  const callAtOnce = createCall({ ...connection, credentials });
  const call = createCall({
    ...connection,
    async credentials() {
      // What is sent while it is being said who sends it belongs to them. A refusal is told to who called identify.
      await identifying?.catch(() => {});
      return credentials();
    },
    renew: () => identifying ?? (typeof identity === "function" ? identify(identity) : undefined),
  });

  const identify = (next: Identity, options?: CallOptions): Promise<Visitor> => {
    identity = next;
    const current = (async () => {
      const body = { token: typeof next === "string" ? next : await next() };
      const { visitor, visitorToken } = await callAtOnce("POST /v1/visitors/identify", { ...options, body });
      // Meanwhile somebody else may have been identified, or all have logged out.
      if (identity === next) setToken(visitorToken);
      return visitor;
    })().finally(() => {
      if (identifying === current) identifying = undefined;
    });
    identifying = current;
    return current;
  };

  const setToken = (next: string | undefined) => {
    token = next;
    onToken?.(next);
  };
  /** Keeps the token that came with an answer. */
  const admit = <Admitted extends AnswerBody<"POST /v1/visitors/redeem">>(answer: Admitted): Admitted => {
    if (answer.visitorToken) setToken(answer.visitorToken);
    // It was asked for before it was said who asks: what came of it is joined to them.
    if (answer.visitorToken && identity) identify(identity).catch(() => {});
    return answer;
  };

  const forget = async (options?: CallOptions) => {
    identity = undefined;
    if (!token) return;
    await callAtOnce("POST /v1/visitors/forget", { ...options }).catch((error: unknown) => {
      // A token that the desk does not know, or whose identity has run out, is forgotten already.
      if (!isFirstlineError(error, "credentials_invalid", "identity_expired")) throw error;
    });
    setToken(undefined);
  };

  const redeem = async (body: Body<"POST /v1/visitors/redeem">, options?: CallOptions) =>
    admit(await call("POST /v1/visitors/redeem", { ...options, body }));

  return {
    get token() {
      return token;
    },
    site: (options) => call("GET /v1/site", { ...options }),
    tickets: {
      submit: (submission, options) =>
        call("POST /v1/tickets", {
          ...creation(options),
          body: { ...submission, message: namingUploads(submission.message) },
        }).then(admit),
      list: (query, options) =>
        createPages((cursor) => call("GET /v1/tickets", { ...options, query: { ...query, cursor } }), query?.cursor),
      get: (number, query, options) => call("GET /v1/tickets/:number", { ...options, params: { number }, query }),
      reply: (number, { id = newMessageId(), ...reply }, options) =>
        call("POST /v1/tickets/:number/messages", {
          ...creation(options, id),
          params: { number },
          body: { id, ...namingUploads(reply) },
        }),
      confirm: (number, options) => call("POST /v1/tickets/:number/confirm", { ...options, params: { number } }),
      reopen: (number, options) => call("POST /v1/tickets/:number/reopen", { ...options, params: { number } }),
      rate: (number, body, options) =>
        call("POST /v1/tickets/:number/rating", { ...options, params: { number }, body }),
      read: (number, seq, options) =>
        call("POST /v1/tickets/:number/read", { ...options, params: { number }, body: { seq } }),
      watch(number, options) {
        const query = new URLSearchParams({ site, number });
        const address = `${connection.url.replace(/\/$/, "")}/v1/live?${query}`;
        return watchTicket({ call, WebSocket: connection.WebSocket, address, token: () => token }, number, options);
      },
    },
    uploads: {
      create: (content, options) =>
        call("POST /v1/uploads", { ...creation(options), file: outgoingFile(content, options) }),
    },
    attachments: {
      get: (attachment, options) =>
        call("GET /v1/attachments/:attachment", { ...options, params: { attachment }, bytes: true }),
    },
    async redeem(number, secret, options) {
      const opened = await redeem({ number, secret }, options);
      if ("visitor" in opened) throw unreadable();
      return { ticket: opened.ticket, events: opened.events };
    },
    async restore(email, { language, ...options } = {}) {
      await call("POST /v1/visitors/restore", { ...options, body: { email, language } });
    },
    async redeemRestore(secret, options) {
      const opened = await redeem({ restore: secret }, options);
      if ("ticket" in opened) throw unreadable();
      return opened.visitor;
    },
    identify,
    logout: forget,
    forget,
    async exportData(options) {
      const tickets: TicketData[] = [];
      for (let cursor: string | undefined; ; ) {
        const { person, tickets: more, next } = await call("GET /v1/visitors/data", { ...options, query: { cursor } });
        for (const one of more) {
          const last = tickets.at(-1);
          // A long ticket goes on on the next page.
          if (last?.ticket.number === one.ticket.number) last.events.push(...one.events);
          else tickets.push(one);
        }
        if (next === null) return { person, tickets };
        cursor = next;
      }
    },
  };
}

const unreadable = () => new FirstlineError("unreadable", "The desk gave the answer to another question.");
