import { siteFor, siteTag } from "../domain/site-projection.ts";
import type { Handlers } from "../http/bind.ts";
import { offersRestore } from "../mail/restore.ts";
import { mailerOf } from "../mail/send.ts";
import { usualAnswerOf } from "../store/figures.ts";

export const site = {
  "GET /v1/site": async ({ context }) => {
    const { caller, directory, env, now } = context;
    const { usualAnswer } = await context.read({ usualAnswer: usualAnswerOf(caller.site.id) });
    const restore = offersRestore(caller.site, mailerOf(env));
    const body = siteFor(caller.site, directory.lines, { usualAnswer, restore }, now);
    return { status: 200, body, etag: siteTag(body, directory.version) };
  },
} satisfies Partial<Handlers>;
