import * as z from "zod";
import { AgentId } from "../common.ts";
import { OpenSession, SessionId } from "../session.ts";
import type { Routes } from "./route.ts";

const session = z.strictObject({ session: SessionId });
const agent = z.strictObject({ agent: AgentId });
const OpenSessions = z.strictObject({ items: z.array(OpenSession) }).meta({ id: "OpenSessions" });

/** Where agents are signed in. A session that ends closes its sockets within five seconds. */
export const sessionRoutes = {
  "GET /v1/desk/sessions": {
    summary: "List the browsers in which I am signed in, the newest first",
    caller: "agent",
    answers: { 200: OpenSessions },
  },
  "DELETE /v1/desk/sessions": {
    summary: "Sign out everywhere but here",
    caller: "agent",
    answers: { 204: null },
  },
  "DELETE /v1/desk/sessions/:session": {
    summary: "End one of my sessions",
    caller: "agent",
    params: session,
    answers: { 204: null },
    errors: ["not_found"],
  },
  "GET /v1/desk/agents/:agent/sessions": {
    summary: "List the browsers in which an agent is signed in",
    caller: "admin",
    params: agent,
    answers: { 200: OpenSessions },
    errors: ["not_found"],
  },
  "DELETE /v1/desk/agents/:agent/sessions": {
    summary: "Sign an agent out everywhere",
    caller: "admin",
    params: agent,
    answers: { 204: null },
    errors: ["not_found"],
  },
  "DELETE /v1/desk/agents/:agent/sessions/:session": {
    summary: "End one of an agent's sessions",
    caller: "admin",
    params: z.strictObject({ ...agent.shape, ...session.shape }),
    answers: { 204: null },
    errors: ["not_found"],
  },
} as const satisfies Routes;
