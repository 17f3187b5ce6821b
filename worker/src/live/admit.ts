import type { ProblemCode } from "@firstline/sdk/wire";
import { maySee } from "../domain/directory.ts";
import { currentDirectory } from "../store/directory.ts";
import { isOver, sessionGuard, setupGuard, visitorGuard } from "../store/guards.ts";
import { run } from "../store/query.ts";
import { markWatched, ticketByNumber, ticketOfVisitor } from "../store/tickets.ts";
import type { Member } from "./member.ts";

/** A member may listen: `seq` is the ticket's last event that they may see by now, 0 in a site's room. */
export type Admission = { readonly seq: number } | { readonly refused: ProblemCode };

/** Asks the database whether a member may listen now. The same rules as for the routes that read. */
export async function admit(database: D1Database, member: Member, now: number): Promise<Admission> {
  const { proof, siteId, sequence } = member;
  if (!proof) return { refused: "credentials_missing" };
  if (proof.kind === "visitor") {
    if (sequence === undefined) return { refused: "not_found" };
    return admitRequester(database, siteId, sequence, proof.hash, now);
  }
  const { guard } = await run(database, {
    guard: proof.kind === "session" ? sessionGuard(proof.hash, proof.agent, now) : setupGuard,
  });
  const known = await currentDirectory(database, false);
  const directory = guard.version === known.version ? known : await currentDirectory(database, true);
  if (proof.kind === "key") {
    const key = directory.keyByHash.get(proof.hash);
    if (!key) return { refused: "credentials_invalid" };
    if (!key.scopes.includes("tickets:read")) return { refused: "forbidden" };
    return directory.siteById.has(siteId) && maySee(key.sites, siteId) ? { seq: 0 } : { refused: "not_found" };
  }
  const agent = directory.agent.get(proof.agent);
  if (guard.expiresAt === undefined || !agent) return { refused: "credentials_invalid" };
  return maySee(agent.sites, siteId) ? { seq: 0 } : { refused: "not_found" };
}

async function admitRequester(
  database: D1Database,
  siteId: string,
  sequence: number,
  tokenHash: string,
  now: number,
): Promise<Admission> {
  const { guard, ticket } = await run(database, {
    guard: visitorGuard(siteId, tokenHash),
    ticket: ticketOfVisitor(siteId, sequence, tokenHash),
  });
  if (!guard.visitor) return { refused: "credentials_invalid" };
  if (isOver(guard.visitor, now)) return { refused: "identity_expired" };
  return ticket ? { seq: ticket.state.publicSeq } : { refused: "not_found" };
}

/**
 * Remembers that somebody listens to a ticket and reads its last public event and how far support has seen it, in one
 * transaction: whatever commits later will push, whatever committed before is in the numbers.
 */
export async function startWatching(
  database: D1Database,
  siteId: string,
  sequence: number,
  now: number,
): Promise<{ seq: number; seen: number }> {
  const { ticket } = await run(database, {
    watched: markWatched(siteId, sequence, now),
    ticket: ticketByNumber(siteId, sequence),
  });
  return { seq: ticket?.state.publicSeq ?? 0, seen: ticket?.state.seenBySupport?.seq ?? 0 };
}
