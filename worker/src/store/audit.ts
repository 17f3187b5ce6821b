import { AuditActor, AuditDeed, type AuditEntry, type AuditKind, type SignInMethod } from "@firstline/sdk/wire";
import { idsFrom, newId } from "../secrets.ts";
import { every, integer, nothing, type Query, type Row, text, textOrNull } from "./query.ts";

const hourMs = 3_600_000;

/**
 * Writes down that somebody did something; it belongs into the batch that does it. `siteId` names the site that it
 * concerns, null the whole desk.
 */
export const insertAudit = (
  actor: AuditActor,
  deed: AuditDeed,
  now: number,
  siteId: string | null = null,
): Query<undefined> => {
  const { kind, ...data } = deed;
  const named = actor.kind === "system" ? null : actor;
  return {
    sql: `INSERT INTO audit (id, at, actor_kind, actor_id, actor_name, site_id, kind, data)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    values: [
      newId("aud", now),
      now,
      actor.kind,
      named?.id ?? null,
      named?.name ?? null,
      siteId,
      kind,
      JSON.stringify(data),
    ],
    read: nothing,
  };
};

/** Counts a sign-in that failed: one entry an hour and way, whoever it was. */
export const countFailedSignIn = (method: SignInMethod, now: number): Query<undefined> => {
  const hour = now - (now % hourMs);
  return {
    sql: `INSERT INTO audit (id, at, actor_kind, kind, data)
      VALUES (?1, ?2, 'system', 'sign_in_failed', json_object('method', ?3, 'count', 1))
      ON CONFLICT (id) DO UPDATE SET data = json_set(data, '$.count', (data ->> 'count') + 1)`,
    values: [idsFrom("aud", hour) + method, hour, method],
    read: nothing,
  };
};

/** Which entries are asked for; instants in ms. */
export interface AuditFilter {
  /** The sites that may be seen; what concerns the whole desk is for everybody. */
  readonly sites: "all" | readonly string[];
  readonly actor?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The id of the last entry that is known already. */
  readonly before?: string | undefined;
}

/** Entries, the newest first, at most so many. */
export function auditEntries(filter: AuditFilter, limit: number): Query<AuditEntry[]> {
  const { actor, kind, from = 0, to, before, sites } = filter;
  const bounds = [...(before === undefined ? [] : [before]), ...(to === undefined ? [] : [idsFrom("aud", to)])].sort();
  return {
    sql: `SELECT id, at, actor_kind, actor_id, actor_name, kind, data FROM audit
      WHERE id >= ?1 AND id < ?2 AND (?5 IS NULL OR site_id IS NULL OR site_id IN (SELECT value FROM json_each(?5)))
      ${actor === undefined ? "AND ?3 IS NULL" : "AND actor_id = ?3"}
      ${kind === undefined ? "AND ?4 IS NULL" : "AND kind = ?4"} ORDER BY id DESC LIMIT ?6`,
    values: [
      idsFrom("aud", from),
      bounds[0] ?? "aud`",
      actor ?? null,
      kind ?? null,
      sites === "all" ? null : JSON.stringify(sites),
      limit,
    ],
    read: every(entryOf),
  };
}

function entryOf(row: Row): AuditEntry {
  const data: unknown = JSON.parse(text(row, "data"));
  const kind = text(row, "actor_kind");
  const id = textOrNull(row, "actor_id");
  return {
    id: text(row, "id"),
    at: new Date(integer(row, "at")).toISOString(),
    actor: AuditActor.parse(id === null ? { kind } : { kind, id, name: row.actor_name }),
    deed: AuditDeed.parse({ kind: row.kind, ...Object(data) }),
  };
}
