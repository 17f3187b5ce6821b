import { IdentityClaims, IdentityHeader, type IdentityKey, type Issue, type SiteSetup } from "@firstline/sdk/wire";
import type * as z from "zod";
import { type Directory, identityKeysOf } from "../domain/directory.ts";
import { type Identity, identityOf } from "../domain/identity.ts";
import { derive, fromBase64url } from "../secrets.ts";
import { parseJson } from "./json.ts";
import { Refused } from "./refused.ts";
import { sentenceOf } from "./sentence.ts";

/** Header, claims and signature in base64url (RFC 7515, compact). */
const compact = /^([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** The secret of a site's HS256 key. It is derived, so the desk stores none; with another desk secret it is another. */
export const identitySecret = async (deskSecret: string, siteId: string, keyId: string): Promise<string> =>
  `fls_idk_${await derive(deskSecret, "identity", siteId, keyId)}`;

/** The bytes that a key has signed in a token; undefined if this key did not sign them. */
export type Verify = (token: string, key: IdentityKey) => Promise<Uint8Array | undefined>;

/**
 * Who a token says somebody is, to this site and now (ms). The key is one of the site's own, named by the token's header;
 * the algorithm is the key's, never the token's. Refuses with what is wrong, which tells nothing of the token's content.
 */
export async function readIdentity(
  token: string,
  site: SiteSetup,
  directory: Directory,
  verify: Verify,
  now: number,
): Promise<Identity> {
  const header = bytesOf(compact.exec(token)?.[1]);
  if (header === undefined) {
    throw invalid([{ path: "", message: "This is not a signed token: header.claims.signature, in base64url." }]);
  }
  const { alg, kid } = parsed(IdentityHeader, header, "header");
  const key = identityKeysOf(directory, site.id).find(({ id }) => id === kid);
  if (!key) throw invalid([{ path: "header.kid", message: "This site has no such key." }]);
  if (alg !== key.algorithm) throw invalid([{ path: "header.alg", message: `This key signs with ${key.algorithm}.` }]);
  const payload = await verify(token, key);
  if (!payload) {
    throw invalid([{ path: "signature", message: "This key did not sign this header with these claims." }]);
  }
  const read = identityOf(parsed(IdentityClaims, payload, "claims"), site.key, now);
  if ("issues" in read) throw invalid(read.issues.map(({ path, message }) => ({ path: `claims.${path}`, message })));
  return read.identity;
}

/** The bytes that a text stands for in base64url; undefined if it stands for none. */
export function bytesOf(text: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (text === undefined || text.length % 4 === 1) return undefined;
  return fromBase64url(text);
}

/** Reads a part of a token through the strict door and its schema. */
function parsed<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array, part: string): z.output<Schema> {
  const json = parseJson(bytes);
  if (!json.ok) {
    const message = "This is not strict JSON: UTF-8, no key twice, no control characters.";
    throw invalid([{ path: part, message }]);
  }
  const result = schema.safeParse(json.value, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(
    result.error.issues.map((issue) => ({
      path: [part, ...issue.path.map(String)].join("."),
      message: sentenceOf(issue),
    })),
  );
}

const invalid = (issues: readonly Issue[]): Refused =>
  new Refused("identity_invalid", {
    issues: issues.map(({ path, message }) => ({ path: path === "" ? "body.token" : `body.token.${path}`, message })),
  });
