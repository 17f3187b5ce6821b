import { createHash, randomBytes } from "node:crypto";
import { Setup } from "@firstline/sdk/wire";
import type { Database } from "./server.ts";

const lifetime = 72 * 60 * 60 * 1000;

/** Makes the token of a one-time sign-in link for the set-up's first admin. `now` in ms since 1970. */
export async function createSignInLink(database: Database, now: number): Promise<string> {
  const setup = await database.prepare("SELECT setup FROM desk WHERE id = 1").first<string>("setup");
  if (setup === null) throw new Error("The desk has no set-up.");
  const admin = Setup.parse(JSON.parse(setup)).agents.find((agent) => agent.role === "admin");
  if (admin === undefined) throw new Error("The desk's set-up names no admin.");
  const token = randomBytes(32).toString("base64url");
  await database
    .prepare("INSERT INTO links (token_hash, agent_id, expires_at) VALUES (?, ?, ?)")
    .bind(createHash("sha256").update(token).digest("hex"), admin.id, now + lifetime)
    .run();
  return token;
}
