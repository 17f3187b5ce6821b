import { fileTypes } from "../domain/file-type.ts";
import { hoursAt } from "../domain/hours.ts";
import type { Handlers } from "../http/bind.ts";
import { offersRestore } from "../mail/restore.ts";
import { mailerOf } from "../mail/send.ts";
import { usualAnswerOf } from "../store/figures.ts";

export const site = {
  "GET /v1/site": async ({ context }) => {
    const { site } = context.caller;
    const { usualAnswer } = await context.read({ usualAnswer: usualAnswerOf(site.id) });
    const {
      key,
      name,
      greeting,
      theme,
      topics,
      identifiedOnly,
      consent = null,
      fallbackEmail = null,
      texts = {},
    } = site;
    const terms = context.directory.lines.termsFor(site.id, null, null);
    const hours = terms ? hoursAt(terms.time, context.now) : null;
    const uploads = { ...site.uploads, types: [...fileTypes] };
    const changes = hours?.is === "open" ? hours.until : hours?.opensAt;
    return {
      status: 200,
      body: {
        key,
        name,
        greeting,
        theme,
        topics,
        uploads,
        hours,
        usualAnswer,
        identifiedOnly,
        consent,
        fallbackEmail,
        texts,
        restore: offersRestore(site, mailerOf(context.env)),
      },
      etag: `"${context.directory.version}-${usualAnswer ?? ""}-${hours?.is ?? ""}${changes ? Date.parse(changes) : ""}"`,
    };
  },
} satisfies Partial<Handlers>;
