import type { SiteSetup } from "@firstline/sdk/wire";
import { compactVerify, errors } from "jose";
import type { Directory } from "../domain/directory.ts";
import type { Identity } from "../domain/identity.ts";
import { identitySecret, readIdentity, type Verify } from "./identity-token.ts";

/** Who a token says somebody is, to this site and now (ms); see `readIdentity`. */
export function identityIn(
  token: string,
  site: SiteSetup,
  directory: Directory,
  deskSecret: string,
  now: number,
): Promise<Identity> {
  const verify: Verify = async (signed, key) => {
    const material =
      key.algorithm === "EdDSA"
        ? key.publicKey
        : new TextEncoder().encode(await identitySecret(deskSecret, site.id, key.id));
    try {
      return (await compactVerify(signed, material, { algorithms: [key.algorithm] })).payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      return undefined;
    }
  };
  return readIdentity(token, site, directory, verify, now);
}
