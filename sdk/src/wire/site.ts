import * as z from "zod";
import { UploadLimits } from "./attachment.ts";
import { Email, Instant } from "./common.ts";
import { Milliseconds } from "./promise.ts";
import { Consent, Theme, Topic } from "./setup.ts";
import { SiteTexts } from "./site-texts.ts";

/**
 * Whether somebody is there now, by the calendar of the contract for contacts without a plan. `until`: when it closes
 * next; null if it does not within a year. `opensAt`: when it opens next; null if it does not.
 */
export const SupportHours = z
  .discriminatedUnion("is", [
    z.strictObject({ is: z.literal("open"), until: Instant.nullable() }),
    z.strictObject({ is: z.literal("closed"), opensAt: Instant.nullable() }),
  ])
  .meta({ id: "SupportHours" });
export type SupportHours = z.infer<typeof SupportHours>;

/** What a page may know about its site before anybody has written. */
export const Site = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    greeting: z.string(),
    theme: Theme,
    topics: z.array(Topic),
    /** `types` are the media types that are taken, as the content tells them. */
    uploads: z.strictObject({ ...UploadLimits.shape, types: z.array(z.string()) }),
    /** Null where nothing is promised. */
    hours: SupportHours.nullable(),
    /**
     * How long the first answer usually takes, by any wall clock: the median of the last tickets that were answered within
     * thirty days, at most a hundred. Null with fewer than five.
     */
    usualAnswer: Milliseconds.nullable(),
    /** Whether only visitors whom the site has identified may write. */
    identifiedOnly: z.boolean(),
    /** What has to be accepted with every submission, if anything. */
    consent: Consent.nullable(),
    /** Where to write by mail when the desk cannot be reached. */
    fallbackEmail: Email.nullable(),
    texts: SiteTexts,
    /** Whether visitors may ask for a link by mail that opens their tickets again. */
    restore: z.boolean(),
  })
  .meta({ id: "Site" });
export type Site = z.infer<typeof Site>;
