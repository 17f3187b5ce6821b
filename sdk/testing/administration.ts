import { IdentityKey, Key, type Setup, type SiteSetup } from "@firstline/sdk/wire";
import { versioned } from "../../worker/src/domain/contract-versions.ts";
import { identityKeysOf, maySee, type StoredKey, sitesSeen } from "../../worker/src/domain/directory.ts";
import { rewordedIssues, setupIssues } from "../../worker/src/domain/setup.ts";
import { setupDiff } from "../../worker/src/domain/setup-diff.ts";
import { sitesOf } from "../../worker/src/http/caller.ts";
import { identitySecret } from "../../worker/src/http/identity-token.ts";
import { settled } from "../../worker/src/http/place.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import { derive, digest, newId } from "../../worker/src/secrets.ts";
import type { DeskContext, Handlers } from "./door.ts";
import { keyOf, type Memory, replaceKeys, replaceSetup } from "./memory.ts";
import { once } from "./shell.ts";

/** What belongs to the whole desk is kept under this in place of a site. */
const wholeDesk = "desk";

const mostIdentityKeys = 20;

export const administration = {
  "GET /v1/desk/setup": ({ context }) => {
    const { version, setup } = context.memory.directory;
    return { status: 200, body: { version, setup }, etag: `"${version}"` };
  },

  "PUT /v1/desk/setup": ({ context, body, version }) => {
    const { memory } = context;
    if (version !== memory.directory.version) throw new Refused("version_mismatch");
    requireSound(memory, body);
    replaceSetup(memory, body, version + 1);
    return { status: 200, body: { version: version + 1, setup: memory.directory.setup }, etag: `"${version + 1}"` };
  },

  "POST /v1/desk/setup/diff": ({ context, body }) => {
    const { memory } = context;
    const { directory, contracts } = memory;
    requireSound(memory, body);
    const { changed } = versioned(body.contracts, body.calendars, contracts);
    const { version, setup } = directory;
    return { status: 200, body: { version, changes: setupDiff(setup, body), contracts: [...changed] } };
  },

  "GET /v1/desk/sites/:site/consents": ({ context, params }) => {
    const { memory, caller } = context;
    if (sitesSeen(memory.directory, sitesOf(caller), params.site).length === 0) throw new Refused("not_found");
    const own = [...memory.consents].filter(([key]) => key.startsWith(keyOf(params.site, "")));
    return { status: 200, body: { items: own.map(([, consent]) => consent) } };
  },

  "GET /v1/desk/keys": ({ context }) => ({
    status: 200,
    body: { items: context.memory.directory.keys.map(shownKey) },
  }),

  "POST /v1/desk/keys": async ({ context, body, create }) => {
    const { memory } = context;
    const secret = `fls_key_${await derive(memory.secret, "key", create.keyHash)}`;
    const secretHash = await digest(secret);
    const work = (): Key => {
      const stored: StoredKey = { ...body, id: newId("key", memory.now), secretHash, createdAt: memory.now };
      replaceKeys(memory, { keys: [...memory.directory.keys, stored] });
      return shownKey(stored);
    };
    const key = settled(once(context, wholeDesk, create, work, (kept) => Key.parse(kept)));
    return { status: 201, body: { key, secret } };
  },

  "DELETE /v1/desk/keys/:key": ({ context, params }) => {
    const { memory } = context;
    const keys = memory.directory.keys.filter(({ id }) => id !== params.key);
    if (keys.length === memory.directory.keys.length) throw new Refused("not_found");
    replaceKeys(memory, { keys });
    return { status: 204, body: null };
  },

  "GET /v1/desk/sites/:site/identity-keys": ({ context, params }) => {
    const site = siteSeen(context, params.site);
    return { status: 200, body: { items: [...identityKeysOf(context.memory.directory, site.id)] } };
  },

  "POST /v1/desk/sites/:site/identity-keys": async ({ context, params, body, create }) => {
    const { memory } = context;
    const site = siteSeen(context, params.site);
    const work = (): IdentityKey => {
      if (identityKeysOf(memory.directory, site.id).length >= mostIdentityKeys) {
        const message = `A site has at most ${mostIdentityKeys} identity keys. Revoke one that is no longer used.`;
        throw new Refused("invalid", { issues: [{ path: "body", message }] });
      }
      const key: IdentityKey = { ...body, id: newId("idk", memory.now), createdAt: new Date(memory.now).toISOString() };
      const { identityKeys } = memory.directory;
      replaceKeys(memory, { identityKeys: [...identityKeys, { siteId: site.id, key }] });
      return key;
    };
    const key = settled(once(context, site.id, create, work, (kept) => IdentityKey.parse(kept)));
    const secret = key.algorithm === "HS256" ? await identitySecret(memory.secret, site.id, key.id) : undefined;
    return { status: 201, body: { key, ...(secret !== undefined && { secret }) } };
  },

  "DELETE /v1/desk/sites/:site/identity-keys/:identityKey": ({ context, params }) => {
    const { memory } = context;
    const site = siteSeen(context, params.site);
    const { identityKeys } = memory.directory;
    const left = identityKeys.filter(({ siteId, key }) => siteId !== site.id || key.id !== params.identityKey);
    if (left.length === identityKeys.length) throw new Refused("not_found");
    replaceKeys(memory, { identityKeys: left });
    return { status: 204, body: null };
  },
} satisfies Handlers;

/** Refuses a set-up that could not be worked with, with a sentence for each thing that is wrong. */
function requireSound({ consents }: Memory, setup: Setup): void {
  const reworded = setup.sites.filter(({ id, consent }) => {
    const known = consent && consents.get(keyOf(id, consent.version));
    return known && known.text !== consent.text;
  });
  const found = [
    ...setupIssues(setup),
    ...rewordedIssues(
      setup,
      reworded.map(({ id }) => id),
    ),
  ];
  const issues = found.map(({ path, message }) => ({ path: `body.${path}`, message }));
  if (issues.length > 0) throw new Refused("invalid", { issues });
}

const shownKey = ({ id, name, scopes, sites, createdAt }: StoredKey): Key => ({
  id,
  name,
  scopes,
  sites,
  createdAt: new Date(createdAt).toISOString(),
});

function siteSeen({ caller, memory }: DeskContext, id: string): SiteSetup {
  const site = maySee(sitesOf(caller), id) ? memory.directory.siteById.get(id) : undefined;
  if (!site) throw new Refused("not_found");
  return site;
}
