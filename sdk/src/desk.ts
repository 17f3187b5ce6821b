import { newMessageId } from "./identifier.ts";
import { follow, notify, type WatchListener } from "./live.ts";
import { createPages, type PageQuery, type Pages } from "./pages.ts";
import { type CreateOptions, createCall, creation } from "./request.ts";
import type {
  Agent,
  AnswerBody,
  Body,
  Changed,
  DeskFrame,
  DeskThread,
  DeskTicket,
  IdentityKey,
  IdentityKeyRequest,
  Key,
  NewIdentityKey,
  NewKey,
  Session,
  TicketChange,
  VersionedSetup,
  View,
} from "./wire/index.ts";

export { type ErrorCode, FirstlineError, isFirstlineError } from "./errors.ts";
export { newMessageId } from "./identifier.ts";
export type { LiveStatus, WatchListener } from "./live.ts";
export type { Page, PageQuery, Pages } from "./pages.ts";
export type { CallOptions, CreateOptions } from "./request.ts";
export type {
  Agent,
  Changed,
  Channel,
  Contact,
  DeskActor,
  DeskEvent,
  DeskThread,
  DeskTicket,
  IdentityKey,
  IdentityKeyRequest,
  Issue,
  Key,
  Message,
  NewIdentityKey,
  NewKey,
  Priority,
  Problem,
  ProblemCode,
  Role,
  Scope,
  Session,
  Setup,
  SiteSetup,
  Status,
  Team,
  Theme,
  TicketChange,
  Tier,
  Topic,
  VersionedSetup,
  View,
} from "./wire/index.ts";

export type SiteId = DeskTicket["site"]["id"];

/** What opens a ticket for somebody: `channel` is "phone" and `priority` "normal" unless named. */
export type NewTicket = Body<"POST /v1/desk/tickets">;
export type DeskReply = Body<"POST /v1/desk/tickets/:number/reply">;
export type NewNote = Body<"POST /v1/desk/tickets/:number/note">;
export type KeyRequest = Body<"POST /v1/desk/keys">;
export type SignInLink = AnswerBody<"POST /v1/desk/agents/:agent/links">;

