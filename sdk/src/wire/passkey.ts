import * as z from "zod";
import { Instant, id, line } from "./common.ts";

/** Bytes in base64url, as WebAuthn's JSON writes them. */
const Bytes = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]*$/, "must be base64url");

export const PasskeyId = id("psk");

/** A passkey of an agent. The private half never leaves its device. */
export const Passkey = z
  .strictObject({
    id: PasskeyId,
    name: line(80),
    createdAt: Instant,
    /** When it was last signed in with; null: never. */
    usedAt: Instant.nullable(),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof Passkey>;

/** What a browser is asked to make a passkey with: WebAuthn's `PublicKeyCredentialCreationOptionsJSON`. */
export const PasskeyCreation = z
  .strictObject({
    rp: z.strictObject({ id: z.string(), name: z.string() }),
    user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
    /** Holds for five minutes and for one answer. */
    challenge: z.string(),
    pubKeyCredParams: z.array(z.strictObject({ type: z.literal("public-key"), alg: z.int() })),
    timeout: z.int(),
    excludeCredentials: z.array(z.strictObject({ type: z.literal("public-key"), id: z.string() })),
    authenticatorSelection: z.strictObject({
      residentKey: z.literal("required"),
      userVerification: z.literal("required"),
    }),
    attestation: z.literal("none"),
  })
  .meta({ id: "PasskeyCreation" });
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** What a browser is asked to sign in with: WebAuthn's `PublicKeyCredentialRequestOptionsJSON`. */
export const PasskeyRequest = z
  .strictObject({
    rpId: z.string(),
    /** Holds for five minutes and for one answer. */
    challenge: z.string(),
    timeout: z.int(),
    userVerification: z.literal("required"),
  })
  .meta({ id: "PasskeyRequest" });
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

// Browsers add to these as WebAuthn grows, so what is not known here is passed over.
const credential = {
  id: Bytes.min(1).max(1_400),
  rawId: Bytes.max(1_400),
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
};

/** What a browser answers with when it has made a passkey: WebAuthn's `RegistrationResponseJSON`. */
export const PasskeyRegistration = z
  .object({
    ...credential,
    response: z.object({ clientDataJSON: Bytes, attestationObject: Bytes }),
  })
  .meta({ id: "PasskeyRegistration" });
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

/** What a browser answers with when somebody signs in: WebAuthn's `AuthenticationResponseJSON`. */
export const PasskeyAssertion = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: Bytes,
      authenticatorData: Bytes,
      signature: Bytes,
      userHandle: Bytes.nullish(),
    }),
  })
  .meta({ id: "PasskeyAssertion" });
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;
