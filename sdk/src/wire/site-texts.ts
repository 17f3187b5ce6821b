import * as z from "zod";
import { Language } from "./roster.ts";

/** A name as programs write them: letters and digits, a letter first; not one that every object has already. */
const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, "must be letters and digits, a letter first, at most 40")
  .refine((one) => !(one in {}), "This name cannot be used.");
const words = z.string().max(2_000);
const group = <Inner extends z.ZodType>(inner: Inner) => z.record(name, z.union([words, inner]));

/** The owner's own words in one language, by their names, which may be grouped up to three deep. */
export const OwnWords = group(group(z.record(name, words))).meta({ id: "OwnWords" });
export type OwnWords = z.infer<typeof OwnWords>;

/** The owner's own words by language tag. What is not named stays as the widget says it. */
export const SiteTexts = z.record(Language, OwnWords).meta({ id: "SiteTexts" });
export type SiteTexts = z.infer<typeof SiteTexts>;
