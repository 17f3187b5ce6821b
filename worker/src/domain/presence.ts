import type { Presence } from "@firstline/sdk/wire";

/** For how long (ms) a console may be silent before its agent counts as offline. It says that it is there every minute. */
export const SILENCE = 2 * 60_000;

/** What an agent is at an instant, by what their console last said: silent for too long is offline since then. */
export function presenceAt(
  state: Presence,
  since: number,
  heardAt: number,
  now: number,
): { readonly state: Presence; readonly since: number } {
  return state !== "offline" && now - heardAt > SILENCE ? { state: "offline", since: heardAt } : { state, since };
}
