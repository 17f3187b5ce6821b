import * as z from "zod";
import { line } from "../common.ts";
import { Passkey, PasskeyCreation, PasskeyId, PasskeyRegistration } from "../passkey.ts";
import type { Routes } from "./route.ts";
import { createErrors } from "./shared.ts";

const passkey = z.strictObject({ passkey: PasskeyId });
const name = line(80);

/** An agent's own passkeys. */
export const passkeyRoutes = {
  "GET /v1/desk/passkeys": {
    summary: "List my passkeys, the oldest first",
    caller: "agent",
    answers: { 200: z.strictObject({ items: z.array(Passkey) }).meta({ id: "Passkeys" }) },
  },
  "POST /v1/desk/passkeys/options": {
    summary: "Get what a browser needs to make a passkey for me",
    caller: "agent",
    answers: { 200: PasskeyCreation },
  },
  "POST /v1/desk/passkeys": {
    summary: "Add the passkey that the browser has made",
    caller: "agent",
    body: z.strictObject({ name, credential: PasskeyRegistration }).meta({ id: "NewPasskey" }),
    answers: { 201: Passkey },
    errors: createErrors,
    idempotent: true,
  },
  "PATCH /v1/desk/passkeys/:passkey": {
    summary: "Rename a passkey",
    caller: "agent",
    params: passkey,
    body: z.strictObject({ name }).meta({ id: "PasskeyName" }),
    answers: { 200: Passkey },
    errors: ["not_found"],
  },
  "DELETE /v1/desk/passkeys/:passkey": {
    summary: "Remove a passkey: nobody signs in with it any more",
    caller: "agent",
    params: passkey,
    answers: { 204: null },
    errors: ["not_found"],
  },
} as const satisfies Routes;
