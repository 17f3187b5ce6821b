import type { Thread } from "@firstline/sdk/wire";
import { deskTexts } from "../desk-texts.ts";
import type { Clock } from "../models/clock.ts";
import type { ThreadModel } from "../models/thread.ts";
import { lastLine, wayOf } from "../models/way.ts";
import { put } from "../texts.ts";
import { when } from "../time.ts";
import { Avatar } from "./parts.tsx";
import { Promised } from "./promise.tsx";
import { Chip, holder, who } from "./ticket-parts.tsx";
import { Way } from "./way.tsx";

interface SummaryProps {
  readonly value: Thread;
  readonly promise: ThreadModel["promise"];
  readonly now: Clock["now"];
}

/** Where a ticket stands: who has it, by when it is answered, and the way it took. */
export function Summary({ value: { ticket, events }, promise, now }: SummaryProps) {
  const done = ticket.status === "solved" || ticket.status === "closed";
  const solved = done && events.findLast((event) => event.type === "status" && event.to === "solved");
  const way = wayOf(events);
  const line = lastLine(way);
  const because =
    !done &&
    line?.because &&
    put(deskTexts.because, { tier: ticket.tier.label, at: when(line.at), reason: line.because });
  const name = solved ? who(solved.actor) : holder(ticket);
  return (
    <div class="summary">
      <div class="holder">
        <Avatar name={name} />
        <p>
          <b>{put(done ? deskTexts.moved.solved : deskTexts.has, { who: name })}</b>
          <small>{done || ticket.assignee ? ticket.tier.label : !promise.value?.staffedAt && deskTexts.nextFree}</small>
        </p>
        <Chip status={ticket.status} />
      </div>
      {promise.value && <Promised promise={promise.value} now={now.value} />}
      <Way way={way} />
      {because && <small>{because}</small>}
    </div>
  );
}
