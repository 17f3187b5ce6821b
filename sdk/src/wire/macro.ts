import * as z from "zod";
import { id, line, SiteId, TeamId } from "./common.ts";
import { Language } from "./roster.ts";
import { Tag } from "./rule.ts";
import { Priority } from "./status.ts";

export const MacroId = id("mac");

/** What a macro's text may name, between `{{` and `}}`. */
export const Placeholder = z.enum([
  "contact.name",
  "ticket.number",
  "ticket.subject",
  "agent.name",
  "site.name",
  "promise.answerBy",
  "promise.solvedBy",
]);
export type Placeholder = z.infer<typeof Placeholder>;

/** What a macro does to the ticket once its text is sent. */
export const MacroActions = z
  .strictObject({
    status: z.enum(["open", "pending", "solved"]).optional(),
    priority: Priority.optional(),
    /** Tags that the ticket gets beside those it has. */
    tags: z.array(Tag).max(20).optional(),
    team: TeamId.optional(),
    assignToMe: z.literal(true).optional(),
  })
  .meta({ id: "MacroActions" });
export type MacroActions = z.infer<typeof MacroActions>;

/** A text that is written often, and what goes with sending it. One without actions is a snippet. */
export const Macro = z
  .strictObject({
    id: MacroId,
    name: line(80),
    sites: z.union([z.literal("all"), z.array(SiteId).min(1)]).default("all"),
    /** The language it is written in; without one it is for every ticket. */
    language: Language.optional(),
    /** With placeholders such as `{{contact.name}}`. */
    text: z.string().trim().min(1).max(10_000),
    actions: MacroActions.optional(),
  })
  .meta({ id: "Macro" });
export type Macro = z.infer<typeof Macro>;
