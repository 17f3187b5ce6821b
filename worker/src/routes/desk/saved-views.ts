import type { NewSavedView, SavedView } from "@firstline/sdk/wire";
import type { Handlers } from "../../http/bind.ts";
import { actorOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { Refused } from "../../http/refused.ts";
import { run } from "../../store/query.ts";
import { deleteView, everybody, MOST_VIEWS, type Owner, savedViewsOf, saveView } from "../../store/saved-views.ts";

export const deskSavedViews = {
  "GET /v1/desk/views": async ({ context }) => {
    const { items } = await context.read({ items: savedViewsOf(actorOf(context.caller).id) });
    return { status: 200, body: { items } };
  },

  "PUT /v1/desk/views/:view": async ({ context, params, body }) => ({
    status: 200,
    body: await save(context, actorOf(context.caller).id, params.view, body),
  }),

  "DELETE /v1/desk/views/:view": ({ context, params }) => forget(context, actorOf(context.caller).id, params.view),

  "PUT /v1/desk/shared-views/:view": async ({ context, params, body }) => ({
    status: 200,
    body: await save(context, everybody, params.view, body),
  }),

  "DELETE /v1/desk/shared-views/:view": ({ context, params }) => forget(context, everybody, params.view),
} satisfies Partial<Handlers>;

async function save(context: DeskContext, owner: Owner, id: string, view: NewSavedView): Promise<SavedView> {
  await context.read({});
  const { saved } = await run(context.env.DB, { saved: saveView(owner, id, view) });
  if (!saved) {
    throw new Refused("invalid", { issues: [{ path: "body", message: `There are ${MOST_VIEWS} already.` }] });
  }
  return { id, shared: owner === everybody, ...view };
}

async function forget(context: DeskContext, owner: Owner, id: string) {
  await context.read({});
  await run(context.env.DB, { deleted: deleteView(owner, id) });
  return { status: 204, body: null } as const;
}
