import { Passkey } from "@firstline/sdk/wire";
import type { Handlers } from "../../http/bind.ts";
import { type AgentCaller, auditActorOf } from "../../http/caller.ts";
import { type DeskContext, ownOrigin } from "../../http/context.ts";
import { algorithms, CHALLENGE_LASTS, challengeIn, registeredPasskey, relyingParty } from "../../http/passkeys.ts";
import { Refused } from "../../http/refused.ts";
import { digest, newId, randomSecret } from "../../secrets.ts";
import { insertAudit } from "../../store/audit.ts";
import { insertChallenge, takeChallenge } from "../../store/challenges.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { deletePasskey, insertPasskey, passkeysOf, renamePasskey, type StoredPasskey } from "../../store/passkeys.ts";
import { run } from "../../store/query.ts";
import { handleOf } from "./arrivals.ts";
import { replayed, wholeDesk } from "./replay.ts";

/** Enough for every device and a few keys in a drawer. */
const mostPasskeys = 20;

export const deskPasskeys = {
  "GET /v1/desk/passkeys": async ({ context }) => {
    const { agent } = agentOnly(context);
    const { passkeys } = await context.read({ passkeys: passkeysOf(agent.id) });
    return { status: 200, body: { items: passkeys.map(shown) } };
  },

  "POST /v1/desk/passkeys/options": async ({ context }) => {
    const { env, now, directory } = context;
    const { agent } = agentOnly(context);
    const { passkeys } = await context.read({ passkeys: passkeysOf(agent.id) });
    requireRoom(passkeys);
    const challenge = randomSecret();
    await run(env.DB, {
      challenge: insertChallenge(await digest(challenge), "add passkey", agent.id, now + CHALLENGE_LASTS),
    });
    return {
      status: 200,
      body: {
        rp: { id: relyingParty(ownOrigin(context)).id, name: directory.setup.name },
        user: { id: handleOf(agent), name: agent.email, displayName: agent.name },
        challenge,
        pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key" as const, alg })),
        timeout: CHALLENGE_LASTS,
        excludeCredentials: passkeys.map(({ credential }) => ({ type: "public-key" as const, id: credential })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        attestation: "none",
      },
    };
  },

  "POST /v1/desk/passkeys": async ({ context, body, create }) => {
    const { env, now, directory } = context;
    const caller = agentOnly(context);
    const { agent } = caller;
    const challenge = challengeIn(body.credential.response.clientDataJSON) ?? "";
    const { first, passkeys } = await context.read({
      first: firstAnswerTo(wholeDesk, create.keyHash),
      passkeys: passkeysOf(agent.id),
    });
    const kept = replayed(first, create);
    if (kept !== undefined) return { status: 201, body: Passkey.parse(kept) };
    requireRoom(passkeys);
    const { asked } = await run(env.DB, {
      asked: takeChallenge(await digest(challenge), "add passkey", now, directory.version),
    });
    const made =
      asked === agent.id
        ? await registeredPasskey(body.credential, challenge, relyingParty(ownOrigin(context)))
        : undefined;
    if (!made) {
      const message = "This does not answer a challenge of this desk. Ask for another one.";
      throw new Refused("invalid", { issues: [{ path: "body.credential", message }] });
    }
    const { name } = body;
    const stored: StoredPasskey = {
      ...made,
      id: newId("psk", now),
      agentId: agent.id,
      name,
      createdAt: now,
      usedAt: null,
    };
    await run(env.DB, {
      passkey: insertPasskey(stored),
      audit: insertAudit(auditActorOf(caller), { kind: "passkey_added", name }, now),
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, shown(stored)),
    });
    return { status: 201, body: shown(stored) };
  },

  "PATCH /v1/desk/passkeys/:passkey": async ({ context, params, body }) => {
    const passkey = await own(context, params.passkey);
    await run(context.env.DB, { renamed: renamePasskey(passkey.id, body.name) });
    return { status: 200, body: shown({ ...passkey, name: body.name }) };
  },

  "DELETE /v1/desk/passkeys/:passkey": async ({ context, params }) => {
    const { id, name } = await own(context, params.passkey);
    await run(context.env.DB, {
      passkey: deletePasskey(id),
      audit: insertAudit(auditActorOf(context.caller), { kind: "passkey_removed", name }, context.now),
    });
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;

/** Programs have no passkeys. */
function agentOnly({ caller }: DeskContext): AgentCaller {
  if (caller.kind !== "agent") throw new Refused("forbidden");
  return caller;
}

async function own(context: DeskContext, id: string): Promise<StoredPasskey> {
  const { agent } = agentOnly(context);
  const { passkeys } = await context.read({ passkeys: passkeysOf(agent.id) });
  const passkey = passkeys.find((one) => one.id === id);
  if (!passkey) throw new Refused("not_found");
  return passkey;
}

function requireRoom(passkeys: readonly StoredPasskey[]): void {
  if (passkeys.length < mostPasskeys) return;
  const message = `You have ${mostPasskeys} passkeys, which are the most. Remove one that you no longer use.`;
  throw new Refused("invalid", { issues: [{ path: "body", message }] });
}

const shown = ({ id, name, createdAt, usedAt }: StoredPasskey): Passkey => ({
  id,
  name,
  createdAt: new Date(createdAt).toISOString(),
  usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
});
