import * as z from "zod";
import { BulkItem, BulkOutcome } from "../bulk.ts";
import { page, pageQuery, SiteId } from "../common.ts";
import { NewSavedView, SavedView, SavedViewId } from "../saved-view.ts";
import { Found } from "../search.ts";
import { View } from "../ticket.ts";
import type { Routes } from "./route.ts";

const savedView = z.strictObject({ view: SavedViewId });

/** How many tickets there are; `more`: that many at least, for no more are counted. */
const counted = { count: z.int().min(0), more: z.boolean() };
const Count = z.strictObject(counted).meta({ id: "Count" });

/** What agents and programs do with many tickets. */
export const inboxRoutes = {
  "GET /v1/desk/search": {
    summary: "Search tickets by number, subject, texts and requester, the newest first",
    caller: "agent",
    scope: "tickets:read",
    query: z.strictObject({ ...pageQuery, q: z.string().trim().min(1).max(400), site: SiteId.optional() }),
    answers: { 200: page(Found).meta({ id: "FoundPage" }) },
    errors: ["not_found"],
  },
  "GET /v1/desk/counts": {
    summary: "Count the tickets of every view and saved view, up to a thousand each",
    caller: "agent",
    scope: "tickets:read",
    query: z.strictObject({ site: SiteId.optional() }),
    answers: {
      200: z
        .strictObject({
          views: z.record(View, Count),
          saved: z.array(z.strictObject({ id: SavedViewId, shared: z.boolean(), ...counted })),
        })
        .meta({ id: "Counts" }),
    },
    errors: ["not_found"],
  },
  "POST /v1/desk/tickets/bulk": {
    summary: "Change up to 100 tickets, each by itself; the answer says what became of each, and how to undo it",
    caller: "agent",
    scope: "tickets:write",
    body: z
      .strictObject({
        items: z
          .array(BulkItem)
          .min(1)
          .max(100)
          .refine(
            (items) => new Set(items.map(({ number }) => number)).size === items.length,
            "Each ticket can be named once.",
          ),
      })
      .meta({ id: "BulkRequest" }),
    answers: { 200: z.strictObject({ items: z.array(BulkOutcome) }).meta({ id: "BulkAnswer" }) },
  },
  "GET /v1/desk/views": {
    summary: "List saved views: my own, and the shared ones",
    caller: "agent",
    scope: "tickets:read",
    answers: { 200: z.strictObject({ items: z.array(SavedView) }).meta({ id: "SavedViews" }) },
  },
  "PUT /v1/desk/views/:view": {
    summary: "Keep a view for myself, under an id of my own making",
    caller: "agent",
    params: savedView,
    body: NewSavedView,
    answers: { 200: SavedView },
  },
  "DELETE /v1/desk/views/:view": {
    summary: "Forget a view of my own",
    caller: "agent",
    params: savedView,
    answers: { 204: null },
  },
  "PUT /v1/desk/shared-views/:view": {
    summary: "Keep a view for everybody, who see in it what they may see",
    caller: "lead",
    scope: "setup:write",
    params: savedView,
    body: NewSavedView,
    answers: { 200: SavedView },
  },
  "DELETE /v1/desk/shared-views/:view": {
    summary: "Forget a shared view",
    caller: "lead",
    scope: "setup:write",
    params: savedView,
    answers: { 204: null },
  },
} as const satisfies Routes;
