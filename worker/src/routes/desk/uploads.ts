import { sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { actorOf, sitesOf } from "../../http/caller.ts";
import { deskBudgets, send, upload } from "../../http/file.ts";
import { Refused } from "../../http/refused.ts";
import { attachmentOnSites } from "../../store/attachments.ts";

export const deskUploads = {
  "POST /v1/desk/uploads": async ({ context, query, file, create }) => {
    const { caller, directory } = context;
    const seen = sitesSeen(directory, sitesOf(caller), query.site).length > 0;
    const site = seen ? directory.siteById.get(query.site) : undefined;
    if (!site) throw new Refused("not_found");
    const uploader = actorOf(caller).id;
    const budgets = deskBudgets(site, uploader, file.size);
    return { status: 201, body: await upload(context, { site, uploader, budgets, create, file }) };
  },

  "GET /v1/desk/attachments/:attachment": async ({ context, params }) => {
    const sites = sitesSeen(context.directory, sitesOf(context.caller));
    const { found } = await context.read({ found: attachmentOnSites(sites, params.attachment) });
    return send(context, found);
  },
} satisfies Partial<Handlers>;
