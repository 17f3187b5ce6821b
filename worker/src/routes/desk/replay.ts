import type { Create } from "../../desk.ts";
import { Refused } from "../../http/refused.ts";
import type { FirstAnswer } from "../../store/events.ts";

export { wholeDesk } from "../../domain/directory.ts";

/** What the first request of this key was answered with; undefined: this is the first. Refuses the key of another request. */
export function replayed(first: FirstAnswer | undefined, create: Create): unknown {
  if (first && first.requestHash !== create.requestHash) throw new Refused("idempotency_key_reused");
  return first?.answer;
}
