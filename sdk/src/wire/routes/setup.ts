import * as z from "zod";
import { Holiday } from "../calendar.ts";
import { SiteId } from "../common.ts";
import { Explanation, ExplanationRequest, SetupTrial } from "../explanation.ts";
import { Installation } from "../installation.ts";
import { Replay, ReplayRequest } from "../replay.ts";
import { Setup, SetupDiff, VersionedSetup } from "../setup.ts";

import type { Routes } from "./route.ts";
import { ticketErrors } from "./shared.ts";

/** The desk's set-up, and what it would do. */
export const setupRoutes = {
  "POST /v1/desk/routing/explain": {
    summary: "Explain where a ticket goes, who takes it and what is promised; nothing is written",
    caller: "agent",
    scope: "setup:read",
    body: ExplanationRequest,
    answers: { 200: Explanation },
    errors: ticketErrors,
  },
  "POST /v1/desk/contracts/dry-run": {
    summary: "Hold a contract that is not saved against the tickets of the past days",
    caller: "lead",
    scope: "setup:read",
    body: ReplayRequest,
    answers: { 200: Replay },
    errors: ["not_found"],
  },
  "POST /v1/desk/calendars/holidays": {
    summary: "Read the holidays out of an .ics file; nothing is written",
    caller: "admin",
    scope: "setup:read",
    body: z
      .strictObject({
        file: z.string().min(1).max(100_000),
        firstYear: z.int().min(1970).max(2199),
        lastYear: z.int().min(1970).max(2199),
      })
      .refine(
        ({ firstYear, lastYear }) => firstYear <= lastYear && lastYear - firstYear < 10,
        "Name a first and a last year, at most ten years in all.",
      )
      .meta({ id: "HolidayFile" }),
    answers: { 200: z.strictObject({ holidays: z.array(Holiday) }).meta({ id: "Holidays" }) },
  },

  "GET /v1/desk/setup": {
    summary: "Read the desk's set-up: tiers, teams, agents, sites, calendars, contracts, rules, rosters",
    caller: "admin",
    scope: "setup:read",
    answers: { 200: VersionedSetup },
    etag: true,
  },
  "PUT /v1/desk/setup": {
    summary: "Replace the desk's set-up",
    caller: "admin",
    scope: "setup:write",
    body: Setup,
    answers: { 200: VersionedSetup },
    errors: ["version_clash"],
    ifMatch: true,
  },
  "POST /v1/desk/setup/diff": {
    summary: "See what replacing the set-up would change; nothing is written",
    caller: "admin",
    scope: "setup:read",
    body: Setup,
    answers: { 200: SetupDiff },
  },
  "POST /v1/desk/setup/explain": {
    summary: "Explain where a ticket would go under a set-up that is not saved; nothing is written",
    caller: "admin",
    scope: "setup:read",
    body: SetupTrial,
    answers: { 200: Explanation },
    errors: ticketErrors,
  },
  "GET /v1/desk/sites/:site/installation": {
    summary: "On which pages a site's tag was seen, and which page was refused last",
    caller: "admin",
    scope: "setup:read",
    params: z.strictObject({ site: SiteId }),
    answers: { 200: Installation },
    errors: ["not_found"],
  },
} as const satisfies Routes;
