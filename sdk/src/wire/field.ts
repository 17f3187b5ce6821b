import * as z from "zod";
import { line } from "./common.ts";

/** The name by which rules and programs know a field, such as `orderNumber`. */
export const FieldId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "must be letters, digits and underscores, a letter first");

/** What a requester filled into one field of a topic's form; a list is a choice of several. */
export const FieldValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
]);
export type FieldValue = z.infer<typeof FieldValue>;

const common = {
  id: FieldId,
  label: line(80),
  /** A line of help that stands under the field. */
  hint: line(160).optional(),
  required: z.boolean().default(false),
  /** Shown, and required, only while another field of the form has one of these values. */
  shownIf: z.strictObject({ field: FieldId, is: z.array(z.string().max(200)).min(1).max(50) }).optional(),
};
const options = z.array(line(80)).min(1).max(100);

/** A field of a topic's form. `date` values are `2026-11-23`; `choice` values are one option, `several` a list of them. */
export const Field = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("text"), ...common }),
    z.strictObject({ type: z.literal("long_text"), ...common }),
    z.strictObject({ type: z.literal("number"), ...common, min: z.number().optional(), max: z.number().optional() }),
    z.strictObject({ type: z.literal("date"), ...common }),
    z.strictObject({ type: z.literal("choice"), ...common, options }),
    z.strictObject({ type: z.literal("several"), ...common, options }),
    z.strictObject({ type: z.literal("email"), ...common }),
    z.strictObject({ type: z.literal("url"), ...common }),
  ])
  .meta({ id: "Field" });
export type Field = z.infer<typeof Field>;

/** The fields of a ticket by their ids. What was left empty is not there. */
export const FieldValues = z.record(FieldId, FieldValue).meta({ id: "FieldValues" });
export type FieldValues = z.infer<typeof FieldValues>;
