import * as z from "zod";
import { TicketNumber } from "./common.ts";

/** How an agent may relate a ticket to another one. */
export const NewRelation = z.enum(["related", "duplicate_of", "caused_by"]);
export type NewRelation = z.infer<typeof NewRelation>;

/** How a ticket relates to another one; the last two are what the other one of `duplicate_of` and `caused_by` says. */
export const Relation = z.enum([...NewRelation.options, "duplicated_by", "cause_of"]).meta({ id: "Relation" });
export type Relation = z.infer<typeof Relation>;

/** A ticket of the same site that this one has to do with. */
export const TicketLink = z.strictObject({ number: TicketNumber, relation: Relation }).meta({ id: "TicketLink" });
export type TicketLink = z.infer<typeof TicketLink>;
