import * as z from "zod";
import { Email, Instant, id, line, TicketNumber } from "./common.ts";
import { Event } from "./event.ts";
import { FieldValues } from "./field.ts";
import { Language } from "./roster.ts";
import { SubmissionContext } from "./submission-context.ts";
import { Ticket } from "./ticket.ts";

export const IdentityKeyId = id("idk");

/** The public half of an Ed25519 key as a JWK (RFC 8037), and nothing else of it. */
export const PublicJwk = z
  .strictObject({
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    x: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be 32 bytes in base64url"),
  })
  .meta({ id: "PublicJwk", example: { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" } });
export type PublicJwk = z.infer<typeof PublicJwk>;

const common = { id: IdentityKeyId, name: line(80), createdAt: Instant };

/**
 * A key with which a site's own server signs who its users are. The algorithm belongs to the key: what a token says of it
 * has to fit. HS256's secret is shared with the desk, EdDSA's private key never leaves the site.
 */
export const IdentityKey = z
  .discriminatedUnion("algorithm", [
    z.strictObject({ algorithm: z.literal("HS256"), ...common }),
    z.strictObject({ algorithm: z.literal("EdDSA"), ...common, publicKey: PublicJwk }),
  ])
  .meta({ id: "IdentityKey" });
export type IdentityKey = z.infer<typeof IdentityKey>;

/** Asks for a key: with HS256 the desk makes the secret, with EdDSA the site brings its public key. */
export const IdentityKeyRequest = z
  .discriminatedUnion("algorithm", [
    z.strictObject({ algorithm: z.literal("HS256"), name: line(80) }),
    z.strictObject({ algorithm: z.literal("EdDSA"), name: line(80), publicKey: PublicJwk }),
  ])
  .meta({ id: "IdentityKeyRequest" });
export type IdentityKeyRequest = z.infer<typeof IdentityKeyRequest>;

/** A new key. An HS256 key's secret is shown once; the text itself is the HMAC key. */
export const NewIdentityKey = z
  .strictObject({ key: IdentityKey, secret: z.string().optional() })
  .meta({ id: "NewIdentityKey" });
export type NewIdentityKey = z.infer<typeof NewIdentityKey>;

/** The header of an identity token (RFC 7515). Anything but these two and `typ` means nothing, and `crit` is refused. */
export const IdentityHeader = z.object({
  alg: z.string(),
  kid: IdentityKeyId,
  crit: z.never("No extension is understood.").optional(),
});

/** With one of these for an id, all who have none would be one person and read each other's tickets. */
const nobody: ReadonlySet<string> = new Set(["undefined", "null", "NaN", "None", "nil", "[object Object]"]);

/**
 * What an identity token says (RFC 7519, OpenID Connect's names). Times are seconds since 1970. What is not said stays as
 * the desk knows it; `null` takes it away. Other claims mean nothing.
 */
export const IdentityClaims = z
  .object({
    /** The site's public key. */
    aud: z.union([z.string(), z.array(z.string()).max(20)]),
    /** At most one hour ahead. */
    exp: z.number(),
    iat: z.number().optional(),
    nbf: z.number().optional(),
    /** The site's own id of the user: the same text is the same person for ever. */
    sub: z
      .string()
      .max(200)
      .regex(/\S/, "This is needed.")
      .refine((sub) => !nobody.has(sub), "This is how a program writes a user that it does not have."),
    name: line(200).nullish(),
    email: Email.nullish(),
    /** Whether the site has made sure that the address is the user's. */
    email_verified: z.boolean().optional(),
    /** What the user pays for, in the site's own words: it decides the contract. */
    plan: line(40).nullish(),
    /** In which language their tickets are, unless one says another. */
    language: Language.nullish(),
  })
  .meta({ id: "IdentityClaims" });
export type IdentityClaims = z.infer<typeof IdentityClaims>;

/** What a visitor is told of themselves. */
export const Visitor = z
  .strictObject({
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** Whether who they are has been proven. */
    verified: z.boolean(),
    plan: z.string().nullable(),
  })
  .meta({ id: "Visitor" });
export type Visitor = z.infer<typeof Visitor>;

/** An identified visitor. The token replaces the one that was sent along, and lasts as long as the identity. */
export const Identified = z
  .strictObject({ visitor: Visitor, visitorToken: z.string(), expiresAt: Instant })
  .meta({ id: "Identified" });
export type Identified = z.infer<typeof Identified>;

/** Opens one ticket: its number and the secret of its link (`/t/NUMBER#k=SECRET`). */
export const Redemption = z
  .strictObject({ number: TicketNumber, secret: z.string().max(100) })
  .meta({ id: "Redemption" });
export type Redemption = z.infer<typeof Redemption>;

/** Opens all tickets of an address: the secret of a mailed link (`/t/PREFIX#r=SECRET`), which works once. */
export const Restoration = z.strictObject({ restore: z.string().max(100) }).meta({ id: "Restoration" });
export type Restoration = z.infer<typeof Restoration>;

/** Who is back. A browser that had a visitor token keeps it and now sees more; another one gets a token. */
export const Restored = z
  .strictObject({ visitor: Visitor, visitorToken: z.string().optional() })
  .meta({ id: "Restored" });
export type Restored = z.infer<typeof Restored>;

/** What the desk keeps of a person. `subject` is the site's own id of them, null until they are identified. */
export const PersonData = z
  .strictObject({
    ...Visitor.shape,
    subject: z.string().nullable(),
    language: z.string().nullable(),
    createdAt: Instant,
    /** When they last wrote; null for never. */
    wroteAt: Instant.nullable(),
  })
  .meta({ id: "PersonData" });
export type PersonData = z.infer<typeof PersonData>;

/** One of the person's tickets with what they filled in, told and accepted, or a part of its events. */
export const TicketData = z
  .strictObject({
    ticket: Ticket,
    fields: FieldValues.optional(),
    context: SubmissionContext.optional(),
    consent: z.strictObject({ version: z.string() }).optional(),
    events: z.array(Event),
  })
  .meta({ id: "TicketData" });
export type TicketData = z.infer<typeof TicketData>;

/** A page of a person's own data. A long ticket goes on, under the same number, on the next page. */
export const DataPage = z
  .strictObject({ person: PersonData, tickets: z.array(TicketData), next: z.string().nullable() })
  .meta({ id: "DataPage" });
export type DataPage = z.infer<typeof DataPage>;
