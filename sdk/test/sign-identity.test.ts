import { inspect } from "node:util";
import { exportJWK, generateKeyPair, importJWK, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { IdentityError, type SignIdentityOptions, signIdentity } from "../src/identity.ts";
import { IdentityClaims, IdentityHeader } from "../src/wire/index.ts";

const secret = `fls_idk_${"k".repeat(43)}`;
const common = { keyId: "idk_1", site: "pk_shopshop", user: { id: "user-1" } };
const bytes = new TextEncoder().encode(secret);
const { publicKey, privateKey } = await generateKeyPair("Ed25519", { extractable: true });
const jwk = await exportJWK(privateKey);

describe("what it signs, another library reads", () => {
  test.each<[string, SignIdentityOptions, string, CryptoKey | Uint8Array]>([
    ["HS256", { ...common, secret }, "HS256", bytes],
    ["EdDSA with a CryptoKey", { ...common, privateKey }, "EdDSA", publicKey],
    ["EdDSA with a JWK", { ...common, privateKey: jwk }, "EdDSA", publicKey],
    [
      "EdDSA with a JWK that says more of itself",
      { ...common, privateKey: { ...jwk, alg: "EdDSA", use: "sig", key_ops: ["sign"], ext: true } },
      "EdDSA",
      publicKey,
    ],
  ])("%s", async (_, options, algorithm, key) => {
    const token = await signIdentity(options);
    const { payload, protectedHeader } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      audience: "pk_shopshop",
      subject: "user-1",
    });
    expect(IdentityHeader.parse(protectedHeader)).toEqual({ alg: algorithm, kid: "idk_1" });
    expect(IdentityClaims.parse(payload)).toMatchObject({ sub: "user-1", aud: "pk_shopshop" });
  });

  test("a key that another program has made", async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const token = await signIdentity({ ...common, privateKey: await crypto.subtle.exportKey("jwk", pair.privateKey) });
    const { x } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const known = await importJWK({ kty: "OKP", crv: "Ed25519", x: x ?? "" }, "EdDSA");
    expect((await jwtVerify(token, known)).payload.sub).toBe("user-1");
  });
});

const claimsOf = async (options: Partial<SignIdentityOptions> = {}) =>
  (await jwtVerify(await signIdentity({ ...common, secret, ...options } as SignIdentityOptions), bytes)).payload;

describe("the claims", () => {
  test("say all of a user, in any letters", async () => {
    const user = {
      id: "Ólafur 🐦",
      name: "Зоя",
      email: "zoya@example.test",
      emailVerified: true,
      plan: "gold",
      language: "uk",
    };
    expect(await claimsOf({ user })).toMatchObject({
      sub: "Ólafur 🐦",
      name: "Зоя",
      email: "zoya@example.test",
      email_verified: true,
      plan: "gold",
      language: "uk",
    });
  });

  test("leave out what is not said, and take away what is nothing", async () => {
    const claims = await claimsOf({ user: { id: "1", name: undefined, email: "", plan: null } });
    expect(claims).toMatchObject({ email: null, plan: null });
    expect(Object.keys(claims).sort()).toEqual(["aud", "email", "exp", "iat", "jti", "plan", "sub"]);
  });

  test("last five minutes, or as long as is said", async () => {
    const lasts = async (expiresIn?: number) => {
      const { exp = 0, iat = 0 } = await claimsOf({ expiresIn });
      return exp - iat;
    };
    expect([await lasts(), await lasts(1), await lasts(3_600)]).toEqual([300, 1, 3_600]);
  });

  test("are never the same twice", async () => {
    expect(await signIdentity({ ...common, secret })).not.toBe(await signIdentity({ ...common, secret }));
  });
});

const publicJwk = await exportJWK(publicKey);
const hmac = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

describe("what it refuses, by its code and without telling the secret", () => {
  test.each<[string, object, string]>([
    ["no user", { user: {} }, "user"],
    ["an empty user", { user: { id: "" } }, "user"],
    ["a blank user", { user: { id: "  " } }, "user"],
    ["a user that is a number", { user: { id: 4711 } }, "user"],
    ["a user that is missing", { user: { id: String(undefined) } }, "user"],
    ["more than an hour", { expiresIn: 3_601 }, "expiresIn"],
    ["no time", { expiresIn: 0 }, "expiresIn"],
    ["no number", { expiresIn: Number.NaN }, "expiresIn"],
    ["an empty secret", { secret: "" }, "key"],
    ["a short secret", { secret: "secret" }, "key"],
    ["nothing to sign with", { secret: undefined }, "key"],
    ["a public key", { secret: undefined, privateKey: publicKey }, "key"],
    ["a public JWK", { secret: undefined, privateKey: publicJwk }, "key"],
    ["a key of another kind", { secret: undefined, privateKey: hmac }, "key"],
    ["a broken JWK", { secret: undefined, privateKey: { ...jwk, d: "AAAA" } }, "key"],
  ])("%s", async (_, change, code) => {
    const options = { ...common, secret, ...change } as SignIdentityOptions;
    const error = await signIdentity(options).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(IdentityError);
    expect(error).toMatchObject({ name: "IdentityError", code });
    const text = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    for (const hidden of [secret, jwk.d ?? ""]) expect(text).not.toContain(hidden);
  });
});