export interface DeskOptions {
  /** The desk's base URL, absolute: `https://desk.example`. */
  readonly url: string;
  /** A secret key, for servers only. Without one the console's cookie counts, on the desk's own origin. */
  readonly key?: string | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

/** Which tickets to list; `view` is "open" unless named, `site` all that may be seen. */
export interface TicketQuery extends PageQuery {
  readonly view?: View | undefined;
  readonly site?: SiteId | undefined;
}

/** A ticket as it was last read; an update is refused with `version_mismatch` if it has changed since. */
export type KnownTicket = Pick<DeskTicket, "number" | "seq">;

export interface DeskWatchOptions extends WatchListener {
  readonly site: SiteId;
  /** Something happened on the site. Compare `prev` and `seq` of its events with what you show: a gap is read again. */
  readonly onChange: (change: Changed) => void;
  /** Read again what you show: the watch began, or came back, or sockets are blocked (then about every 15 s). */
  readonly onReady?: (() => void) | undefined;
}

/** The agents' side of a desk. Every promise rejects with a FirstlineError. */
export interface Desk {
  readonly session: {
    /** Who is signed in, and what of the desk they may see. */
    get(): Promise<Session>;
    /** Signs in with the token of a one-time link; the desk sets its cookie. */
    signIn(token: string): Promise<Session>;
    signOut(): Promise<void>;
  };
  readonly tickets: {
    /** Tickets of a view, the newest waiting first. */
    list(query?: TicketQuery): Pages<DeskTicket>;
    /** A ticket with all its events, or with those after the event numbered `after`. */
    get(number: string, query?: { readonly after?: number | undefined }): Promise<DeskThread>;
    /** Opens a ticket for somebody; `link` is the requester's page, with its secret. */
    create(ticket: NewTicket, options?: CreateOptions): Promise<AnswerBody<"POST /v1/desk/tickets">>;
    /** Answers the requester, and may set the status with it. */
    reply(number: string, reply: DeskReply, options?: CreateOptions): Promise<Changed>;
    /** Writes a note that only agents see. */
    note(number: string, note: NewNote, options?: CreateOptions): Promise<Changed>;
    /** Changes priority or status. */
    update(ticket: KnownTicket, change: TicketChange): Promise<Changed>;
    /** Gives a ticket to an agent, or with null back to its team. */
    assign(ticket: KnownTicket, agent: Agent["id"] | null): Promise<Changed>;
    /** Takes a ticket that nobody has; refused with `already_assigned` if somebody was quicker. */
    claim(number: string): Promise<Changed>;
    /** Says that a ticket is solved. From tier 2 on a playbook may tell tier 1 how to do it the next time. */
    solve(ticket: KnownTicket, solution?: Body<"POST /v1/desk/tickets/:number/solve">): Promise<Changed>;
  };
  readonly setup: {
    get(): Promise<VersionedSetup>;
    /** Replaces the set-up that has the given version; resolves with the new one. */
    put(setup: VersionedSetup): Promise<VersionedSetup>;
  };
  readonly keys: {
    list(): Promise<Key[]>;
    /** Makes a secret key; its secret is in this answer and nowhere else. */
    create(request: KeyRequest, options?: CreateOptions): Promise<NewKey>;
    revoke(id: Key["id"]): Promise<void>;
  };
  /** The keys with which a site's own server signs who its users are. */
  readonly identityKeys: {
    list(site: SiteId): Promise<IdentityKey[]>;
    /** Makes a key, or takes the public half of one; a secret is in this answer and nowhere else. */
    create(site: SiteId, request: IdentityKeyRequest, options?: CreateOptions): Promise<NewIdentityKey>;
    revoke(site: SiteId, id: IdentityKey["id"]): Promise<void>;
  };
  readonly agents: {
    /** Makes a one-time sign-in link; it ends in 72 hours or with its use. */
    createLink(agent: Agent["id"], options?: CreateOptions): Promise<SignInLink>;
  };
  /** Follows everything that happens on one site. Returns what ends it. */
  watch(options: DeskWatchOptions): () => void;
}

/** Connects a program or the console to its desk. Nothing is sent before the first call. */
export function createDesk({ url, key, fetch }: DeskOptions): Desk {
  const call = createCall({ url, fetch, credentials: () => ({ Authorization: key ? `Bearer ${key}` : undefined }) });

  return {
    session: {
      get: () => call("GET /v1/desk/session", {}),
      signIn: (token) => call("POST /v1/desk/sessions", { body: { token } }),
      async signOut() {
        await call("DELETE /v1/desk/session", {});
      },
    },
    tickets: {
      list: (query) =>
        createPages((cursor) => call("GET /v1/desk/tickets", { query: { ...query, cursor } }), query?.cursor),
      get: (number, query) => call("GET /v1/desk/tickets/:number", { params: { number }, query }),
      create: (body, options) => call("POST /v1/desk/tickets", { ...creation(options, body.message.id), body }),
      reply: (number, { id = newMessageId(), ...reply }, options) =>
        call("POST /v1/desk/tickets/:number/reply", {
          ...creation(options, id),
          params: { number },
          body: { id, ...reply },
        }),
      note: (number, { id = newMessageId(), text }, options) =>
        call("POST /v1/desk/tickets/:number/note", {
          ...creation(options, id),
          params: { number },
          body: { id, text },
        }),
      update: ({ number, seq }, body) =>
        call("PATCH /v1/desk/tickets/:number", { params: { number }, ifMatch: seq, body }),
      assign: ({ number, seq }, agent) =>
        call("POST /v1/desk/tickets/:number/assign", { params: { number }, ifMatch: seq, body: { agent } }),
      claim: (number) => call("POST /v1/desk/tickets/:number/claim", { params: { number } }),
      solve: ({ number, seq }, body = {}) =>
        call("POST /v1/desk/tickets/:number/solve", { params: { number }, ifMatch: seq, body }),
    },
    setup: {
      get: () => call("GET /v1/desk/setup", {}),
      put: ({ version, setup }) => call("PUT /v1/desk/setup", { ifMatch: version, body: setup }),
    },
    keys: {
      list: async () => (await call("GET /v1/desk/keys", {})).items,
      create: (body, options) => call("POST /v1/desk/keys", { ...creation(options), body }),
      async revoke(id) {
        await call("DELETE /v1/desk/keys/:key", { params: { key: id } });
      },
    },
    identityKeys: {
      list: async (site) => (await call("GET /v1/desk/sites/:site/identity-keys", { params: { site } })).items,
      create: (site, body, options) =>
        call("POST /v1/desk/sites/:site/identity-keys", { ...creation(options), params: { site }, body }),
      async revoke(site, id) {
        await call("DELETE /v1/desk/sites/:site/identity-keys/:key", { params: { site, key: id } });
      },
    },
    agents: {
      createLink: (agent, options) =>
        call("POST /v1/desk/agents/:agent/links", { ...creation(options), params: { agent } }),
    },
    watch({ site, onChange, onReady, onStatus, onError }) {
      const ready = (signal: AbortSignal) => {
        if (!signal.aborted) notify(() => onReady?.());
      };
      return follow<DeskFrame>({
        address: `${url.replace(/\/$/, "")}/v1/desk/live?${new URLSearchParams({ site })}`,
        token: () => key,
        interval: 15_000,
        async poll(signal) {
          // The smallest question that tells apart a blocked socket, a lost network and a lost session.
          await call("GET /v1/desk/tickets", { query: { site, limit: 1 }, signal });
          ready(signal);
        },
        onFrame(frame, signal) {
          if (frame.type === "ready") ready(signal);
          if (frame.type === "changed" && !signal.aborted) {
            const { ticket, events } = frame;
            notify(() => onChange({ ticket, events }));
          }
        },
        onStatus,
        onError,
      });
    },
  };
}
