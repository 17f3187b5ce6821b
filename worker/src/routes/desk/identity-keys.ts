import { IdentityKey, type SiteSetup } from "@firstline/sdk/wire";
import { identityKeysOf, maySee } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { auditActorOf, sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { identitySecret } from "../../http/identity-token.ts";
import { Refused } from "../../http/refused.ts";
import { newId } from "../../secrets.ts";
import { insertAudit } from "../../store/audit.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { deleteIdentityKey, insertIdentityKey } from "../../store/identity-keys.ts";
import { run } from "../../store/query.ts";
import { moveVersion } from "../../store/setup.ts";
import { replayed } from "./replay.ts";

/** They are read with the set-up, so they stay few: enough for every server to have one and change it. */
const mostKeys = 20;

export const deskIdentityKeys = {
  "GET /v1/desk/sites/:site/identity-keys": async ({ context, params }) => {
    await context.read({});
    const site = siteSeen(context, params.site);
    return { status: 200, body: { items: [...identityKeysOf(context.directory, site.id)] } };
  },

  "POST /v1/desk/sites/:site/identity-keys": async ({ context, params, body, create }) => {
    const { env, directory, now } = context;
    const site = siteSeen(context, params.site);
    const { first } = await context.read({ first: firstAnswerTo(site.id, create.keyHash) });
    const kept = replayed(first, create);
    if (kept !== undefined)
      return { status: 201, body: await shown(env.FIRSTLINE_SECRET, site, IdentityKey.parse(kept)) };
    if (identityKeysOf(directory, site.id).length >= mostKeys) {
      const message = `A site has at most ${mostKeys} identity keys. Revoke one that is no longer used.`;
      throw new Refused("invalid", { issues: [{ path: "body", message }] });
    }
    const key: IdentityKey = { ...body, id: newId("idk", now), createdAt: new Date(now).toISOString() };
    await run(env.DB, {
      key: insertIdentityKey(site.id, key),
      version: moveVersion,
      audit: noted(context, site, "identity_key_made", key),
      first: insertFirstAnswer(site.id, create.keyHash, create.requestHash, 0, key),
    });
    return { status: 201, body: await shown(env.FIRSTLINE_SECRET, site, key) };
  },

  "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": async ({ context, params }) => {
    await context.read({});
    const site = siteSeen(context, params.site);
    const key = identityKeysOf(context.directory, site.id).find(({ id }) => id === params.identityKey);
    if (!key) throw new Refused("not_found");
    await run(context.env.DB, {
      key: deleteIdentityKey(site.id, key.id),
      version: moveVersion,
      audit: noted(context, site, "identity_key_revoked", key),
    });
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;

function siteSeen({ caller, directory }: DeskContext, id: string): SiteSetup {
  const site = maySee(sitesOf(caller), id) ? directory.siteById.get(id) : undefined;
  if (!site) throw new Refused("not_found");
  return site;
}

const noted = (
  { caller, now }: DeskContext,
  site: SiteSetup,
  kind: "identity_key_made" | "identity_key_revoked",
  { id, name }: IdentityKey,
) => insertAudit(auditActorOf(caller), { kind, site: site.id, key: id, name }, now, site.id);

/** A new key with its secret, if it has one that the site does not know yet. */
const shown = async (deskSecret: string, { id }: SiteSetup, key: IdentityKey) => ({
  key,
  ...(key.algorithm === "HS256" && { secret: await identitySecret(deskSecret, id, key.id) }),
});
