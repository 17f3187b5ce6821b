import * as z from "zod";
import { AgentId, ContactId, Instant, KeyId, MessageId, Sequence, TeamId } from "./common.ts";
import { Tier } from "./setup.ts";
import { Priority, Status } from "./status.ts";

/** A public entry in a ticket's thread. */
export const Message = z.strictObject({ id: MessageId, text: z.string() }).meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

/** Who did it, as a requester sees it. */
export const Actor = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("contact") }),
    z.strictObject({ kind: z.literal("agent"), name: z.string() }),
    z.strictObject({ kind: z.literal("system") }),
  ])
  .meta({ id: "Actor" });
export type Actor = z.infer<typeof Actor>;

/** Who did it, as an agent sees it. */
export const DeskActor = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("contact"), id: ContactId, name: z.string().nullable() }),
    z.strictObject({ kind: z.literal("agent"), id: AgentId, name: z.string() }),
    z.strictObject({ kind: z.literal("key"), id: KeyId, name: z.string() }),
    z.strictObject({ kind: z.literal("system") }),
  ])
  .meta({ id: "DeskActor" });
export type DeskActor = z.infer<typeof DeskActor>;

/** `seq` counts every event of the ticket; `prev` is the last one before it that this audience could see (0: none). */
const numbered = { seq: Sequence, prev: Sequence, at: Instant };
const seen = { ...numbered, actor: Actor };
const deskSeen = { ...numbered, actor: DeskActor };

/** A change to a ticket, as its requester may see it. */
export const Event = z
  .discriminatedUnion("type", [
    z.strictObject({ ...seen, type: z.literal("submitted") }),
    z.strictObject({ ...seen, type: z.literal("message"), message: Message }),
    z.strictObject({ ...seen, type: z.literal("routed"), tier: Tier }),
    z.strictObject({ ...seen, type: z.literal("assigned"), agent: z.strictObject({ name: z.string() }).nullable() }),
    z.strictObject({ ...seen, type: z.literal("status"), from: Status, to: Status }),
  ])
  .meta({ id: "Event" });
export type Event = z.infer<typeof Event>;

/** A change to a ticket, as agents see it: notes, priorities and teams included. */
export const DeskEvent = z
  .discriminatedUnion("type", [
    z.strictObject({ ...deskSeen, type: z.literal("submitted") }),
    z.strictObject({ ...deskSeen, type: z.literal("message"), message: Message }),
    z.strictObject({ ...deskSeen, type: z.literal("note"), note: Message }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("routed"),
      tier: Tier,
      team: z.strictObject({ id: TeamId, name: z.string() }),
      /** Why: the routing rule that decided, in words. */
      because: z.string(),
    }),
    z.strictObject({
      ...deskSeen,
      type: z.literal("assigned"),
      agent: z.strictObject({ id: AgentId, name: z.string() }).nullable(),
    }),
    z.strictObject({ ...deskSeen, type: z.literal("priority"), from: Priority, to: Priority }),
    z.strictObject({ ...deskSeen, type: z.literal("status"), from: Status, to: Status }),
  ])
  .meta({ id: "DeskEvent" });
export type DeskEvent = z.infer<typeof DeskEvent>;
