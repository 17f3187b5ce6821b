import { type Agent, Instant, type Session } from "@firstline/sdk/wire";
import { type Directory, sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { sameOriginOnly, sessionCookie } from "../../http/caller.ts";
import { SetupMoved } from "../../http/context.ts";
import { Refused } from "../../http/refused.ts";
import { derive, digest, randomSecret } from "../../secrets.ts";
import { budgetsSpent, secondsLeft, spendBudgets } from "../../store/budgets.ts";
import { deleteSession, insertLink, insertSession, useLink } from "../../store/credentials.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { setupGuard } from "../../store/guards.ts";
import { run } from "../../store/query.ts";
import { setPresence } from "../../store/standings.ts";
import { replayed, wholeDesk } from "./replay.ts";

const hourMs = 3_600_000;
const sessionLasts = 14 * 24 * hourMs;
const linkLasts = 72 * hourMs;

/** Wrong sign-in tokens per address and hour, and over the whole desk where addresses are not known. */
const wrongTokens = { perAddress: 20, perDesk: 1000 };

export const deskSessions = {
  "POST /v1/desk/sessions": async ({ context, body }) => {
    const { env, now, directory, address, request } = context;
    // Another site's page must not sign its visitor in as somebody of its choice.
    if (request.headers.has("origin") || request.headers.has("sec-fetch-site")) sameOriginOnly(request);
    const budget =
      address === undefined
        ? { name: "sign in", limit: wrongTokens.perDesk }
        : { name: `sign in ${await digest(address)}`, limit: wrongTokens.perAddress };
    const { spent, agentId, guard } = await run(env.DB, {
      spent: budgetsSpent(wholeDesk, [budget], now),
      agentId: useLink(await digest(body.token), now, directory.version),
      guard: setupGuard,
    });
    if (guard.version !== directory.version) throw new SetupMoved();
    const agent = agentId === undefined ? undefined : directory.agent.get(agentId);
    if (!agent) {
      if (!spent) await run(env.DB, { budget: spendBudgets(wholeDesk, [budget], now, "stay") });
      if (spent) throw new Refused("too_many_requests", { retryAfter: secondsLeft(now) });
      throw new Refused("credentials_invalid");
    }
    const token = `fls_${agent.id}_${randomSecret()}`;
    const expiresAt = now + sessionLasts;
    await run(env.DB, { session: insertSession(await digest(token), agent.id, now, expiresAt) });
    return {
      status: 201,
      body: sessionOf(directory, agent, expiresAt),
      headers: { "set-cookie": cookieOf(token, sessionLasts / 1000) },
    };
  },

  "GET /v1/desk/session": async ({ context }) => {
    const { caller, directory } = context;
    if (caller.kind !== "agent") throw new Refused("forbidden");
    const { expiresAt } = await context.read({});
    if (expiresAt === undefined) throw new Refused("credentials_invalid");
    return { status: 200, body: sessionOf(directory, caller.agent, expiresAt) };
  },

  "DELETE /v1/desk/session": async ({ context }) => {
    const { caller, env, now } = context;
    if (caller.kind !== "agent") throw new Refused("forbidden");
    await context.read({});
    await run(env.DB, {
      session: deleteSession(caller.tokenHash),
      presence: setPresence(caller.agent.id, "offline", now),
    });
    return { status: 204, body: null, headers: { "set-cookie": cookieOf("", 0) } };
  },

  "POST /v1/desk/agents/:agent/links": async ({ context, params, create }) => {
    const { env, now, directory } = context;
    const token = await derive(env.FIRSTLINE_SECRET, "sign in", create.keyHash);
    const link = `/console/#signin=${token}`;
    const { first } = await context.read({ first: firstAnswerTo(wholeDesk, create.keyHash) });
    const kept = replayed(first, create);
    if (kept !== undefined) return { status: 201, body: { link, expiresAt: Instant.parse(kept) } };
    if (!directory.agent.has(params.agent)) throw new Refused("not_found");
    const expiresAt = new Date(now + linkLasts).toISOString();
    await run(env.DB, {
      link: insertLink(await digest(token), params.agent, now + linkLasts),
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, expiresAt),
    });
    return { status: 201, body: { link, expiresAt } };
  },
} satisfies Partial<Handlers>;

const cookieOf = (value: string, seconds: number): string =>
  `${sessionCookie}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`;

function sessionOf(directory: Directory, agent: Agent, expiresAt: number): Session {
  const seen = new Set(sitesSeen(directory, agent.sites));
  const { name, tiers, teams, agents, sites } = directory.setup;
  return {
    agent,
    desk: { name },
    sites: sites
      .filter((site) => seen.has(site.id))
      .map((site) => ({
        id: site.id,
        key: site.key,
        name: site.name,
        prefix: site.prefix,
        accent: site.theme.accent,
        topics: site.topics.map(({ id, label }) => ({ id, label })),
        glossary: site.glossary ?? [],
      })),
    tiers,
    teams,
    agents: agents.map(({ id, name: agentName }) => ({ id, name: agentName })),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
