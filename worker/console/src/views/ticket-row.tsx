import type { DeskTicket, Segment } from "@firstline/sdk/wire";
import { fragmentOf } from "../models/place.ts";
import { isActive } from "../models/views.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { elapsed, inFull } from "../time.ts";
import { NextDue } from "./clocks.tsx";
import { ClockIcon, PriorityIcon } from "./icons.tsx";
import { Avatar, nameOf, PersonName, SiteName, StatusChip } from "./parts.tsx";

/** One ticket in the list: who, what, where it stands, and since when somebody waits. */
export function TicketRow(props: {
  ticket: DeskTicket;
  workspace: Workspace;
  stop: boolean;
  /** Of what a search found: the text that shows why. */
  passage: readonly Segment[] | undefined;
}) {
  const { ticket, workspace, stop, passage } = props;
  const { inbox, place, now } = workspace;
  const { sites } = workspace.session.value;
  const fresh = inbox.fresh.value.has(ticket.number);
  const name = nameOf(ticket.requester);
  const selected = inbox.selection.numbers.value.has(ticket.number);
  return (
    <>
      <input
        type="checkbox"
        class="row-select"
        aria-label={texts.inbox.select(ticket.number)}
        title={texts.inbox.select(ticket.number)}
        tabIndex={stop ? 0 : -1}
        checked={selected}
        onClick={(event) => {
          if (event.shiftKey) inbox.selection.extendTo(ticket.number);
          else inbox.selection.toggle(ticket.number);
        }}
      />
      <a
        id={`row-${ticket.number}`}
        class={`row${fresh ? " row-fresh" : ""}${selected ? " row-selected" : ""}`}
        href={fragmentOf({ ...place.value, number: ticket.number })}
        tabIndex={stop ? 0 : -1}
        aria-current={place.value.number === ticket.number ? "true" : undefined}
        onFocus={() => inbox.putCursor(ticket.number)}
      >
        <Avatar id={ticket.requester.id} name={name} />
        <span class="row-body">
          <span class="row-line">
            <span class="row-name">
              <PersonName name={name} />
            </span>
            <span class="number">{ticket.number}</span>
            {fresh && <span class="row-new">{texts.list.fresh}</span>}
            <Waiting ticket={ticket} now={now.value} />
          </span>
          <span class="row-line">
            <span class="row-subject" dir="auto">
              {ticket.subject || texts.ticket.emptied}
            </span>
            <NextDue ticket={ticket} now={now.value} />
          </span>
          {passage ? (
            <span class="row-line row-passage" dir="auto">
              <span>{passage.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))}</span>
            </span>
          ) : (
            <span class="row-line row-facts">
              <StatusChip status={ticket.status} />
              <span class="row-priority" title={texts.priority[ticket.priority]}>
                <PriorityIcon priority={ticket.priority} />
                <span class="hidden">{texts.priority[ticket.priority]}</span>
              </span>
              <span title={ticket.tier.label}>{texts.tier(ticket.tier.level)}</span>
              {sites.length > 1 && <SiteName site={ticket.site} sites={sites} />}
              <Assignee ticket={ticket} />
            </span>
          )}
        </span>
      </a>
    </>
  );
}

function Waiting({ ticket, now }: { ticket: DeskTicket; now: number }) {
  const waits = ticket.waitingSince !== null && isActive(ticket.status);
  const at = waits && ticket.waitingSince !== null ? ticket.waitingSince : ticket.updatedAt;
  const ago = elapsed(at, now);
  return (
    <time class={waits ? "row-time row-waits" : "row-time"} dateTime={at} title={inFull(at)}>
      {waits && <ClockIcon />}
      <span aria-hidden="true">{ago}</span>
      <span class="hidden">{waits ? texts.list.waiting(ago) : texts.list.updated(ago)}</span>
    </time>
  );
}

function Assignee({ ticket: { assignee } }: { ticket: DeskTicket }) {
  if (assignee === null) {
    return (
      <span class="row-assignee row-nobody" title={texts.list.nobody}>
        <span class="hidden">{texts.list.nobody}</span>
      </span>
    );
  }
  return (
    <span class="row-assignee" title={assignee.name}>
      <Avatar id={assignee.id} name={assignee.name} small />
      <span class="hidden">
        {texts.ticket.assignee} <PersonName name={assignee.name} />
      </span>
    </span>
  );
}
