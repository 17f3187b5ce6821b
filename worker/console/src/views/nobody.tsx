import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { unplacedOf } from "../models/unplaced.ts";
import { texts } from "../texts.ts";
import { inFull, moment } from "../time.ts";
import { NobodyIcon } from "./icons.tsx";

/** Says that nobody can take a ticket, until when, and why. */
export function Nobody({ ticket, events, now }: { ticket: DeskTicket; events: readonly DeskEvent[]; now: number }) {
  const unplaced = unplacedOf(ticket, events, now);
  if (!unplaced) return null;
  const { why, until } = unplaced;
  return (
    <p class="nobody" title={until === null ? undefined : inFull(until)}>
      <NobodyIcon />
      <span>
        <strong>{until === null ? texts.lines.nobody.ever : texts.lines.nobody.until(moment(until, now))}</strong>{" "}
        {why !== undefined && texts.lines.nobody.why[why]}
      </span>
    </p>
  );
}
