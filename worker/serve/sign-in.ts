import type { Setup } from "@firstline/sdk/wire";
import { digest, randomSecret } from "../src/secrets.ts";
import type { Query } from "../src/store/query.ts";
import { insertLink } from "../src/store/sessions.ts";

const lifetime = 72 * 60 * 60 * 1000;

/** A one-time sign-in for the set-up's first admin: the path to open, and what to write for it. `now` in ms since 1970. */
export async function signInFor(setup: Setup, now: number): Promise<{ path: string; write: Query<undefined> }> {
  const admin = setup.agents.find((agent) => agent.role === "admin");
  if (admin === undefined) throw new Error("The desk's set-up names no admin.");
  const token = randomSecret();
  return { path: `/console/#signin=${token}`, write: insertLink(await digest(token), admin.id, now + lifetime) };
}
