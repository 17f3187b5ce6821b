import * as z from "zod";

/** From 1, not content at all, to 5, all was well. */
export const Score = z.int().min(1).max(5);

/** What the requester thinks of how they were helped. */
export const Rating = z.strictObject({ score: Score, comment: z.string().nullable() }).meta({ id: "Rating" });
export type Rating = z.infer<typeof Rating>;

/** A rating as it is sent. */
export const NewRating = z
  .strictObject({ score: Score, comment: z.string().trim().min(1).max(2_000).optional() })
  .meta({ id: "NewRating" });
export type NewRating = z.infer<typeof NewRating>;
