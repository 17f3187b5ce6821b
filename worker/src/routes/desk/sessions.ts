import { type Agent, Instant, type Session } from "@firstline/sdk/wire";
import { browserName } from "../../domain/browser-name.ts";
import { type Directory, maySee, sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { clientBudget, overBudget } from "../../http/budget.ts";
import { agentActor, auditActorOf, type DeskCaller, sessionCookie } from "../../http/caller.ts";
import type { Context, DeskContext } from "../../http/context.ts";
import { Refused } from "../../http/refused.ts";
import { dismiss } from "../../live/publish.ts";
import { derive, digest, randomSecret } from "../../secrets.ts";
import { countFailedSignIn, insertAudit } from "../../store/audit.ts";
import { spendBudgets } from "../../store/budgets.ts";
import { firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { run } from "../../store/query.ts";
import {
  deleteSession,
  deleteSessions,
  insertLink,
  insertSession,
  type StoredSession,
  sessionsOf,
} from "../../store/sessions.ts";
import { setPresence } from "../../store/standings.ts";
import { arrive, methodOf } from "./arrivals.ts";
import { replayed, wholeDesk } from "./replay.ts";
import { ownPageOnly } from "./sign-in.ts";

const hourMs = 3_600_000;
const sessionLasts = 14 * 24 * hourMs;
const linkLasts = 72 * hourMs;

/** How often one may fail to sign in, in an hour. */
const failures = { perClient: 20, perDesk: 1_000 };

export const deskSessions = {
  "POST /v1/desk/sessions": async ({ context, body }) => {
    const { env, now, directory, request } = context;
    ownPageOnly(context);
    const method = methodOf(body);
    const budget = await clientBudget(context, "sign in", failures);
    const { arrival, spent } = await arrive(context, body, budget);
    // What proves somebody is always taken, however many others fail: it cannot be guessed.
    if (arrival === undefined || arrival === "nobody here") {
      if (spent) throw overBudget(context);
      await run(env.DB, {
        budget: spendBudgets(wholeDesk, [budget], now, "stay"),
        failed: countFailedSignIn(method, now),
      });
      throw new Refused(arrival ? "agent_unknown" : "credentials_invalid");
    }
    const { agent, provider, writes } = arrival;
    const token = `fls_${agent.id}_${randomSecret()}`;
    const expiresAt = now + sessionLasts;
    await run(env.DB, {
      ...writes,
      session: insertSession({
        tokenHash: await digest(token),
        agentId: agent.id,
        method,
        browser: browserName(request.headers.get("user-agent") ?? ""),
        createdAt: now,
        expiresAt,
      }),
      audit: insertAudit(
        agentActor(agent),
        { kind: "signed_in", method, ...(provider !== undefined && { provider }) },
        now,
      ),
    });
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
      audit: sessionsEnded(context, caller.agent, 1),
    });
    hangUp(context, caller.agent, [caller]);
    return { status: 204, body: null, headers: { "set-cookie": cookieOf("", 0) } };
  },

  "GET /v1/desk/sessions": async ({ context }) => {
    const { caller, now } = context;
    if (caller.kind !== "agent") throw new Refused("forbidden");
    const { sessions } = await context.read({ sessions: sessionsOf(caller.agent.id, now) });
    return { status: 200, body: { items: sessions.map((session) => shown(session, caller)) } };
  },

  "DELETE /v1/desk/sessions": async ({ context }) => {
    const { caller } = context;
    if (caller.kind !== "agent") throw new Refused("forbidden");
    await endSessions(context, caller.agent, ({ tokenHash }) => tokenHash !== caller.tokenHash);
    return { status: 204, body: null };
  },

  "DELETE /v1/desk/sessions/:session": async ({ context, params }) => {
    const { caller } = context;
    if (caller.kind !== "agent") throw new Refused("forbidden");
    const ended = await endSessions(context, caller.agent, ({ id }) => id === params.session);
    if (ended === 0) throw new Refused("not_found");
    return { status: 204, body: null };
  },

  "GET /v1/desk/agents/:agent/sessions": async ({ context, params }) => {
    const { caller, now, directory } = context;
    const { sessions } = await context.read({ sessions: sessionsOf(params.agent, now) });
    if (!directory.agent.has(params.agent)) throw new Refused("not_found");
    return { status: 200, body: { items: sessions.map((session) => shown(session, caller)) } };
  },

  "DELETE /v1/desk/agents/:agent/sessions": async ({ context, params }) => {
    await endSessions(context, agentNamed(context, params.agent), () => true);
    return { status: 204, body: null };
  },

  "DELETE /v1/desk/agents/:agent/sessions/:session": async ({ context, params }) => {
    const ended = await endSessions(context, agentNamed(context, params.agent), ({ id }) => id === params.session);
    if (ended === 0) throw new Refused("not_found");
    return { status: 204, body: null };
  },

  "POST /v1/desk/agents/:agent/links": async ({ context, params, create }) => {
    const { env, now, caller } = context;
    const token = await derive(env.FIRSTLINE_SECRET, "sign in", create.keyHash);
    const link = `/console/#signin=${token}`;
    const { first } = await context.read({ first: firstAnswerTo(wholeDesk, create.keyHash) });
    const kept = replayed(first, create);
    if (kept !== undefined) return { status: 201, body: { link, expiresAt: Instant.parse(kept) } };
    const { id, name } = agentNamed(context, params.agent);
    const expiresAt = new Date(now + linkLasts).toISOString();
    await run(env.DB, {
      link: insertLink(await digest(token), id, now + linkLasts),
      audit: insertAudit(auditActorOf(caller), { kind: "link_made", agent: { id, name } }, now),
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, expiresAt),
    });
    return { status: 201, body: { link, expiresAt } };
  },
} satisfies Partial<Handlers>;

