import * as z from "zod";
import { line } from "./common.ts";

const prose = (max: number) => z.string().trim().max(max);
/** One line as a draft may hold it: empty too. */
const draftLine = (max: number) => prose(max).regex(/^[^\n\r]*$/, "This has to be one line.");

/** What goes with a ticket to a higher tier, so that nobody there has to ask again. */
export const Handover = z
  .strictObject({
    summary: prose(2_000).min(1),
    /** What was tried, step by step. */
    tried: z.array(prose(500).min(1)).min(1).max(20),
    /** What is missing to solve it: knowledge, access, a decision. */
    missing: prose(2_000).min(1),
    /** Who is affected, and how badly. */
    impact: prose(2_000).min(1),
    /** Why it goes on, in words for the requester: the only part they see. */
    publicReason: line(160),
  })
  .meta({ id: "Handover" });
export type Handover = z.infer<typeof Handover>;

/** A handover as it is sent: whatever lacks is named all at once in the refusal. */
export const HandoverDraft = z
  .strictObject({
    summary: prose(2_000).optional(),
    tried: z.array(prose(500)).max(20).optional(),
    missing: prose(2_000).optional(),
    impact: prose(2_000).optional(),
    publicReason: draftLine(160).optional(),
  })
  .meta({ id: "HandoverDraft" });
export type HandoverDraft = z.infer<typeof HandoverDraft>;

/** Sends a ticket to a tier above the one that has it: the one named, else the next. */
export const Escalation = z
  .strictObject({ tier: z.int().min(1).max(9).optional(), handover: HandoverDraft })
  .meta({ id: "Escalation" });
export type Escalation = z.infer<typeof Escalation>;

/** Sends an escalated ticket back to the tier it came from, with what is missing in its handover. */
export const Return = z.strictObject({ missing: prose(2_000).optional() }).meta({ id: "Return" });
export type Return = z.infer<typeof Return>;

/** How tier 1 can solve it next time: written by the higher tier that solved it, and kept with the ticket. */
export const Playbook = z
  .strictObject({
    title: line(120),
    /** What such a ticket looks like. */
    signs: prose(2_000).min(1),
    steps: z.array(prose(500).min(1)).min(1).max(20),
  })
  .meta({ id: "Playbook" });
export type Playbook = z.infer<typeof Playbook>;
