import type { Agent, OidcReturn, PasskeyAssertion, SignIn, SignInMethod } from "@firstline/sdk/wire";
import { cookie } from "../../http/caller.ts";
import { type Context, ownOrigin, SetupMoved } from "../../http/context.ts";
import { oidcPerson } from "../../http/oidc.ts";
import { challengeIn, provenPasskey, relyingParty } from "../../http/passkeys.ts";
import { base64url, digest } from "../../secrets.ts";
import { type Budget, budgetsSpent } from "../../store/budgets.ts";
import { takeChallenge } from "../../store/challenges.ts";
import { setupGuard } from "../../store/guards.ts";
import { agentOfSubject, allOidcSecrets, insertSubject } from "../../store/oidc.ts";
import { passkeyByCredential, usePasskey } from "../../store/passkeys.ts";
import { type Queries, run, runBoth } from "../../store/query.ts";
import { useLink } from "../../store/sessions.ts";
import { oidcCookieName, partyOf } from "./oidc.ts";
import { wholeDesk } from "./replay.ts";

/** An agent who has proven who they are, by which way, and what is to be written along with their session. */
export interface Arrival {
  readonly agent: Agent;
  readonly method: SignInMethod;
  readonly provider?: string;
  readonly writes: Queries;
}

/** By which way somebody wants in. */
export const methodOf = (body: SignIn): SignInMethod =>
  "token" in body ? "link" : "passkey" in body ? "passkey" : "oidc";

/** What became of somebody who wants in: undefined if it is not proven who they are. */
export interface Arrived {
  readonly arrival: Arrival | "nobody here" | undefined;
  /** Whether the budget of failures is spent. */
  readonly spent: boolean;
}

/** Who is there. What proves it is used up. */
export function arrive(context: Context, body: SignIn, failures: Budget): Promise<Arrived> {
  if ("token" in body) return byLink(context, body.token, failures);
  return "passkey" in body ? byPasskey(context, body.passkey, failures) : byOidc(context, body.oidc, failures);
}

/** Runs queries together with what every way in asks; what they take under a set-up that has moved they have not taken. */
async function ask<Set extends Queries>({ env, directory, now }: Context, failures: Budget, queries: Set) {
  const [results, { guard, spent }] = await runBoth(env.DB, queries, {
    guard: setupGuard,
    spent: budgetsSpent(wholeDesk, [failures], now),
  });
  if (guard.version !== directory.version) throw new SetupMoved();
  return { ...results, spent };
}

async function byLink(context: Context, token: string, failures: Budget): Promise<Arrived> {
  const { now, directory } = context;
  const { agentId, spent } = await ask(context, failures, {
    agentId: useLink(await digest(token), now, directory.version),
  });
  const agent = agentId === undefined ? undefined : directory.agent.get(agentId);
  return { arrival: agent && { agent, method: "link", writes: {} }, spent };
}

async function byPasskey(context: Context, assertion: PasskeyAssertion, failures: Budget): Promise<Arrived> {
  const { now, directory } = context;
  const challenge = challengeIn(assertion.response.clientDataJSON) ?? "";
  const { asked, passkey, spent } = await ask(context, failures, {
    asked: takeChallenge(await digest(challenge), "passkey", now, directory.version),
    passkey: passkeyByCredential(assertion.id),
  });
  const agent = passkey && directory.agent.get(passkey.agentId);
  const { userHandle } = assertion.response;
  // The handle is what the desk gave the device for this agent; another one is another's passkey.
  if (asked === undefined || !agent || userHandle !== handleOf(agent)) return { arrival: undefined, spent };
  const counter = await provenPasskey(assertion, passkey, challenge, relyingParty(ownOrigin(context)));
  if (counter === undefined) return { arrival: undefined, spent };
  return { arrival: { agent, method: "passkey", writes: { passkey: usePasskey(passkey, counter, now) } }, spent };
}

/** What a device knows an agent by: nothing that tells who they are. */
export const handleOf = ({ id }: Agent): string => base64url(new TextEncoder().encode(id));

async function byOidc(context: Context, returned: OidcReturn, failures: Budget): Promise<Arrived> {
  const { env, now, directory, request } = context;
  const { asked, secrets, spent } = await ask(context, failures, {
    asked: takeChallenge(await digest(returned.state), "oidc", now, directory.version),
    secrets: allOidcSecrets,
  });
  const [id, browser] = asked?.split(" ") ?? [];
  const provider = directory.setup.signIn?.oidc.find((one) => one.id === id);
  const own = cookie(request.headers, oidcCookieName);
  if (!provider || own === undefined || (await digest(own)) !== browser) return { arrival: undefined, spent };
  const person = await oidcPerson(await partyOf(context, provider, secrets), returned);
  if (!person) return { arrival: undefined, spent };
  const { subject, email } = person;
  const { known } = await run(env.DB, { known: agentOfSubject(provider.issuer, subject) });
  const agent =
    known === undefined
      ? directory.setup.agents.find((one) => one.email.toLowerCase() === email)
      : directory.agent.get(known);
  if (!agent) return { arrival: "nobody here", spent };
  const writes = { subject: insertSubject(provider.issuer, subject, agent.id) };
  return { arrival: { agent, method: "oidc", provider: provider.id, writes }, spent };
}
