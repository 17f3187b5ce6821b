import { base64url, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { vi } from "vitest";
import { randomSecret } from "../src/secrets.ts";

/** What an issuer may get wrong, or leave out. */
export interface Oddities {
  /** Changes the claims of the token; a claim that is undefined is left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Changes what it says of itself. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** How the token is signed: with a key that it does not show, with the client's secret, or not at all. */
  readonly signed?: "with another key" | "with the secret" | "not";
  /** How it answers in place of what it should. */
  readonly answers?: (path: string) => Response | undefined;
}

/** A grant that somebody has given at the issuer. */
interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** Takes the network's place: there is an OpenID Connect issuer at an address, and nothing else anywhere. */
export async function standInIssuer(issuer = "https://id.test", clientId = "firstline") {
  const [shown, hidden] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  const grants = new Map<string, Grant>();
  const dialled: { readonly path: string; readonly headers: Headers }[] = [];
  let oddities: Oddities = {};

  const token = async (claims: JWTPayload): Promise<string> => {
    const header = { alg: "ES256", kid: "one" };
    switch (oddities.signed) {
      case "not":
        return `${base64url.encode('{"alg":"none"}')}.${base64url.encode(JSON.stringify(claims))}.`;
      case "with the secret":
        return new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode("x".repeat(32)));
      case "with another key":
        return new SignJWT(claims).setProtectedHeader(header).sign(hidden.privateKey);
      default:
        return new SignJWT(claims).setProtectedHeader(header).sign(shown.privateKey);
    }
  };

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    authorization_response_iss_parameter_supported: true,
    ...oddities.metadata,
  });

  const answer = async (request: Request): Promise<Response> => {
    const { origin, pathname } = new URL(request.url);
    dialled.push({ path: pathname, headers: request.headers });
    const odd = oddities.answers?.(pathname);
    if (odd) return odd;
    if (origin !== issuer) throw new TypeError("There is no such host");
    if (pathname === "/.well-known/openid-configuration") return Response.json(metadata());
    if (pathname === "/keys") {
      return Response.json({ keys: [{ ...(await exportJWK(shown.publicKey)), kid: "one", alg: "ES256", use: "sig" }] });
    }
    const form = new URLSearchParams(await request.text());
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    const verifier = new TextEncoder().encode(form.get("code_verifier") ?? "");
    const hashed = base64url.encode(new Uint8Array(await crypto.subtle.digest("SHA-256", verifier)));
    if (!grant || grant.challenge !== hashed || grant.redirectUri !== form.get("redirect_uri")) {
      return Response.json({ error: "invalid_grant" }, { status: 400 });
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: "user-1",
      email: "ann@desk.test",
      email_verified: true,
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      ...oddities.claims,
    };
    return Response.json({ access_token: randomSecret(), token_type: "Bearer", id_token: await token(claims) });
  };
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => answer(new Request(input, init)));

  return {
    /** Every request so far. */
    dialled,
    /** What it gets wrong from now on. */
    be(next: Oddities): void {
      oddities = next;
    },
    /** Somebody agrees at the address where the desk has sent them: what their browser brings back. */
    agree(address: string) {
      const asked = new URL(address).searchParams;
      const code = randomSecret();
      grants.set(code, {
        nonce: asked.get("nonce") ?? "",
        challenge: asked.get("code_challenge") ?? "",
        redirectUri: asked.get("redirect_uri") ?? "",
      });
      return { state: asked.get("state") ?? "", code, iss: issuer };
    },
  };
}
