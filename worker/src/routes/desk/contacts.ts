import { sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { changeContact } from "../../store/contacts.ts";
import { run } from "../../store/query.ts";

export const deskContacts = {
  "PATCH /v1/desk/sites/:site/contacts/:contact": async ({ context, params, body }) => {
    const { directory, caller, env } = context;
    if (sitesSeen(directory, sitesOf(caller), params.site).length === 0) throw new Refused("not_found");
    await context.read({});
    const { contact } = await run(env.DB, { contact: changeContact(params.site, params.contact, body) });
    if (!contact) throw new Refused("not_found");
    return { status: 200, body: contact };
  },
} satisfies Partial<Handlers>;
