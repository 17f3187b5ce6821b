import { follow, notify, type WatchListener } from "./live.ts";
import { type CallOptions, type ConnectionOptions, type CreateOptions, createCall, creation } from "./request.ts";
import { createAbsences, type DeskAbsences } from "./resources/absences.ts";
import {
  createAudit,
  createOidc,
  createPasskeys,
  createSessions,
  createSignIn,
  type DeskAudit,
  type DeskOidc,
  type DeskPasskeys,
  type DeskSessions,
  type DeskSignIn,
} from "./resources/access.ts";
import { createContacts, type DeskContacts } from "./resources/contacts.ts";
import { createCoverage, type DeskCoverage } from "./resources/coverage.ts";
import { type Attachments, outgoingFile, type UploadOptions } from "./resources/files.ts";
import { createSavedViews, type DeskSavedViews } from "./resources/saved-views.ts";
import { createSetup, type DeskSetup } from "./resources/setup.ts";
import { createTickets, type DeskTickets } from "./resources/tickets.ts";
import { createWebhooks, type DeskWebhooks } from "./resources/webhooks.ts";
import type {
  Agent,
  AgentStanding,
  Alarm,
  AnswerBody,
  Attachment,
  Attending,
  Attention,
  Board,
  Body,
  Changed,
  DeskFrame,
  DeskTicket,
  Explanation,
  Holiday,
  IdentityKey,
  IdentityKeyRequest,
  Installation,
  Key,
  KnownConsent,
  Macro,
  NewIdentityKey,
  NewKey,
  Presence,
  Replay,
  Session,
  SignIn,
} from "./wire/index.ts";

export { type ErrorCode, FirstlineError, isFirstlineError } from "./errors.ts";
export { newMessageId } from "./identifier.ts";
export type { LiveStatus, SocketClass, WatchListener } from "./live.ts";
export type { Page, PageQuery, Pages } from "./pages.ts";
export type { Answered, CallOptions, ConnectionOptions, CreateOptions, Failed, Try } from "./request.ts";
export type { DeskAbsences } from "./resources/absences.ts";
export type {
  AuditQuery,
  DeskAudit,
  DeskOidc,
  DeskPasskeys,
  DeskSessions,
  DeskSignIn,
} from "./resources/access.ts";
export type { DeskContacts } from "./resources/contacts.ts";
export type { CalendarQuery, CoverageQuery, DeskCoverage, GapsQuery, Need } from "./resources/coverage.ts";
export type { Attachments, UploadOptions } from "./resources/files.ts";
export type { DeskSavedViews, NewSavedView } from "./resources/saved-views.ts";
export type { DeskSetup, SetupDocument } from "./resources/setup.ts";
export type {
  BulkItem,
  DeskReply,
  DeskTickets,
  KnownTicket,
  NewNote,
  NewTicket,
  SearchQuery,
  Solution,
  TicketQuery,
} from "./resources/tickets.ts";
export type { DeliveryQuery, DeskWebhooks, NewWebhook } from "./resources/webhooks.ts";
export { fitsFilter, nextDueOf, standingOf } from "./ticket-filter.ts";
export type {
  Absence,
  AbsencePlan,
  Agent,
  AgentLoad,
  AgentRoster,
  AgentStanding,
  Alarm,
  Attachment,
  Attention,
  AuditActor,
  AuditDeed,
  AuditEntry,
  AuditKind,
  Board,
  BulkChange,
  BulkOutcome,
  Calendar,
  Candidate,
  Certificate,
  Changed,
  Channel,
  Clock,
  ClockAlarm,
  ClockMetric,
  ClockStanding,
  Condition,
  Consent,
  Contact,
  ContractVersion,
  Coverage,
  CoverageCalendar,
  CoverageLane,
  CoverageRule,
  DayFigures,
  DeskActor,
  DeskEvent,
  DeskThread,
  DeskTicket,
  Escalation,
  Explanation,
  Field,
  FieldValues,
  Found,
  Gap,
  Gaps,
  Handover,
  HandoverDraft,
  Holiday,
  IdentityKey,
  IdentityKeyRequest,
  Installation,
  Issue,
  Key,
  KnownConsent,
  LadderStep,
  Macro,
  MacroActions,
  Message,
  Move,
  NamedContract,
  NewAbsence,
  NewIdentityKey,
  NewKey,
  NewRelation,
  OidcClient,
  OidcProvider,
  OidcReturn,
  OpenSession,
  Passkey,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyRegistration,
  PasskeyRequest,
  Placeholder,
  Placement,
  Playbook,
  Presence,
  Priority,
  Problem,
  ProblemCode,
  PromisedDate,
  Qualification,
  Rating,
  Reason,
  Relation,
  Replay,
  Role,
  Roster,
  Rotation,
  Routing,
  RoutingExplanation,
  Rule,
  RuleOutcome,
  SavedView,
  Scope,
  Segment,
  Session,
  Setup,
  SetupChange,
  SetupDiff,
  Shift,
  Sighting,
  SignIn,
  SignInLinkRequest,
  SignInMethod,
  SignInSetup,
  SignInWays,
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
  TeamLoad,
  Theme,
  TicketChange,
  TicketFilter,
  TicketLink,
  TicketOrder,
  TicketPromise,
  Tier,
  TierBudget,
  Topic,
  UnassignedTicket,
  VersionedSetup,
  View,
  Webhook,
  WebhookAttempt,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookState,
  WebhookType,
  WebhookWithSecret,
  WeekFigures,
  WhyNobody,
} from "./wire/index.ts";

export type SiteId = DeskTicket["site"]["id"];

