import type { PasskeyAssertion, PasskeyRegistration } from "@firstline/sdk/wire";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import * as z from "zod";
import { base64url, fromBase64url } from "../secrets.ts";
import type { StoredPasskey } from "../store/passkeys.ts";

/** How long (ms) a challenge holds. */
export const CHALLENGE_LASTS = 5 * 60_000;

/** EdDSA, ES256 and RS256 (COSE's numbers): what devices make, the best first. */
export const algorithms = [-8, -7, -257];

/** For whom passkeys are: the desk's own address and its host name. */
export interface RelyingParty {
  readonly origin: string;
  readonly id: string;
}

export const relyingParty = (origin: string): RelyingParty => ({ origin, id: new URL(origin).hostname });

const ClientData = z.object({ challenge: z.string().max(200) });

/** The challenge that a browser says it answers; undefined if it says none. It counts once the desk has found it asked. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(fromBase64url(clientDataJSON));
    return ClientData.safeParse(JSON.parse(text)).data?.challenge;
  } catch {
    return undefined;
  }
}

/** The public half of a passkey that a browser has made for this challenge; undefined if it has not. */
export async function registeredPasskey(
  credential: PasskeyRegistration,
  challenge: string,
  { origin, id }: RelyingParty,
): Promise<Pick<StoredPasskey, "credential" | "publicKey" | "counter"> | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credential,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return undefined;
    const { id: credentialId, publicKey, counter } = registrationInfo.credential;
    return { credential: credentialId, publicKey: base64url(publicKey), counter };
  } catch {
    return undefined;
  }
}

/** The new count of a passkey that has signed this challenge; undefined if it has not, or if its count went back. */
export async function provenPasskey(
  { response, ...credential }: PasskeyAssertion,
  { credential: credentialId, publicKey, counter }: StoredPasskey,
  challenge: string,
  { origin, id }: RelyingParty,
): Promise<number | undefined> {
  const { userHandle, ...signed } = response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, response: { ...signed, ...(userHandle && { userHandle }) } },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential: { id: credentialId, publicKey: fromBase64url(publicKey), counter },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
