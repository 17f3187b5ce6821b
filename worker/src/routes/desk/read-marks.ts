import { forRequester } from "../../desk.ts";
import type { Handlers } from "../../http/bind.ts";
import { viewOf } from "../../http/context.ts";
import { placeOf } from "../../http/place.ts";
import { Refused } from "../../http/refused.ts";
import { tellSeen } from "../../live/publish.ts";
import { firstUnread, readMentions } from "../../store/mentions.ts";
import { run } from "../../store/query.ts";
import { markSeen, ticketByNumber } from "../../store/tickets.ts";

export const deskReadMarks = {
  "POST /v1/desk/tickets/:number/read": async ({ context, params, body }) => {
    const { env, now, defer, caller } = context;
    const place = placeOf(context.directory, context.caller, params.number);
    const { found, unread } = await context.read({
      found: ticketByNumber(place.site.id, place.sequence),
      ...(caller.kind === "agent" && {
        unread: firstUnread(place.site.id, caller.agent.id, place.sequence),
      }),
    });
    if (!found) throw new Refused("not_found");
    const { state, requester } = found;
    const seq = Math.min(body.seq, state.seq);
    const isNews = seq > (state.seenBySupport?.seq ?? 0);
    const calls = caller.kind === "agent" && unread !== undefined && unread <= seq;
    if (!isNews && !calls) return { status: 204, body: null };
    const { moved } = await run(env.DB, {
      moved: markSeen(place.site.id, place.sequence, seq, now),
      ...(calls && { read: readMentions(place.site.id, caller.agent.id, place.sequence, seq) }),
    });
    if (moved === "watched" && env.ROOMS) {
      const ticket = { ...state, seenBySupport: { seq, at: now } };
      const thread = forRequester.show(await viewOf(context, [found]), { place, ticket, requester, events: [] });
      defer(tellSeen(env.ROOMS, place, thread));
    }
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;
