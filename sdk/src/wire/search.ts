import * as z from "zod";
import { DeskTicket } from "./ticket.ts";

/** A piece of text, and whether it is what was searched for. */
export const Segment = z.strictObject({ text: z.string(), hit: z.boolean() }).meta({ id: "Segment" });
export type Segment = z.infer<typeof Segment>;

/** A ticket that was found, and the passage that shows why: pieces that make up one text. */
export const Found = z.strictObject({ ticket: DeskTicket, passage: z.array(Segment) }).meta({ id: "Found" });
export type Found = z.infer<typeof Found>;
