import { Key } from "@firstline/sdk/wire";
import { type StoredKey, sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { auditActorOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { dismiss } from "../../live/publish.ts";
import { derive, digest, newId } from "../../secrets.ts";
import { insertAudit } from "../../store/audit.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { run } from "../../store/query.ts";
import { deleteKey, insertKey, moveVersion } from "../../store/setup.ts";
import { replayed, wholeDesk } from "./replay.ts";

export const deskKeys = {
  "GET /v1/desk/keys": async ({ context }) => {
    await context.read({});
    return { status: 200, body: { items: context.directory.keys.map(shown) } };
  },

  "POST /v1/desk/keys": async ({ context, body, create }) => {
    const { env, now, caller } = context;
    const secret = `fls_key_${await derive(env.FIRSTLINE_SECRET, "key", create.keyHash)}`;
    const { first } = await context.read({ first: firstAnswerTo(wholeDesk, create.keyHash) });
    const kept = replayed(first, create);
    if (kept !== undefined) return { status: 201, body: { key: Key.parse(kept), secret } };
    const stored: StoredKey = { ...body, id: newId("key", now), secretHash: await digest(secret), createdAt: now };
    const key = shown(stored);
    await run(env.DB, {
      key: insertKey(stored),
      version: moveVersion,
      audit: insertAudit(auditActorOf(caller), { kind: "key_made", key: key.id, ...body }, now),
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, key),
    });
    return { status: 201, body: { key, secret } };
  },

  "DELETE /v1/desk/keys/:key": async ({ context, params }) => {
    const { env, directory, now, caller } = context;
    await context.read({});
    const key = directory.keys.find(({ id }) => id === params.key);
    if (!key) throw new Refused("not_found");
    await run(env.DB, {
      key: deleteKey(key.id),
      version: moveVersion,
      audit: insertAudit(auditActorOf(caller), { kind: "key_revoked", key: key.id, name: key.name }, now),
    });
    context.defer(dismiss(env.ROOMS, sitesSeen(directory, key.sites), { agents: [], hashes: [key.secretHash] }));
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;

const shown = ({ id, name, scopes, sites, createdAt }: StoredKey): Key => ({
  id,
  name,
  scopes,
  sites,
  createdAt: new Date(createdAt).toISOString(),
});
