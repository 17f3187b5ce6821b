import { env } from "cloudflare:test";
import { base64url, CompactSign, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { randomSecret } from "../src/secrets.ts";
import { deleteIdentityKey } from "../src/store/identity-keys.ts";
import { run } from "../src/store/query.ts";
import { moveVersion } from "../src/store/setup.ts";
import { claimsFor, type Signer, secretOf, signerOf, tokenOf } from "./identities.ts";

export let shared: Signer;
export let pair: Signer;
let bank: Signer;
let revoked: Signer;

/** Makes the keys that the tokens are signed with: a shared secret, a key pair, the other site's and one that is revoked. */
export async function makeSigners(): Promise<void> {
  [shared, pair, bank, revoked] = await Promise.all([
    signerOf("site_shop"),
    signerOf("site_shop", "EdDSA"),
    signerOf("site_bank"),
    signerOf("site_shop"),
  ]);
  await run(env.DB, { key: deleteIdentityKey("site_shop", revoked.key.id), moved: moveVersion });
}

export const sub = "user-4711";
export const now = () => Math.floor(Date.now() / 1_000);
const bytes = (text: string) => new TextEncoder().encode(text);
const parts = (token: string) => token.split(".") as [string, string, string];
/** A token that proves who somebody is. */
export const good = () => tokenOf(shared, { sub });

/** Signs bytes that no signer of JSON would write. */
const signed = (payload: string | Uint8Array) =>
  new CompactSign(typeof payload === "string" ? bytes(payload) : payload)
    .setProtectedHeader({ alg: "HS256", kid: shared.key.id })
    .sign(shared.material);

/** The same with a header that no signer would write. */
async function withHeader(header: string): Promise<string> {
  const start = `${base64url.encode(header)}.${base64url.encode(JSON.stringify(claimsFor(shared, { sub })))}`;
  const key = await crypto.subtle.importKey("raw", secretOf(shared), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return `${start}.${base64url.encode(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(start))))}`;
}

const claimsText = (more: string) => `{"aud":"pk_shopshop","exp":${now() + 300},"sub":"${sub}"${more}}`;
const headerText = (more: string) => `{"alg":"HS256","kid":"${shared.key.id}"${more}}`;

/** Forged, broken and foreign tokens: what is wrong with each, how it is made, and which part is blamed. */
export const wrong: readonly [string, make: () => string | Promise<string>, path: string][] = [
  ["nothing", () => "", "body.token"],
  ["a word", () => "opensesame", "body.token"],
  ["a header of a length that base64url never has", () => "abcde.abcd.abcd", "body.token"],
  [
    "two parts",
    async () =>
      parts(await good())
        .slice(0, 2)
        .join("."),
    "body.token",
  ],
  ["four parts", async () => `${await good()}.AAAA`, "body.token"],
  ["five parts, as if encrypted", async () => `${await good()}.AAAA.AAAA`, "body.token"],
  ["a signature stripped off", async () => (await good()).replace(/[^.]+$/, ""), "body.token"],
  ["no claims", async () => (await good()).replace(/\.[^.]+\./, ".."), "body.token"],
  ["letters outside of base64url", async () => (await good()).replace(".", ".+/="), "body.token"],
  ["letters outside of ASCII", async () => `${await good()}ü`, "body.token"],
  ["a space before it", async () => ` ${await good()}`, "body.token"],
  ["a line break at its end", async () => `${await good()}\n`, "body.token"],
  ["“Bearer” before it", async () => `Bearer ${await good()}`, "body.token"],

  ["a header that is not JSON", () => withHeader("no"), "body.token.header"],
  ["a header that is a list", () => withHeader("[]"), "body.token.header"],
  ["a header that is null", () => withHeader("null"), "body.token.header"],
  ["a header with the algorithm twice", () => withHeader(headerText(',"alg":"none"')), "body.token.header"],
  ["a header with the key twice", () => withHeader(headerText(`,"kid":"${pair.key.id}"`)), "body.token.header"],
  ["a header with __proto__", () => withHeader(headerText(',"__proto__":{"alg":"none"}')), "body.token.header"],
  ["a header with a NUL", () => withHeader(headerText(',"x":"\\u0000"')), "body.token.header"],
  ["no key named", () => withHeader('{"alg":"HS256"}'), "body.token.header.kid"],
  ["a key of another form", () => tokenOf(shared, { sub }, { kid: "../../etc" }), "body.token.header.kid"],
  ["a key that never was", () => tokenOf(shared, { sub }, { kid: "idk_nosuchkey" }), "body.token.header.kid"],
  ["the other site's key", () => tokenOf(bank, { sub, aud: "pk_shopshop" }), "body.token.header.kid"],
  ["a revoked key", () => tokenOf(revoked, { sub }), "body.token.header.kid"],
  ["a key that is a list", () => withHeader(`{"alg":"HS256","kid":["${shared.key.id}"]}`), "body.token.header.kid"],

  [
    "the algorithm none",
    async () => {
      const [header, claims] = parts(new UnsecuredJWT(claimsFor(shared, { sub })).encode());
      return `${header}.${claims}.AAAA`;
    },
    "body.token.header.kid",
  ],
  [
    "the algorithm none for a known key",
    async () => {
      const header = base64url.encode(JSON.stringify({ alg: "none", kid: shared.key.id }));
      return `${header}.${parts(await good())[1]}.AAAA`;
    },
    "body.token.header.alg",
  ],
  ["no algorithm", () => withHeader(`{"kid":"${shared.key.id}"}`), "body.token.header.alg"],
  [
    "the algorithm in lower case",
    () => withHeader(`{"alg":"hs256","kid":"${shared.key.id}"}`),
    "body.token.header.alg",
  ],
  [
    "a longer algorithm of the same kind",
    () =>
      new SignJWT(claimsFor(shared, { sub }))
        .setProtectedHeader({ alg: "HS512", kid: shared.key.id })
        .sign(new Uint8Array([...secretOf(shared), ...secretOf(shared)])),
    "body.token.header.alg",
  ],
  [
    "HS256 with the public key for a secret",
    async () => {
      const x = pair.key.algorithm === "EdDSA" ? pair.key.publicKey.x : "";
      const claims = claimsFor(pair, { sub });
      return new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: pair.key.id }).sign(base64url.decode(x));
    },
    "body.token.header.alg",
  ],
  [
    "EdDSA for a shared secret's key",
    () => tokenOf({ ...pair, key: { ...pair.key, id: shared.key.id } }, { sub }),
    "body.token.header.alg",
  ],
  [
    "the public key for a secret, and the algorithm that the key has",
    async () => {
      const x = pair.key.algorithm === "EdDSA" ? pair.key.publicKey.x : "";
      const header = { alg: "HS256", kid: shared.key.id };
      return new SignJWT(claimsFor(shared, { sub })).setProtectedHeader(header).sign(base64url.decode(x));
    },
    "body.token.signature",
  ],

  ["another secret", () => tokenOf({ ...shared, material: bytes(randomSecret()) }, { sub }), "body.token.signature"],
  [
    "the desk's own secret",
    () => tokenOf({ ...shared, material: bytes(env.FIRSTLINE_SECRET) }, { sub }),
    "body.token.signature",
  ],
  [
    "the secret without its prefix",
    () => tokenOf({ ...shared, material: secretOf(shared).slice("fls_idk_".length) }, { sub }),
    "body.token.signature",
  ],
  ["the other site's secret", () => tokenOf({ ...shared, material: bank.material }, { sub }), "body.token.signature"],
  [
    "a key pair of somebody else's",
    async () => tokenOf({ ...pair, material: (await generateKeyPair("Ed25519")).privateKey }, { sub }),
    "body.token.signature",
  ],
  [
    "a key pair of somebody else's that the header brings along",
    async () => {
      const { publicKey, privateKey } = await generateKeyPair("Ed25519", { extractable: true });
      return tokenOf({ ...pair, material: privateKey }, { sub }, { jwk: await exportJWK(publicKey) });
    },
    "body.token.signature",
  ],
  [
    "claims changed after signing",
    async () => {
      const [header, , signature] = parts(await good());
      return `${header}.${base64url.encode(JSON.stringify(claimsFor(shared, { sub: "admin" })))}.${signature}`;
    },
    "body.token.signature",
  ],
  [
    "a header changed after signing",
    async () => {
      const [, claims, signature] = parts(await good());
      return `${base64url.encode(headerText(',"typ":"JWT"'))}.${claims}.${signature}`;
    },
    "body.token.signature",
  ],
  ["a signature cut short", async () => (await good()).slice(0, -4), "body.token.signature"],
  ["a signature of zeros", async () => (await good()).replace(/[^.]+$/, "A".repeat(43)), "body.token.signature"],
  [
    "a signature of zeros of a pair",
    async () => (await tokenOf(pair, { sub })).replace(/[^.]+$/, "A".repeat(86)),
    "body.token.signature",
  ],
  [
    "an extension that must be understood",
    () => withHeader(headerText(',"crit":["b64"],"b64":false')),
    "body.token.header.crit",
  ],
  ["an extension nobody knows", () => withHeader(headerText(',"crit":["exp"],"exp":1')), "body.token.header.crit"],

  ["claims that are not JSON", () => signed("no"), "body.token.claims"],
  ["claims that are a list", () => signed("[]"), "body.token.claims"],
  ["claims that are a text", () => signed('"user-4711"'), "body.token.claims"],
  ["a claim twice", () => signed(claimsText(`,"sub":"admin"`)), "body.token.claims"],
  ["a claim twice, once escaped", () => signed(claimsText(`,"s\\u0075b":"admin"`)), "body.token.claims"],
  [
    "claims that are not UTF-8",
    () => signed(new Uint8Array([...bytes('{"sub":"'), 0xff, ...bytes('"}')])),
    "body.token.claims",
  ],
  ["claims with a byte order mark", () => signed(`\uFEFF${claimsText("")}`), "body.token.claims"],
  ["claims too deep", () => signed(claimsText(`,"x":${"[".repeat(40)}${"]".repeat(40)}`)), "body.token.claims"],
  ["a control character in the user", () => signed(claimsText(`,"x":"\\u0007"`)), "body.token.claims"],
  ["half a character in the name", () => signed(claimsText(`,"name":"\\ud800"`)), "body.token.claims"],
  ["a claim named __proto__", () => signed(claimsText(`,"__proto__":{"sub":"admin"}`)), "body.token.claims"],

  ["no audience", () => tokenOf(shared, { sub, aud: undefined }), "body.token.claims.aud"],
  ["another site as audience", () => tokenOf(shared, { sub, aud: "pk_bankbank" }), "body.token.claims.aud"],
  ["the site's id as audience", () => tokenOf(shared, { sub, aud: "site_shop" }), "body.token.claims.aud"],
  ["other sites as audience", () => tokenOf(shared, { sub, aud: ["pk_bankbank", "api"] }), "body.token.claims.aud"],
  ["an audience in capitals", () => tokenOf(shared, { sub, aud: "PK_SHOPSHOP" }), "body.token.claims.aud"],
  ["no end", () => tokenOf(shared, { sub, exp: undefined }), "body.token.claims.exp"],
  [
    "an end that is a text",
    () => signed(`{"aud":"pk_shopshop","sub":"a","exp":"${now() + 300}"}`),
    "body.token.claims.exp",
  ],
  ["an end that is over", () => tokenOf(shared, { sub, exp: now() - 61 }), "body.token.claims.exp"],
  ["an end before 1970", () => tokenOf(shared, { sub, exp: -1 }), "body.token.claims.exp"],
  ["an end too far ahead", () => tokenOf(shared, { sub, exp: now() + 3_600 + 65 }), "body.token.claims.exp"],
  ["an end in milliseconds", () => tokenOf(shared, { sub, exp: Date.now() + 300_000 }), "body.token.claims.exp"],
  ["an end without end", () => signed('{"aud":"pk_shopshop","sub":"a","exp":1e999}'), "body.token.claims"],
  ["a beginning ahead", () => tokenOf(shared, { sub, nbf: now() + 65 }), "body.token.claims.nbf"],
  ["signed ahead of time", () => tokenOf(shared, { sub, iat: now() + 65 }), "body.token.claims.iat"],
  ["signed in milliseconds", () => tokenOf(shared, { sub, iat: Date.now() }), "body.token.claims.iat"],
  ["nobody", () => tokenOf(shared, {}), "body.token.claims.sub"],
  ["an empty user", () => tokenOf(shared, { sub: "" }), "body.token.claims.sub"],
  ["a blank user", () => tokenOf(shared, { sub: " \t" }), "body.token.claims.sub"],
  [
    "a user that is a number",
    () => signed(`{"aud":"pk_shopshop","exp":${now() + 60},"sub":4711}`),
    "body.token.claims.sub",
  ],
  ["a user that is missing", () => tokenOf(shared, { sub: "undefined" }), "body.token.claims.sub"],
  ["a user without end", () => tokenOf(shared, { sub: "u".repeat(201) }), "body.token.claims.sub"],
  ["an address that is none", () => tokenOf(shared, { sub, email: "kim" }), "body.token.claims.email"],
  [
    "an address with a line break",
    () => tokenOf(shared, { sub, email: "kim@shop.test\r\nBcc: x@y.test" }),
    "body.token.claims.email",
  ],
  ["a name of two lines", () => tokenOf(shared, { sub, name: "Kim\nAdmin" }), "body.token.claims.name"],
  ["a word for verified", () => tokenOf(shared, { sub, email_verified: "true" }), "body.token.claims.email_verified"],
  ["a plan that is a list", () => tokenOf(shared, { sub, plan: ["gold"] }), "body.token.claims.plan"],
  ["a language that is none", () => tokenOf(shared, { sub, language: "de_DE!" }), "body.token.claims.language"],
];
