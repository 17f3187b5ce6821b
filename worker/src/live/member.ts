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
  /** Which ticket an agent attends to, as their console said at an instant (ms). */
  attends: z.object({ number: z.string(), attention: z.enum(["looking", "typing"]), at: z.int() }).optional(),
  /** How often the console has said so since an instant (ms). */
  said: z.object({ since: z.int(), times: z.int() }).optional(),
});
export type Member = z.infer<typeof Member>;

/** The header in which the worker hands a member to the room. Nobody else can reach a room. */
export const memberHeader = "firstline-member";

/** Whose sockets a room is to close: of agents wherever they are signed in, and of sessions and keys by their digests. */
export const Dismissed = z.strictObject({ agents: z.array(z.string()), hashes: z.array(z.string()) });
export type Dismissed = z.infer<typeof Dismissed>;
