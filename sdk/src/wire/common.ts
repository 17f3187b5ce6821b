import * as z from "zod";

/** An instant: RFC 3339, UTC, whole milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ id: "Instant", example: "2026-11-23T09:30:00.000Z" });
export type Instant = z.infer<typeof Instant>;

/** A ticket's number: the site's prefix, a dash, the sequence and one Damm check digit. */
export const TicketNumber = z
  .string()
  .regex(/^[A-Z]{2,6}-[0-9]{2,16}$/)
  .meta({ id: "TicketNumber", example: "SHOP-10019" });
export type TicketNumber = z.infer<typeof TicketNumber>;

/** An identifier with a prefix that names its kind, such as `msg_` or `agt_`. */
export const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9]{1,32}$`));

export const SiteId = id("site");
export const AgentId = id("agt");
export const TeamId = id("team");
export const TopicId = id("top");
export const ContactId = id("con");
export const MessageId = id("msg");
export const KeyId = id("key");

/** One line of text a person wrote: trimmed, 1–`max` UTF-16 units, no line break. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\n\r]*$/, "This has to be one line.");

/** Text a person wrote: trimmed, at most 20,000 UTF-16 units, line breaks kept. */
export const Text = z.string().trim().max(20_000).meta({ id: "Text" });

/** An e-mail address, at most 254 characters. */
export const Email = z.email().max(254);

/** The number of an event within its ticket, counted from 1. */
export const Sequence = z.int().min(0);

/** A page of a list: `next` is an opaque cursor, or null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** What every list takes: how many, and where to go on. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
};
