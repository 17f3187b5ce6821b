import type { PasskeyAssertion, PasskeyCreation, PasskeyRegistration, PasskeyRequest } from "@firstline/sdk/wire";
import { base64url } from "../src/secrets.ts";

const encoder = new TextEncoder();

/** CBOR (RFC 8949) of what passkeys are made of: integers, texts, bytes and maps in the order that they are given in. */
type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

function cbor(value: Cbor): number[] {
  const head = (major: number, count: number): number[] =>
    count < 24
      ? [(major << 5) | count]
      : count < 256
        ? [(major << 5) | 24, count]
        : [(major << 5) | 25, count >> 8, count & 255];
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return [...head(3, encoder.encode(value).length), ...encoder.encode(value)];
  if (value instanceof Uint8Array) return [...head(2, value.length), ...value];
  return [...head(5, value.size), ...[...value].flatMap(([key, one]) => [...cbor(key), ...cbor(one)])];
}

/** What an authenticator may do otherwise than it should. */
export interface Slips {
  readonly origin?: string;
  readonly rpId?: string;
  /** Whether it made sure who holds it; it does unless named. */
  readonly verifies?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly challenge?: string;
  readonly type?: string;
}

/** A device with one passkey, all in software: Ed25519, no attestation. */
export async function createAuthenticator() {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new TypeError("Ed25519 makes a pair");
  const { privateKey, publicKey } = pair;
  const raw = await crypto.subtle.exportKey("raw", publicKey);
  if (!(raw instanceof ArrayBuffer)) throw new TypeError("A raw key is bytes");
  const cose = new Map<number, Cbor>([
    [1, 1],
    [3, -8],
    [-1, 6],
    [-2, new Uint8Array(raw)],
  ]);
  const credentialId = crypto.getRandomValues(new Uint8Array(16));
  let counter = 0;
  let handle = "";

  const clientData = (type: string, challenge: string, { origin = "https://desk.test", ...slips }: Slips) =>
    encoder.encode(
      JSON.stringify({ type: slips.type ?? type, challenge: slips.challenge ?? challenge, origin, crossOrigin: false }),
    );

  /** Authenticator data (WebAuthn, 6.1): whose site, the flags, the count and, when it is made, the key. */
  const authData = async (rpId: string, { verifies = true, ...slips }: Slips, attested: readonly number[]) => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(slips.rpId ?? rpId)));
    const flags = 1 | (verifies ? 4 : 0) | (attested.length > 0 ? 64 : 0);
    counter = slips.counter ?? counter + 1;
    return new Uint8Array([...hash, flags, 0, 0, counter >> 8, counter & 255, ...attested]);
  };

  const credential = {
    id: base64url(credentialId),
    rawId: base64url(credentialId),
    type: "public-key",
    clientExtensionResults: {},
  } as const;

  return {
    id: credential.id,
    async create({ rp, user, challenge }: PasskeyCreation, slips: Slips = {}): Promise<PasskeyRegistration> {
      handle = user.id;
      const attested = [...new Uint8Array(16), 0, credentialId.length, ...credentialId, ...cbor(cose)];
      const data = await authData(rp.id, { counter: 0, ...slips }, attested);
      const object = cbor(
        new Map<string, Cbor>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", data],
        ]),
      );
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", challenge, slips)),
          attestationObject: base64url(new Uint8Array(object)),
        },
      };
    },
    async get({ rpId, challenge }: PasskeyRequest, slips: Slips = {}): Promise<PasskeyAssertion> {
      const client = clientData("webauthn.get", challenge, slips);
      const data = await authData(rpId, slips, []);
      const hashed = new Uint8Array(await crypto.subtle.digest("SHA-256", client));
      const signature = await crypto.subtle.sign("Ed25519", privateKey, new Uint8Array([...data, ...hashed]));
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: slips.userHandle ?? handle,
        },
      };
    },
  };
}
export type Authenticator = Awaited<ReturnType<typeof createAuthenticator>>;