export type KeyRequest = Body<"POST /v1/desk/keys">;
export type SignInLink = AnswerBody<"POST /v1/desk/agents/:agent/links">;

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
  /**
   * A colleague looks at a ticket of the site, types in it or has left it. Holds for 60 seconds unless it is told again.
   * Only a signed-in agent is told.
   */
  readonly onAttending?: ((attending: ColleagueAttending) => void) | undefined;
}

/** What a colleague does with a ticket at this moment. */
export type ColleagueAttending = Omit<Extract<DeskFrame, { type: "attending" }>, "type">;

/** Ends a watch of a site, and tells colleagues there what the agent does. */
export interface DeskWatch {
  (): void;
  /**
   * Tells colleagues that the agent looks at a ticket, types in it or has left it; repeat it within 60 seconds. Unheard
   * while there is no socket: tell it again when the watch is ready.
   */
  attend(number: string, attention: Attention): void;
}

/** The agents' side of a desk. Every promise rejects with a FirstlineError. */
export interface Desk {
  readonly session: {
    /** Who is signed in, and what of the desk they may see. */
    get(options?: CallOptions): Promise<Session>;
    /** Signs in with a one-time link's token, or with `{ passkey }` or `{ oidc }`; the desk sets its cookie. */
    signIn(proof: string | SignIn, options?: CallOptions): Promise<Session>;
    signOut(options?: CallOptions): Promise<void>;
  };
  readonly signIn: DeskSignIn;
  readonly sessions: DeskSessions;
  readonly passkeys: DeskPasskeys;
  readonly oidc: DeskOidc;
  readonly audit: DeskAudit;
  readonly tickets: DeskTickets;
  readonly savedViews: DeskSavedViews;
  readonly uploads: {
    /** Uploads a file for a ticket of a site. A reply or note of the same agent or key takes it in, within 24 hours. */
    create(site: SiteId, file: Blob, options?: UploadOptions): Promise<Attachment>;
  };
  readonly attachments: Attachments;
  readonly contacts: DeskContacts;
  readonly consents: {
    /** Every version of a site's consent text that ever was, oldest first. */
    list(site: SiteId, options?: CallOptions): Promise<KnownConsent[]>;
  };
  readonly installation: {
    /** On which pages a site's tag was seen, and which page was refused last. */
    get(site: SiteId, options?: CallOptions): Promise<Installation>;
  };
  readonly macros: {
    /** Texts that agents write often, of one site or of all that may be seen, in the order of the set-up. */
    list(query?: { readonly site?: SiteId | undefined }, options?: CallOptions): Promise<Macro[]>;
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
  readonly board: {
    /** How the desk stands, or one of its sites: loads, what is in danger, what nobody has, figures of past days. */
    get(query?: { readonly site?: SiteId | undefined }, options?: CallOptions): Promise<Board>;
  };
  readonly alarms: {
    /** What a lead should know before it hurts: gaps in the coverage ahead, certificates about to expire, webhooks off. */
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
  readonly webhooks: DeskWebhooks;
  readonly agents: {
    /** Makes a one-time sign-in link; it ends in 72 hours or with its use. */
    createLink(agent: Agent["id"], options?: CreateOptions): Promise<SignInLink>;
  };
  /** Follows everything that happens on one site. Returns what ends it. */
  watch(options: DeskWatchOptions): DeskWatch;
}

/** Connects a program or the console to its desk. Nothing is sent before the first call. */
export function createDesk({ key, ...connection }: DeskOptions): Desk {
  const credentials = () => ({ Authorization: key ? `Bearer ${key}` : undefined });
  const call = createCall({ ...connection, credentials });

  return {
    session: {
      get: (options) => call("GET /v1/desk/session", { ...options }),
      signIn: (proof, options) =>
        call("POST /v1/desk/sessions", { ...options, body: typeof proof === "string" ? { token: proof } : proof }),
      async signOut(options) {
        await call("DELETE /v1/desk/session", { ...options });
      },
    },
    signIn: createSignIn(call),
    sessions: createSessions(call),
    passkeys: createPasskeys(call),
    oidc: createOidc(call),
    audit: createAudit(call),
    tickets: createTickets(call),
    savedViews: createSavedViews(call),
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
    contacts: createContacts(call),
    consents: {
      list: async (site, options) =>
        (await call("GET /v1/desk/sites/:site/consents", { ...options, params: { site } })).items,
    },
    installation: {
      get: (site, options) => call("GET /v1/desk/sites/:site/installation", { ...options, params: { site } }),
    },
    macros: {
      list: async (query, options) => (await call("GET /v1/desk/macros", { ...options, query })).items,
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
    board: { get: (query, options) => call("GET /v1/desk/board", { ...options, query: { ...query } }) },
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
    webhooks: createWebhooks(call),
    agents: {
      createLink: (agent, options) =>
        call("POST /v1/desk/agents/:agent/links", { ...creation(options), params: { agent } }),
    },
    watch({ site, onChange, onReady, onAttending, onStatus, onError }) {
      const ready = (signal: AbortSignal) => {
        if (!signal.aborted) notify(() => onReady?.());
      };
      const stop = follow<DeskFrame>({
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
          if (frame.type === "attending" && !signal.aborted) {
            const { number, attention, agent } = frame;
            notify(() => onAttending?.({ number, attention, agent }));
          }
        },
        onStatus,
        onError,
      });
      const attend = (number: string, attention: Attention) =>
        stop.say({ type: "attending", number, attention } satisfies Attending);
      return Object.assign(() => stop(), { attend });
    },
  };
}
