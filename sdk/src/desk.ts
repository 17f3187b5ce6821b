import { follow, notify, type WatchListener } from "./live.ts";
import { type CallOptions, type ConnectionOptions, type CreateOptions, createCall, creation } from "./request.ts";
import { createAbsences, type DeskAbsences } from "./resources/absences.ts";
import { createCoverage, type DeskCoverage } from "./resources/coverage.ts";
import { type Attachments, outgoingFile, type UploadOptions } from "./resources/files.ts";
import { createSetup, type DeskSetup } from "./resources/setup.ts";
import { createTickets, type DeskTickets } from "./resources/tickets.ts";
import type {
  Agent,
  AgentStanding,
  Alarm,
  AnswerBody,
  Attachment,
  Body,
  Changed,
  Contact,
  DeskFrame,
  DeskTicket,
  Explanation,
  Holiday,
  IdentityKey,
  IdentityKeyRequest,
  Key,
  KnownConsent,
  NewIdentityKey,
  NewKey,
  Presence,
  Replay,
  Session,
} from "./wire/index.ts";

export { type ErrorCode, FirstlineError, isFirstlineError } from "./errors.ts";
export { newMessageId } from "./identifier.ts";
export type { LiveStatus, SocketClass, WatchListener } from "./live.ts";
export type { Page, PageQuery, Pages } from "./pages.ts";
export type { Answered, CallOptions, ConnectionOptions, CreateOptions, Failed, Try } from "./request.ts";
export type { DeskAbsences } from "./resources/absences.ts";
export type { CoverageQuery, DeskCoverage, GapsQuery, Need } from "./resources/coverage.ts";
export type { Attachments, UploadOptions } from "./resources/files.ts";
export type { DeskSetup, SetupDocument } from "./resources/setup.ts";
export type {
  DeskReply,
  DeskTickets,
  KnownTicket,
  NewNote,
  NewTicket,
  Solution,
  TicketQuery,
} from "./resources/tickets.ts";
export type {
  Absence,
  AbsencePlan,
  Agent,
  AgentRoster,
  AgentStanding,
  Alarm,
  Attachment,
  Calendar,
  Candidate,
  Certificate,
  Changed,
  Channel,
  Clock,
  ClockAlarm,
  ClockMetric,
  Condition,
  Consent,
  Contact,
  ContractVersion,
  Coverage,
  CoverageRule,
  DeskActor,
  DeskEvent,
  DeskThread,
  DeskTicket,
  Escalation,
  Explanation,
  Field,
  FieldValues,
  Gap,
  Gaps,
  Handover,
  HandoverDraft,
  Holiday,
  IdentityKey,
  IdentityKeyRequest,
  Issue,
  Key,
  KnownConsent,
  LadderStep,
  Message,
  Move,
  NamedContract,
  NewAbsence,
  NewIdentityKey,
  NewKey,
  Placement,
  Playbook,
  Presence,
  Priority,
  Problem,
  ProblemCode,
  PromisedDate,
  Rating,
  Reason,
  Replay,
  Role,
  Roster,
  Rotation,
  Routing,
  RoutingExplanation,
  Rule,
  RuleOutcome,
  Scope,
  Session,
  Setup,
  SetupChange,
  SetupDiff,
  Shift,
  SiteSetup,
  SiteTexts,
  Skill,
  SkillAtLevel,
  Status,
  SubmissionContext,
  SupportContract,
  Taker,
  Tally,
  Targets,
  Team,
  Theme,
  TicketChange,
  TicketPromise,
  Tier,
  TierBudget,
  Topic,
  VersionedSetup,
  View,
  WhyNobody,
} from "./wire/index.ts";

export type SiteId = DeskTicket["site"]["id"];

export type KeyRequest = Body<"POST /v1/desk/keys">;
export type SignInLink = AnswerBody<"POST /v1/desk/agents/:agent/links">;
export type ContactChange = Body<"PATCH /v1/desk/sites/:site/contacts/:contact">;

/** What to explain: a ticket that is there, by its number, or one that might come; what is left out is as it mostly is. */
export type ExplanationRequest = Body<"POST /v1/desk/routing/explain">;

/** A contract to hold against the tickets of the past `days`: 30 unless named. */
export type ReplayRequest = Body<"POST /v1/desk/contracts/dry-run">;

/** The text of an .ics file, and the years to read: at most ten. */
export type HolidayFile = Body<"POST /v1/desk/calendars/holidays">;

