import type { Handlers } from "../http/bind.ts";
import { uploaderOf } from "../http/caller.ts";
import { send, upload, visitorBudgets } from "../http/file.ts";
import { Refused } from "../http/refused.ts";
import { attachmentOfVisitor } from "../store/attachments.ts";

export const uploads = {
  "POST /v1/uploads": async ({ context, file, create }) => {
    const { site } = context.caller;
    const budgets = await visitorBudgets(context, file.size);
    return {
      status: 201,
      body: await upload(context, { site, uploader: uploaderOf(context.caller), budgets, create, file }),
    };
  },

  "GET /v1/attachments/:attachment": async ({ context, params }) => {
    const { site, tokenHash } = context.caller;
    if (tokenHash === undefined) throw new Refused("credentials_missing");
    const { found } = await context.read({ found: attachmentOfVisitor(site.id, params.attachment, tokenHash) });
    return send(context, found);
  },
} satisfies Partial<Handlers>;
