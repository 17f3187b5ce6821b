import type { OidcProvider } from "@firstline/sdk/wire";
import type { Handlers } from "../../http/bind.ts";
import { auditActorOf } from "../../http/caller.ts";
import { type Context, ownOrigin } from "../../http/context.ts";
import type { OidcParty } from "../../http/oidc.ts";
import { Refused } from "../../http/refused.ts";
import { seal, unseal } from "../../secrets.ts";
import { insertAudit } from "../../store/audit.ts";
import { allOidcSecrets, deleteOidcSecret, putOidcSecret, type SealedSecret } from "../../store/oidc.ts";
import { run } from "../../store/query.ts";

/** Binds the answer of an issuer to the browser that asked. */
export const oidcCookieName = "__Host-firstline-oidc";

export const oidcCookie = (value: string, seconds: number): string =>
  `${oidcCookieName}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`;

export const deskOidc = {
  "GET /v1/desk/oidc": async ({ context }) => {
    const { secrets } = await context.read({ secrets: allOidcSecrets });
    const providers = context.directory.setup.signIn?.oidc ?? [];
    const items = providers.map(async (provider) => {
      const { secret, redirectUri } = await partyOf(context, provider, secrets);
      const setAt = secrets.find((one) => one.provider === provider.id)?.setAt;
      const secretSetAt = secret === undefined || setAt === undefined ? null : new Date(setAt).toISOString();
      return { ...provider, secretSetAt, redirectUri };
    });
    return { status: 200, body: { items: await Promise.all(items) } };
  },

  "PUT /v1/desk/oidc/:provider/secret": async ({ context, params, body }) => {
    const { env, now, caller } = context;
    await context.read({});
    const provider = providerNamed(context, params.provider);
    const sealed = await seal(body.secret, env.FIRSTLINE_SECRET, ...sealedFor(provider));
    await run(env.DB, {
      secret: putOidcSecret({ provider: provider.id, sealed, setAt: now }),
      audit: insertAudit(auditActorOf(caller), { kind: "oidc_secret_set", provider: provider.id }, now),
    });
    return { status: 204, body: null };
  },

  "DELETE /v1/desk/oidc/:provider/secret": async ({ context, params }) => {
    const { env, now, caller } = context;
    await context.read({});
    const provider = providerNamed(context, params.provider);
    await run(env.DB, {
      secret: deleteOidcSecret(provider.id),
      audit: insertAudit(auditActorOf(caller), { kind: "oidc_secret_removed", provider: provider.id }, now),
    });
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;

function providerNamed({ directory }: Context, id: string): OidcProvider {
  const provider = directory.setup.signIn?.oidc.find((one) => one.id === id);
  if (!provider) throw new Refused("not_found");
  return provider;
}

/** A secret opens for its own issuer and client alone: whoever points the provider elsewhere does not send it there. */
const sealedFor = ({ id, issuer, clientId }: OidcProvider): string[] => ["oidc", id, issuer, clientId];

/** The desk as the client of a provider, with the secret that it has for it. */
export async function partyOf(
  context: Context,
  provider: OidcProvider,
  secrets: readonly SealedSecret[],
): Promise<OidcParty> {
  const deskSecret = context.env.FIRSTLINE_SECRET;
  const sealed = secrets.find((one) => one.provider === provider.id)?.sealed;
  return {
    provider,
    secret: sealed === undefined ? undefined : await unseal(sealed, deskSecret, ...sealedFor(provider)),
    redirectUri: `${ownOrigin(context)}/console/`,
    deskSecret,
  };
}
