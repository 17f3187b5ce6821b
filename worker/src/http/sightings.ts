import type { MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import { currentDirectory } from "../store/directory.ts";
import { run } from "../store/query.ts";
import { noteSighting } from "../store/sightings.ts";
import { hostOf, originAllowed } from "./caller.ts";
import { Refused } from "./refused.ts";

const minute = 60_000;
const hour = 60 * minute;

/** What this isolate noted last, by site and entry: as many as the set-up has. */
const noted = new Map<string, { readonly origin: string; readonly at: number }>();

/**
 * Notes which pages ask for their site, so that whoever installs the tag sees that it runs, or why it does not. It waits
 * for the answer, writes beside it, and nothing depends on whether it succeeds. What anybody can cause, a refusal, is
 * written once a minute at most.
 */
export const noteSightings: MiddlewareHandler<{ Bindings: Env; Variables: { requestId: string } }> = async (
  c,
  next,
) => {
  await next();
  const origin = c.req.header("origin");
  if (origin === undefined || origin.length > 300 || hostOf(origin) === new URL(c.req.url).host) return;
  const { siteByKey, origins } = await currentDirectory(c.env.DB, false);
  // The question before the request does not name the site.
  const site = siteByKey.get(c.req.header("firstline-site") ?? "");
  const refused = c.error instanceof Refused && c.error.code === "origin_not_allowed";
  if (site ? c.error && !refused : originAllowed(origin, origins)) return;

  const entry = site?.origins.find((one) => originAllowed(origin, [one])) ?? "";
  const siteId = site?.id ?? "";
  const key = `${siteId} ${entry}`;
  const at = Date.now();
  const last = noted.get(key);
  const rest = entry === "" && last?.origin !== origin ? minute : hour;
  if (last && at - last.at < rest && at >= last.at) return;
  noted.set(key, { origin, at });
  c.executionCtx.waitUntil(
    run(c.env.DB, { noted: noteSighting(siteId, { entry, origin, at }) }).catch(() => noted.delete(key)),
  );
};
