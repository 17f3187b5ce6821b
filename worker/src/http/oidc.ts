import type { OidcProvider, OidcReturn } from "@firstline/sdk/wire";
import {
  type AuthorizationServer,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discoveryRequest,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from "oauth4webapi";
import { derive } from "../secrets.ts";
import { DialFailed, type Dialled, dial } from "./dial.ts";
import { Refused } from "./refused.ts";

/** A provider as the desk is its client. `secret` is the client secret; without one it is a public client. */
export interface OidcParty {
  readonly provider: OidcProvider;
  readonly secret?: string | undefined;
  readonly redirectUri: string;
  readonly deskSecret: string;
}

/** Who somebody is by an issuer's word. */
export interface OidcPerson {
  readonly subject: string;
  /** Their address in lower case, if the issuer has made sure that it is theirs. */
  readonly email: string | undefined;
}

const bounded = { [customFetch]: (address: string, asked: Dialled) => dial(address, asked) };

/**
 * Where to send a browser. Nonce and PKCE verifier are derived from the state, so that nothing secret is stored. The
 * answer is asked for in the fragment, where no server and no log sees the code, unless the issuer says it cannot.
 */
export async function oidcAddress({ provider, redirectUri, deskSecret }: OidcParty, state: string): Promise<string> {
  const server = await discovered(provider);
  if (server.authorization_endpoint === undefined) throw new Refused("issuer_unreachable", { retryAfter: 60 });
  const modes = server.response_modes_supported ?? ["fragment"];
  const address = new URL(server.authorization_endpoint);
  const parameters = {
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: "openid email",
    state,
    nonce: await derive(deskSecret, "oidc nonce", state),
    code_challenge: await calculatePKCECodeChallenge(await derive(deskSecret, "oidc verifier", state)),
    code_challenge_method: "S256",
    ...(modes.includes("fragment") && { response_mode: "fragment" }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}

/**
 * Who came back from an issuer; undefined if what they brought does not prove it. The token is one that the issuer signed
 * with a key of its own, for this client and this very sign-in.
 */
export async function oidcPerson(
  { provider, secret, redirectUri, deskSecret }: OidcParty,
  { state, code, iss }: OidcReturn,
): Promise<OidcPerson | undefined> {
  const server = await discovered(provider);
  const client: Client = { client_id: provider.clientId, [clockTolerance]: 30 };
  try {
    const returned = new URLSearchParams({ state, code, ...(iss !== undefined && { iss }) });
    const parameters = validateAuthResponse(server, client, returned, state);
    const verifier = await derive(deskSecret, "oidc verifier", state);
    const response = await authorizationCodeGrantRequest(
      server,
      client,
      clientAuth(server, secret),
      parameters,
      redirectUri,
      verifier,
      bounded,
    );
    const tokens = await processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: await derive(deskSecret, "oidc nonce", state),
      requireIdToken: true,
    });
    await validateApplicationLevelSignature(server, response, bounded);
    const claims = getValidatedIdTokenClaims(tokens);
    if (!claims) return undefined;
    const { sub, email, email_verified: isVerified } = claims;
    return { subject: sub, email: isVerified === true && typeof email === "string" ? email.toLowerCase() : undefined };
  } catch (error) {
    if (error instanceof DialFailed) throw new Refused("issuer_unreachable", { retryAfter: 60 });
    return undefined;
  }
}

/** What the issuer says of itself, which has to be itself. */
async function discovered({ issuer }: OidcProvider): Promise<AuthorizationServer> {
  try {
    const address = new URL(issuer);
    return await processDiscoveryResponse(address, await discoveryRequest(address, bounded));
  } catch {
    throw new Refused("issuer_unreachable", { retryAfter: 60 });
  }
}

/** The first of the ways to show a secret that the issuer takes; by OpenID Connect Discovery that is the header's. */
function clientAuth(server: AuthorizationServer, secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const taken = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  return taken.includes("client_secret_basic") ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}
