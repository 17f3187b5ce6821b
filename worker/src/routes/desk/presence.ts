import type { Handlers } from "../../http/bind.ts";
import { Refused } from "../../http/refused.ts";
import { run } from "../../store/query.ts";
import { setPresence } from "../../store/standings.ts";

export const deskPresence = {
  "PUT /v1/desk/presence": async ({ context, body }) => {
    const { caller, env, now } = context;
    // Only a person is there or not; the table gives no scope for it, so no key comes here.
    if (caller.kind !== "agent") throw new Refused("forbidden");
    await context.read({});
    await run(env.DB, { presence: setPresence(caller.agent.id, body.state, now) });
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;
