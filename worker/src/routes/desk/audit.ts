import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { auditCursorOf } from "../../http/cursor.ts";
import { instantAt } from "../../http/instant.ts";
import { auditEntries } from "../../store/audit.ts";

export const deskAudit = {
  "GET /v1/desk/audit": async ({ context, query }) => {
    const { limit, cursor, actor, kind } = query;
    const { found } = await context.read({
      found: auditEntries(
        {
          sites: sitesOf(context.caller),
          actor,
          kind,
          from: query.from === undefined ? undefined : instantAt(query.from, "query.from"),
          to: query.to === undefined ? undefined : instantAt(query.to, "query.to"),
          before: cursor === undefined ? undefined : auditCursorOf(cursor),
        },
        limit + 1,
      ),
    });
    const items = found.slice(0, limit);
    return { status: 200, body: { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null } };
  },
} satisfies Partial<Handlers>;
