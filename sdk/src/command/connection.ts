import type { Terminal } from "./terminal.ts";
import { UsageError, type Values } from "./usage.ts";

/** The desk's address and key. @throws UsageError that says where they come from */
export function connectionOf({ environment }: Terminal, values: Values): { url: string; key: string } {
  const url = values.url ?? environment.FIRSTLINE_URL;
  if (!url) throw new UsageError("Name the desk: --url https://desk.example, or FIRSTLINE_URL.");
  const key = environment.FIRSTLINE_KEY?.trim();
  if (!key)
    throw new UsageError("Put a secret key into FIRSTLINE_KEY; an admin makes one in the console or by the API.");
  return { url, key };
}