export interface DeskOptions extends ConnectionOptions {
  /** A secret key, for servers only. Without one the console's cookie counts, on the desk's own origin. */
  readonly key?: string | undefined;
}

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
    get(options?: CallOptions): Promise<Session>;
    /** Signs in with the token of a one-time link; the desk sets its cookie. */
    signIn(token: string, options?: CallOptions): Promise<Session>;
    signOut(options?: CallOptions): Promise<void>;
  };
  readonly tickets: DeskTickets;
  readonly uploads: {
    /** Uploads a file for a ticket of a site. A reply or note of the same agent or key takes it in, within 24 hours. */
    create(site: SiteId, file: Blob, options?: UploadOptions): Promise<Attachment>;
  };
  readonly attachments: Attachments;
  readonly contacts: {
    /** Changes a contact's name or plan; the plan decides the contract of tickets to come. */
    update(site: SiteId, contact: Contact["id"], change: ContactChange, options?: CallOptions): Promise<Contact>;
  };
  readonly consents: {
    /** Every version of a site's consent text that ever was, oldest first. */
    list(site: SiteId, options?: CallOptions): Promise<KnownConsent[]>;
  };
  readonly routing: {
    /** Explains where a ticket goes, who takes it and what is promised: the real decision. Nothing is written. */
    explain(request: ExplanationRequest, options?: CallOptions): Promise<Explanation>;
  };
  readonly coverage: DeskCoverage;
  readonly standings: {
    /** How the agents stand: what they have, and whether they are there. */
    list(options?: CallOptions): Promise<AgentStanding[]>;
  };
  readonly presence: {
    /** Says that I am here, or away. Say it again within two minutes: who is silent for longer is offline. */
    set(state: Presence, options?: CallOptions): Promise<void>;
  };
  readonly absences: DeskAbsences;
  readonly alarms: {
    /** What a lead should know before it hurts: gaps in the coverage ahead, certificates about to expire. */
    list(options?: CallOptions): Promise<Alarm[]>;
  };
  readonly contracts: {
    /** Holds a contract that is not saved against the tickets of the past days: what would have been kept or broken. */
    dryRun(request: ReplayRequest, options?: CallOptions): Promise<Replay>;
  };
  readonly calendars: {
    /** Reads the holidays out of an .ics file, for a calendar of the set-up. Nothing is written. */
    readHolidays(file: HolidayFile, options?: CallOptions): Promise<Holiday[]>;
  };
  readonly setup: DeskSetup;
  readonly keys: {
    list(options?: CallOptions): Promise<Key[]>;
    /** Makes a secret key; its secret is in this answer and nowhere else. */
    create(request: KeyRequest, options?: CreateOptions): Promise<NewKey>;
    revoke(id: Key["id"], options?: CallOptions): Promise<void>;
  };
  /** The keys with which a site's own server signs who its users are. */
  readonly identityKeys: {
    list(site: SiteId, options?: CallOptions): Promise<IdentityKey[]>;
    /** Makes a key, or takes the public half of one; a secret is in this answer and nowhere else. */
    create(site: SiteId, request: IdentityKeyRequest, options?: CreateOptions): Promise<NewIdentityKey>;
    revoke(site: SiteId, id: IdentityKey["id"], options?: CallOptions): Promise<void>;
  };
  readonly agents: {
    /** Makes a one-time sign-in link; it ends in 72 hours or with its use. */
    createLink(agent: Agent["id"], options?: CreateOptions): Promise<SignInLink>;
  };
  /** Follows everything that happens on one site. Returns what ends it. */
  watch(options: DeskWatchOptions): () => void;
}

/** Connects a program or the console to its desk. Nothing is sent before the first call. */
export function createDesk({ key, ...connection }: DeskOptions): Desk {
  const credentials = () => ({ Authorization: key ? `Bearer ${key}` : undefined });
  const call = createCall({ ...connection, credentials });

  return {
    session: {
      get: (options) => call("GET /v1/desk/session", { ...options }),
      signIn: (token, options) => call("POST /v1/desk/sessions", { ...options, body: { token } }),
      async signOut(options) {
        await call("DELETE /v1/desk/session", { ...options });
      },
    },
    tickets: createTickets(call),
    uploads: {
      create: (site, content, options) =>
        call("POST /v1/desk/uploads", {
          ...creation(options),
          query: { site },
          file: outgoingFile(content, options),
        }),
    },
    attachments: {
      get: (attachment, options) =>
        call("GET /v1/desk/attachments/:attachment", { ...options, params: { attachment }, bytes: true }),
    },
    contacts: {
      update: (site, contact, body, options) =>
        call("PATCH /v1/desk/sites/:site/contacts/:contact", { ...options, params: { site, contact }, body }),
    },
    consents: {
      list: async (site, options) =>
        (await call("GET /v1/desk/sites/:site/consents", { ...options, params: { site } })).items,
    },
    routing: { explain: (body, options) => call("POST /v1/desk/routing/explain", { ...options, body }) },
    coverage: createCoverage(call),
    standings: { list: async (options) => (await call("GET /v1/desk/standings", { ...options })).items },
    presence: {
      async set(state, options) {
        // A page says that it goes while it goes.
        await call("PUT /v1/desk/presence", { ...options, body: { state }, keepalive: true });
      },
    },
    absences: createAbsences(call),
    alarms: { list: async (options) => (await call("GET /v1/desk/alarms", { ...options })).items },
    contracts: { dryRun: (body, options) => call("POST /v1/desk/contracts/dry-run", { ...options, body }) },
    calendars: {
      readHolidays: async (body, options) =>
        (await call("POST /v1/desk/calendars/holidays", { ...options, body })).holidays,
    },
    setup: createSetup(call),
    keys: {
      list: async (options) => (await call("GET /v1/desk/keys", { ...options })).items,
      create: (body, options) => call("POST /v1/desk/keys", { ...creation(options), body }),
      async revoke(id, options) {
        await call("DELETE /v1/desk/keys/:key", { ...options, params: { key: id } });
      },
    },
    identityKeys: {
      list: async (site, options) =>
        (await call("GET /v1/desk/sites/:site/identity-keys", { ...options, params: { site } })).items,
      create: (site, body, options) =>
        call("POST /v1/desk/sites/:site/identity-keys", { ...creation(options), params: { site }, body }),
      async revoke(site, id, options) {
        await call("DELETE /v1/desk/sites/:site/identity-keys/:identityKey", {
          ...options,
          params: { site, identityKey: id },
        });
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
        WebSocket: connection.WebSocket,
        address: `${connection.url.replace(/\/$/, "")}/v1/desk/live?${new URLSearchParams({ site })}`,
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
