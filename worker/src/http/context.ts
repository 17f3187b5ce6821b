import type { Route } from "@firstline/sdk/wire";
import type { Desk } from "../desk.ts";
import type { Directory } from "../domain/directory.ts";
import type { View } from "../domain/projection.ts";
import type { TicketState } from "../domain/ticket.ts";
import type { Env } from "../env.ts";
import { termsFor } from "../store/contracts.ts";
import { type Guard, isOver, sessionGuard, setupGuard, visitorGuard } from "../store/guards.ts";
import { type Queries, type Query, type Results, run, runBoth } from "../store/query.ts";
import { hourOf, markSeen } from "../store/sessions.ts";
import { posterOf } from "../webhooks/deliver.ts";
import { type AgentCaller, type DeskCaller, type KeyCaller, tokenUnknown, type VisitorCaller } from "./caller.ts";
import { Refused } from "./refused.ts";

/** The set-up has moved since this isolate read it: read it again and start over. Nothing was written. */
export class SetupMoved extends Error {
  override readonly name = "SetupMoved";
}

/** What a request works with. `now` is its one instant (ms); `defer` lets work outlive the answer. */
export interface Context {
  readonly env: Env;
  readonly directory: Directory;
  readonly now: number;
  /** What budgets count the caller by (see `addressOf`); undefined where no header can be believed. */
  readonly address: string | undefined;
  readonly request: Request;
  readonly defer: (work: Promise<unknown>) => void;
}

/** A request from a site's page. Its reads say who the visitor is. */
export interface VisitorContext extends Context {
  readonly caller: VisitorCaller;
  readonly read: <Set extends Queries>(queries: Set) => Promise<Results<Set> & Pick<Guard, "visitor">>;
}

/** A request from an agent or a key. Its reads refuse a session that is over, and say until when it lasts. */
export interface DeskContext extends Context {
  readonly caller: DeskCaller;
  readonly read: <Set extends Queries>(queries: Set) => Promise<Results<Set> & Pick<Guard, "expiresAt">>;
}

/** Runs a request's queries in one batch with its guard. Nothing is told under a set-up that has moved. */
async function guarded<Set extends Queries>(context: Context, queries: Set, query: Query<Guard>) {
  const [results, { guard }] = await runBoth(context.env.DB, queries, { guard: query });
  if (guard.version !== context.directory.version) throw new SetupMoved();
  return { results, guard };
}

/**
 * Makes the reads of a visitor's request: each checks set-up, token and identity in the batch that reads the data. A site
 * that takes identified visitors only is told so before a stranger, of whom nothing needs to be read, writes anything.
 */
export function visitorContext(
  context: Context,
  caller: VisitorCaller,
  route: Pick<Route, "caller" | "identified" | "anyToken">,
): VisitorContext {
  const { tokenHash, site } = caller;
  if (route.caller === "requester" && tokenHash === undefined) throw new Refused("credentials_missing");
  const identifiedOnly = site.identifiedOnly && route.identified === true;
  if (identifiedOnly && tokenHash === undefined) throw new Refused("identity_required");
  return {
    ...context,
    caller,
    async read(queries) {
      const query = tokenHash === undefined ? setupGuard : visitorGuard(site.id, tokenHash);
      const { results, guard } = await guarded(context, queries, query);
      const { visitor } = guard;
      if (!route.anyToken) {
        if (tokenHash !== undefined && !visitor) throw tokenUnknown();
        if (visitor && isOver(visitor, context.now)) throw new Refused("identity_expired");
        if (identifiedOnly && visitor?.identifiedUntil === null) throw new Refused("identity_required");
      }
      return { ...results, visitor };
    },
  };
}

/** The same for an agent or a key. */
export function deskContext(context: Context, caller: AgentCaller | KeyCaller): DeskContext {
  return {
    ...context,
    caller,
    async read(queries) {
      const query = caller.kind === "key" ? setupGuard : sessionGuard(caller.tokenHash, caller.agent.id, context.now);
      const { results, guard } = await guarded(context, queries, query);
      if (caller.kind === "agent") {
        const { expiresAt, seenAt } = guard;
        if (expiresAt === undefined || seenAt === undefined) throw new Refused("credentials_invalid");
        if (seenAt < hourOf(context.now)) {
          const { tokenHash } = caller;
          context.defer(run(context.env.DB, { seen: markSeen(tokenHash, context.now) }).catch(() => {}));
        }
      }
      return { ...results, expiresAt: guard.expiresAt };
    },
  };
}

/**
 * Where people reach the desk: its configured address, else that of the request. Passkeys and issuers are bound to it, so
 * it is never what a body says.
 */
export const ownOrigin = ({ env, request }: Context): string => new URL(env.DESK_URL || request.url).origin;

/** What the shell needs of a request. */
export const deskOf = ({ env, directory, now, defer }: Context): Desk => ({
  database: env.DB,
  rooms: env.ROOMS,
  poster: posterOf(env),
  directory,
  now,
  defer,
});

/** What these tickets are shown with. */
export async function viewOf(
  { env, directory, now }: Context,
  tickets: readonly { readonly state: TicketState }[],
): Promise<View> {
  const versions = tickets.map(({ state }) => state.clocks?.contract);
  return { directory, now, termsOf: await termsFor(env.DB, directory, versions) };
}
