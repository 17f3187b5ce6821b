import type {
  Attachment,
  Channel,
  ClockAlarm,
  ClockMetric,
  ContractVersion,
  FieldValues,
  Handover,
  Playbook,
  Priority,
  Relation,
  ShortExplanation,
  SkillAtLevel,
  Status,
  SubmissionContext,
  WhyGivenBack,
  WhyNobody,
} from "@firstline/sdk/wire";

/** Who acts: a contact, an agent, a secret key, or the desk itself. */
export type TicketActor =
  | { readonly kind: "contact" | "agent" | "key"; readonly id: string }
  | { readonly kind: "system"; readonly id: null };

export const system: TicketActor = { kind: "system", id: null };

/** A team, and the tier it served. */
export interface Place {
  readonly tier: number;
  readonly team: string;
}

/** What a ticket asks of whoever takes it, beside seeing its site. */
export interface Needs {
  readonly skills: readonly SkillAtLevel[];
  /** Skills that take a certificate which is still valid. */
  readonly certificates: readonly string[];
  readonly language: string | null;
}

/** What the rules decided about a new ticket, and why. */
export interface Decided {
  readonly topic: string | null;
  readonly tags: readonly string[];
  readonly needs: Needs;
  readonly explanation: ShortExplanation;
}

/** How an automatic assignment came about: how many could take it, and how many could not for which reasons. */
export interface Weighed {
  readonly eligible: number;
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Why a ticket goes up by itself: its requester opened it again twice, or a clock ran out. */
export type AutomaticCause = "reopened" | "clock";

/** A ticket's way through the tiers; the rules are in `escalation.ts`. */
export type EscalationHappening =
  | {
      readonly type: "escalated";
      readonly from: Place;
      readonly to: number;
      readonly cause: "agent" | AutomaticCause;
      readonly handover: Handover;
    }
  | {
      readonly type: "returned";
      readonly from: Place;
      /** Who sent it up. The team may be gone by now. */
      readonly to: Place;
      readonly missing: string;
      /** Which bounce of the ticket this is, from 1. */
      readonly bounce: number;
    }
  | { readonly type: "lead_called"; readonly place: Place; readonly cause: "bounces" | AutomaticCause }
  | { readonly type: "playbook"; readonly tier: number; readonly playbook: Playbook };

/** That a clock's alarm was told, so that it is not told again. */
export interface ClockHappening {
  readonly type: "clock";
  readonly metric: ClockMetric;
  /** See `Clock.cycle`. */
  readonly cycle: number;
  readonly alarm: ClockAlarm;
  /** The instant (ms) that the alarm is about: the warning's, the due one, or the new date. */
  readonly about: number;
}

/** That a ticket was moved to another contract or version. */
export interface ContractHappening {
  readonly type: "contract";
  readonly from: ContractVersion;
  readonly to: ContractVersion;
}

/** That nobody can take the ticket. */
export interface Unplaced {
  readonly why: WhyNobody;
  /** When (ms) somebody comes on duty for it; null if nobody does. */
  readonly until: number | null;
  /** Whether the contract does not let it wait. */
  readonly alarm: boolean;
}

/** What somebody wrote, and the files that came with it. */
export interface Written {
  readonly id: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** What was changed about what a ticket is, and from what to what. */
export interface Edit {
  readonly subject?: { readonly from: string; readonly to: string } | undefined;
  readonly topic?: { readonly from: string | null; readonly to: string | null } | undefined;
  readonly language?: { readonly from: string | null; readonly to: string | null } | undefined;
  readonly tags?: { readonly from: readonly string[]; readonly to: readonly string[] } | undefined;
}

/** What happened. The text of a message, note or rating stands apart from the rest, so that it can be erased. */
export type Happening =
  | {
      readonly type: "submitted";
      readonly subject: string;
      readonly topic: string | null;
      readonly channel: Channel;
      readonly priority: Priority;
      readonly contact: string;
      readonly language: string | null;
      readonly fields: FieldValues;
      readonly tags: readonly string[];
      /** What it is promised by; null: nothing is. */
      readonly contract: ContractVersion | null;
      /** Where it was written, and which version of the site's consent text was accepted. */
      readonly context?: SubmissionContext | undefined;
      readonly consent?: { readonly version: string } | undefined;
      /** The sequence of the ticket that it goes on from. */
      readonly followUpOf?: number | undefined;
    }
  | ({ readonly type: "message" } & Written)
  | ({ readonly type: "note"; readonly mentions?: readonly string[] | undefined } & Written)
  | {
      readonly type: "routed";
      readonly tier: number;
      readonly team: string;
      readonly because: string;
      readonly decided?: Decided | undefined;
    }
  | { readonly type: "assigned"; readonly agent: string | null; readonly weighed?: Weighed | undefined }
  | ({ readonly type: "unplaced" } & Unplaced)
  | { readonly type: "given_back"; readonly agent: string; readonly why: WhyGivenBack }
  | {
      readonly type: "priority";
      readonly from: Priority;
      readonly to: Priority;
      /** Whether dates that the requester was promised move with it. */
      readonly promised: boolean;
    }
  | {
      readonly type: "status";
      readonly from: Status;
      readonly to: Status;
      /** The time until which it was put off has come. */
      readonly woken?: true | undefined;
    }
  /** It is put off until an instant (ms). */
  | { readonly type: "snoozed"; readonly until: number }
  | ({ readonly type: "edited" } & Edit)
  /** It goes on in another ticket of the site, or another one goes on in it; each by its sequence. */
  | { readonly type: "merged"; readonly into: number }
  | { readonly type: "absorbed"; readonly ticket: number }
  | { readonly type: "linked" | "unlinked"; readonly ticket: number; readonly relation: Relation }
  /** What the requester thinks of it; `text` is their comment. */
  | { readonly type: "rated"; readonly score: number; readonly text?: string | undefined }
  /** Its requester was forgotten: texts and files are gone, those of the events before it too. */
  | { readonly type: "erased" }
  | EscalationHappening
  | ClockHappening
  | ContractHappening;

/** A happening with its number, the number of the last public event before it, its instant (ms) and its actor. */
export type TicketEvent = Happening & {
  readonly seq: number;
  readonly prev: number;
  readonly at: number;
  readonly actor: TicketActor;
};

/** Whether the requester may see that it happened. */
export function isPublic(happening: Happening): boolean {
  switch (happening.type) {
    case "submitted":
    case "message":
    case "routed":
    case "assigned":
    case "status":
    case "escalated":
    case "returned":
    case "contract":
    case "rated":
    case "merged":
    case "absorbed":
      return true;
    case "priority":
      return happening.promised;
    case "edited":
      return happening.subject !== undefined || happening.topic !== undefined;
    case "note":
    case "unplaced":
    case "given_back":
    case "lead_called":
    case "playbook":
    case "clock":
    case "snoozed":
    case "linked":
    case "unlinked":
    case "erased":
      return false;
  }
}

/** Whether work on a ticket of this status goes on. */
export const isActive = (status: Status): boolean => status !== "solved" && status !== "closed";
