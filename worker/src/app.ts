import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Env } from "./env.ts";
import { type App, bind } from "./http/bind.ts";
import { originAllowed } from "./http/caller.ts";
import { problemResponse } from "./http/problem.ts";
import { Refused } from "./http/refused.ts";
import { noteSightings } from "./http/sightings.ts";
import { deskAbsences } from "./routes/desk/absences.ts";
import { deskAlarms } from "./routes/desk/alarms.ts";
import { deskAudit } from "./routes/desk/audit.ts";
import { deskBoard } from "./routes/desk/board.ts";
import { deskBulk } from "./routes/desk/bulk.ts";
import { deskCalendars } from "./routes/desk/calendars.ts";
import { deskConsents } from "./routes/desk/consents.ts";
import { deskContacts } from "./routes/desk/contacts.ts";
import { deskContracts } from "./routes/desk/contracts.ts";
import { deskCounts } from "./routes/desk/counts.ts";
import { deskCoverage } from "./routes/desk/coverage.ts";
import { deskExplain } from "./routes/desk/explain.ts";
import { deskIdentityKeys } from "./routes/desk/identity-keys.ts";
import { deskInstallation } from "./routes/desk/installation.ts";
import { deskKeys } from "./routes/desk/keys.ts";
import { deskMacros } from "./routes/desk/macros.ts";
import { deskOidc } from "./routes/desk/oidc.ts";
import { deskPasskeys } from "./routes/desk/passkeys.ts";
import { deskPresence } from "./routes/desk/presence.ts";
import { deskReadMarks } from "./routes/desk/read-marks.ts";
import { deskRelatedTickets } from "./routes/desk/related-tickets.ts";
import { deskSavedViews } from "./routes/desk/saved-views.ts";
import { deskSearch } from "./routes/desk/search.ts";
import { deskSessions } from "./routes/desk/sessions.ts";
import { deskSetup } from "./routes/desk/setup.ts";
import { deskSignIn } from "./routes/desk/sign-in.ts";
import { deskTickets } from "./routes/desk/tickets.ts";
import { deskUploads } from "./routes/desk/uploads.ts";
import { deskWebhookDeliveries } from "./routes/desk/webhook-deliveries.ts";
import { deskWebhooks } from "./routes/desk/webhooks.ts";
import { identify } from "./routes/identify.ts";
import { live } from "./routes/live.ts";
import { mailStop } from "./routes/mail-stop.ts";
import { ownData } from "./routes/own-data.ts";
import { pages } from "./routes/pages.ts";
import { restore } from "./routes/restore.ts";
import { site } from "./routes/site.ts";
import { tickets } from "./routes/tickets.ts";
import { uploads } from "./routes/uploads.ts";
import { visitors } from "./routes/visitors.ts";
import { currentDirectory, newestDirectory } from "./store/directory.ts";

const visitorPaths = /^\/v1\/(?!desk\/)/;

/** The whole desk over HTTP: request id, cross-origin rules, the table of routes, the pages, the one writer of errors. */
export function createApp(): App {
  const app: App = new Hono<{ Bindings: Env; Variables: { requestId: string } }>();

  app.use((c, next) => {
    c.set("requestId", crypto.randomUUID());
    return next();
  });

  const crossOrigin = cors({
    // The site's own list is checked with the request; here only whether any site knows the origin.
    origin: async (origin, c) => {
      const directory = await currentDirectory(c.env.DB, false);
      if (originAllowed(origin, directory.origins)) return origin;
      return originAllowed(origin, (await newestDirectory(c.env.DB, directory)).origins) ? origin : null;
    },
    allowMethods: ["GET", "POST"],
    allowHeaders: [
      "authorization",
      "content-type",
      "firstline-file-name",
      "firstline-site",
      "idempotency-key",
      "if-none-match",
      "if-range",
      "range",
    ],
    exposeHeaders: ["accept-ranges", "content-range", "date", "etag", "retry-after", "firstline-request-id"],
    maxAge: 7200,
  });
  app.use("/v1/site", noteSightings);
  // Without an origin it is a program, or a page of our own: there is nothing to allow.
  app.use("/v1/*", (c, next) =>
    c.req.header("origin") !== undefined && visitorPaths.test(c.req.path) ? crossOrigin(c, next) : next(),
  );

  bind(app, {
    ...site,
    ...tickets,
    ...uploads,
    ...visitors,
    ...restore,
    ...identify,
    ...ownData,
    ...live,
    ...deskSessions,
    ...deskSignIn,
    ...deskOidc,
    ...deskPasskeys,
    ...deskAudit,
    ...deskTickets,
    ...deskBulk,
    ...deskSearch,
    ...deskCounts,
    ...deskSavedViews,
    ...deskRelatedTickets,
    ...deskMacros,
    ...deskReadMarks,
    ...deskUploads,
    ...deskConsents,
    ...deskInstallation,
    ...deskContacts,
    ...deskExplain,
    ...deskCoverage,
    ...deskPresence,
    ...deskAbsences,
    ...deskAlarms,
    ...deskBoard,
    ...deskContracts,
    ...deskCalendars,
    ...deskSetup,
    ...deskKeys,
    ...deskIdentityKeys,
    ...deskWebhooks,
    ...deskWebhookDeliveries,
  });
  app.route("/", mailStop);
  app.route("/", pages);

  app.notFound((c) => problemResponse(new Refused("not_found"), c.get("requestId")));
  app.onError((error, c) => problemResponse(error, c.get("requestId")));
  return app;
}
