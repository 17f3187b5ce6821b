import * as z from "zod";
import { line } from "./common.ts";
import { Language } from "./roster.ts";

const said = (max: number) => z.string().trim().max(max);
const pixels = z.int().min(0).max(100_000);
/** Characters (UTF-16 units) that all of it has at most, written as JSON. */
const MOST = 20_000;

/** Where a ticket was written: what the page tells of itself and its browser. Nobody but its writer and agents sees it. */
export const SubmissionContext = z
  .strictObject({
    /** The page's address. The desk keeps it without its query, its fragment and a user's name. */
    page: z
      .string()
      .max(2_000)
      .regex(/^https?:\/\/[^\s/?#]\S*$/i, "must be the address of a page, such as https://example.com/basket")
      .optional(),
    /** The page's title. */
    title: said(200).optional(),
    /** What the browser calls itself: its user agent. */
    browser: said(300).optional(),
    /** The page's visible part, in CSS pixels. */
    viewport: z.strictObject({ width: pixels, height: pixels }).optional(),
    locale: Language.optional(),
    /** An IANA name such as `Europe/Berlin`. */
    timeZone: said(64).optional(),
    /** What went wrong on the page before, oldest first. */
    errors: z.array(said(1_000)).max(20).optional(),
    /** What else the site's own page says, by name. */
    custom: z
      .record(line(60), said(1_000))
      .refine((custom) => Object.keys(custom).length <= 30, "At most 30 entries are allowed.")
      .optional(),
  })
  .refine((context) => JSON.stringify(context).length <= MOST, "All of it may have 20,000 characters at most.")
  .meta({ id: "SubmissionContext" });
export type SubmissionContext = z.infer<typeof SubmissionContext>;