function agentNamed({ directory }: Context, id: string): Agent {
  const agent = directory.agent.get(id);
  if (!agent) throw new Refused("not_found");
  return agent;
}

const shown = ({ tokenHash, createdAt, seenAt, expiresAt, ...session }: StoredSession, caller: DeskCaller) => ({
  id: session.id,
  browser: session.browser,
  method: session.method,
  createdAt: new Date(createdAt).toISOString(),
  seenAt: new Date(seenAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
  current: caller.kind === "agent" && caller.tokenHash === tokenHash,
});

const sessionsEnded = ({ caller, now }: DeskContext, { id, name }: Agent, count: number) =>
  insertAudit(auditActorOf(caller), { kind: "sessions_ended", agent: { id, name }, count }, now);

/** Ends those of an agent's sessions that are meant; resolves with how many. */
async function endSessions(
  context: DeskContext,
  agent: Agent,
  isMeant: (session: StoredSession) => boolean,
): Promise<number> {
  const { sessions } = await context.read({ sessions: sessionsOf(agent.id, context.now) });
  const ended = sessions.filter(isMeant);
  if (ended.length > 0) {
    await run(context.env.DB, {
      sessions: deleteSessions(ended.map(({ tokenHash }) => tokenHash)),
      audit: sessionsEnded(context, agent, ended.length),
    });
    hangUp(context, agent, ended);
  }
  return ended.length;
}

/** Closes the sockets of sessions that have ended. */
function hangUp(
  { env, directory, defer }: Context,
  { sites }: Agent,
  ended: readonly { readonly tokenHash: string }[],
): void {
  const hashes = ended.map(({ tokenHash }) => tokenHash);
  defer(dismiss(env.ROOMS, sitesSeen(directory, sites), { agents: [], hashes }));
}

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
        agents: agents.filter((one) => maySee(one.sites, site.id)).map(({ id }) => id),
      })),
    tiers,
    teams,
    agents: agents.map(({ id, name: agentName }) => ({ id, name: agentName })),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
