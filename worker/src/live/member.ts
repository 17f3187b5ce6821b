import * as z from "zod";

/** What a socket's holder has proven: a visitor's token, an agent's session, or a secret key, each by its digest. */
export const Proof = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("visitor"), hash: z.string() }),
  z.strictObject({ kind: z.literal("session"), agent: z.string(), hash: z.string() }),
  z.strictObject({ kind: z.literal("key"), hash: z.string() }),
]);
export type Proof = z.infer<typeof Proof>;

/** A socket in a room: which room, what it has proven, and when (ms) that was last found good; 0: not yet. */
export const Member = z.strictObject({
  siteId: z.string(),
  /** The ticket of a requesters' room; absent in a site's room, where agents listen. */
  sequence: z.int().optional(),
  proof: Proof.optional(),
  /** Whether it has said hello, which it may once. */
  greeted: z.boolean(),
  admittedAt: z.int(),
});
export type Member = z.infer<typeof Member>;

/** The header in which the worker hands a member to the room. Nobody else can reach a room. */
export const memberHeader = "firstline-member";
