import * as z from "zod";
import { AbsencePlan, NewAbsence } from "../absence.ts";
import { Alarm } from "../alarm.ts";
import { Board } from "../board.ts";
import { Instant, SiteId } from "../common.ts";
import { AgentStanding, Coverage, CoverageCalendar, Gaps, needQuery } from "../coverage.ts";
import { Absence, AbsenceId, Presence } from "../roster.ts";

import type { Routes } from "./route.ts";
import { createErrors } from "./shared.ts";

/** Who is there, and when. */
export const coverageRoutes = {
  "GET /v1/desk/coverage": {
    summary: "Who takes such a ticket at an instant, and who is next",
    caller: "agent",
    scope: "setup:read",
    query: z.strictObject({ ...needQuery, at: Instant.optional() }),
    answers: { 200: Coverage },
    errors: ["not_found"],
  },
  "GET /v1/desk/coverage/gaps": {
    summary: "When nobody takes such a ticket in the days ahead",
    caller: "agent",
    scope: "setup:read",
    query: z.strictObject({ ...needQuery, days: z.coerce.number().int().min(1).max(366).default(60) }),
    answers: { 200: Gaps },
    errors: ["not_found"],
  },
  "GET /v1/desk/coverage/calendar": {
    summary: "Who is on shift, on call and absent over some days, and when nobody takes such a ticket",
    caller: "lead",
    scope: "setup:read",
    query: z.strictObject({
      ...needQuery,
      from: Instant.optional(),
      days: z.coerce.number().int().min(1).max(62).default(7),
    }),
    answers: { 200: CoverageCalendar },
    errors: ["not_found"],
  },
  "GET /v1/desk/board": {
    summary: "How the desk stands: loads, what is in danger, what nobody has, alarms, and the figures of past days",
    caller: "lead",
    scope: "tickets:read",
    query: z.strictObject({ site: SiteId.optional() }),
    answers: { 200: Board },
    errors: ["not_found"],
  },
  "GET /v1/desk/standings": {
    summary: "How the agents stand: what they have, and whether they are there",
    caller: "lead",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(AgentStanding) }).meta({ id: "Standings" }) },
  },
  "PUT /v1/desk/presence": {
    summary: "Say that I am here, or away; a console that is silent for two minutes is offline",
    caller: "agent",
    body: z.strictObject({ state: Presence }).meta({ id: "PresenceChange" }),
    answers: { 204: null },
  },
  "GET /v1/desk/absences": {
    summary: "List absences that have not ended, in order",
    caller: "lead",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(Absence) }).meta({ id: "Absences" }) },
  },
  "POST /v1/desk/absences/plan": {
    summary: "See which tickets an absence would move to whom, and which promises are at risk; nothing is written",
    caller: "lead",
    scope: "setup:read",
    body: NewAbsence,
    answers: { 200: AbsencePlan },
    errors: ["not_found"],
  },
  "POST /v1/desk/absences": {
    summary: "Mark an agent absent; once it begins, their tickets go to others",
    caller: "lead",
    scope: "setup:write",
    body: NewAbsence,
    answers: { 201: z.strictObject({ absence: Absence, plan: AbsencePlan }).meta({ id: "Absent" }) },
    errors: ["not_found", ...createErrors],
    idempotent: true,
  },
  "DELETE /v1/desk/absences/:absence": {
    summary: "Take an absence back: the agent is there",
    caller: "lead",
    scope: "setup:write",
    params: z.strictObject({ absence: AbsenceId }),
    answers: { 204: null },
    errors: ["not_found"],
  },
  "GET /v1/desk/alarms": {
    summary: "What a lead should know before it hurts: gaps in the coverage ahead, certificates about to expire",
    caller: "lead",
    scope: "setup:read",
    answers: { 200: z.strictObject({ items: z.array(Alarm) }).meta({ id: "Alarms" }) },
  },
} as const satisfies Routes;
