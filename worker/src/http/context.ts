import type { Desk } from "../desk.ts";
import type { Directory } from "../domain/directory.ts";
import type { Env } from "../env.ts";
import { sessionExpiry, type Visitor, visitorByToken } from "../store/credentials.ts";
import { type Queries, type Query, type Results, runBoth } from "../store/query.ts";
import { setupVersion } from "../store/setup.ts";
import type { AgentCaller, DeskCaller, KeyCaller, VisitorCaller } from "./caller.ts";
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
  /** The client's address, where the deployment says which header to believe. */
  readonly address: string | undefined;
  readonly request: Request;
  readonly defer: (work: Promise<unknown>) => void;
}

/** A request from a site's page. Its reads say who the visitor is. */
export interface VisitorContext extends Context {
  readonly caller: VisitorCaller;
  readonly read: <Set extends Queries>(
    queries: Set,
  ) => Promise<Results<Set> & { readonly visitor: Visitor | undefined }>;
}

/** A request from an agent or a key. Its reads refuse a session that is over. */
export interface DeskContext extends Context {
  readonly caller: DeskCaller;
  readonly read: <Set extends Queries>(queries: Set) => Promise<Results<Set>>;
}

/** Runs a request's queries together with its guards and with a look at the set-up's version, in one batch. */
function guarded<Set extends Queries, Guards extends Queries>(context: Context, queries: Set, guards: Guards) {
  const setup: Query<undefined> = {
    ...setupVersion,
    read: (rows) => {
      if (setupVersion.read(rows) !== context.directory.version) throw new SetupMoved();
    },
  };
  return runBoth(context.env.DB, queries, { setup, ...guards });
}

/** Makes the reads of a visitor's request: each checks set-up and token in the batch that reads the data. */
export function visitorContext(context: Context, caller: VisitorCaller, tokenRequired: boolean): VisitorContext {
  const { tokenHash, site } = caller;
  if (tokenRequired && tokenHash === undefined) throw new Refused("credentials_missing");
  return {
    ...context,
    caller,
    async read(queries) {
      if (tokenHash === undefined) return { ...(await guarded(context, queries, {}))[0], visitor: undefined };
      const [results, { visitor }] = await guarded(context, queries, { visitor: visitorByToken(site.id, tokenHash) });
      if (!visitor) throw new Refused("credentials_invalid");
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
      if (caller.kind === "key") return (await guarded(context, queries, {}))[0];
      const session = sessionExpiry(caller.tokenHash, caller.agent.id, context.now);
      const [results, guards] = await guarded(context, queries, { session });
      if (guards.session === undefined) throw new Refused("credentials_invalid");
      return results;
    },
  };
}

/** What the shell needs of a request. */
export const deskOf = ({ env, directory, now, defer }: Context): Desk => ({
  database: env.DB,
  rooms: env.ROOMS,
  directory,
  now,
  defer,
});
