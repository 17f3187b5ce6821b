import * as z from "zod";
import { AgentId, ContactId, Instant, id, KeyId, line, SiteId } from "./common.ts";
import { IdentityKeyId } from "./identity.ts";
import { AbsenceId } from "./roster.ts";
import { Key } from "./session.ts";
import { SetupChange } from "./setup.ts";
import { OidcProviderId, SignInMethod } from "./sign-in.ts";
import { WebhookId } from "./webhook-endpoint.ts";

/** An agent by name, also one who has left. */
const agent = z.strictObject({ id: AgentId, name: z.string() });

/** Who did something: an agent, a program by its key, or, as with a sign-in that failed, nobody who is known. */
export const AuditActor = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("agent"), id: AgentId, name: z.string() }),
    z.strictObject({ kind: z.literal("key"), id: KeyId, name: z.string() }),
    z.strictObject({ kind: z.literal("system") }),
  ])
  .meta({ id: "AuditActor" });
export type AuditActor = z.infer<typeof AuditActor>;

/** What was done. There is neither a secret nor anything of a customer in it. */
const deeds = [
  z.strictObject({ kind: z.literal("signed_in"), method: SignInMethod, provider: OidcProviderId.optional() }),
  /** How often it failed in the hour that begins at the entry's instant; from where is not kept. */
  z.strictObject({ kind: z.literal("sign_in_failed"), method: SignInMethod, count: z.int() }),
  z.strictObject({ kind: z.literal("sessions_ended"), agent, count: z.int() }),
  z.strictObject({ kind: z.literal("link_made"), agent }),
  z.strictObject({ kind: z.literal("passkey_added"), name: line(80) }),
  z.strictObject({ kind: z.literal("passkey_removed"), name: line(80) }),
  /** `left` counts the changes that did not fit. */
  z.strictObject({
    kind: z.literal("setup_replaced"),
    version: z.int(),
    changes: z.array(SetupChange),
    left: z.int(),
  }),
  z.strictObject({
    kind: z.literal("key_made"),
    key: KeyId,
    name: line(80),
    scopes: Key.shape.scopes,
    sites: Key.shape.sites,
  }),
  z.strictObject({ kind: z.literal("key_revoked"), key: KeyId, name: line(80) }),
  z.strictObject({ kind: z.literal("identity_key_made"), site: SiteId, key: IdentityKeyId, name: line(80) }),
  z.strictObject({ kind: z.literal("identity_key_revoked"), site: SiteId, key: IdentityKeyId, name: line(80) }),
  z.strictObject({ kind: z.literal("absence_made"), absence: AbsenceId, agent, from: Instant, to: Instant }),
  z.strictObject({ kind: z.literal("absence_removed"), absence: AbsenceId, agent, from: Instant, to: Instant }),
  z.strictObject({ kind: z.literal("oidc_secret_set"), provider: OidcProviderId }),
  z.strictObject({ kind: z.literal("oidc_secret_removed"), provider: OidcProviderId }),
  z.strictObject({ kind: z.literal("webhook_made"), webhook: WebhookId, name: line(80) }),
  z.strictObject({ kind: z.literal("webhook_changed"), webhook: WebhookId, name: line(80) }),
  z.strictObject({ kind: z.literal("webhook_secret_rotated"), webhook: WebhookId, name: line(80) }),
  z.strictObject({ kind: z.literal("webhook_deleted"), webhook: WebhookId, name: line(80) }),
  z.strictObject({ kind: z.literal("contact_merged"), site: SiteId, contact: ContactId, into: ContactId }),
  z.strictObject({ kind: z.literal("contact_exported"), site: SiteId, contact: ContactId }),
  z.strictObject({ kind: z.literal("contact_erased"), site: SiteId, contact: ContactId }),
] as const;

export const AuditDeed = z.discriminatedUnion("kind", deeds).meta({ id: "AuditDeed" });
export type AuditDeed = z.infer<typeof AuditDeed>;

export const AuditKind = z.enum(deeds.map(({ shape }) => shape.kind.value)).meta({ id: "AuditKind" });
export type AuditKind = z.infer<typeof AuditKind>;

/** One thing that somebody did to who may do what. */
export const AuditEntry = z
  .strictObject({ id: id("aud"), at: Instant, actor: AuditActor, deed: AuditDeed })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof AuditEntry>;
