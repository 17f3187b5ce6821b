import type { Ticket, TicketPromise } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import { deskTexts } from "../desk-texts.ts";
import { promiseAt } from "../models/promise.ts";
import { count, texts } from "../texts.ts";
import { when } from "../time.ts";
import { Greeting } from "./around-form.tsx";
import { Avatar, Bar, Loaded } from "./parts.tsx";
import { tellShort } from "./promise.tsx";
import { Chip } from "./ticket-parts.tsx";
import type { ViewProps } from "./view.ts";

/** With more tickets than these they can be searched. */
const few = 7;

interface RowProps {
  readonly ticket: Ticket;
  readonly promise: TicketPromise | null;
  readonly onOpen: () => void;
}

function Row({ ticket, promise, onOpen }: RowProps) {
  const promised = promise && tellShort(promise);
  return (
    <li>
      <button type="button" class="row" onClick={onOpen}>
        <b>
          {ticket.unread > 0 && <i class="dot" role="img" aria-label={deskTexts.unread} />}
          <bdi>{ticket.subject}</bdi>
        </b>
        <small>
          {ticket.number} · {when(ticket.updatedAt)}
        </small>
        <Chip status={ticket.status} />
        {promised && <small>{promised}</small>}
      </button>
    </li>
  );
}

/** What the list is searched for. */
const sought = signal("");

/** My tickets, newest first. */
function Tickets({ panel, desk, tickets, readAt }: ViewProps & { tickets: readonly Ticket[]; readAt: number }) {
  const many = tickets.length > few;
  const words = sought.value.toLowerCase();
  const found = tickets.filter(({ subject, number }) => !many || `${subject} ${number}`.toLowerCase().includes(words));
  return (
    <>
      {(many || !tickets.length) && (
        <div class="field">
          {many && (
            <input
              type="search"
              aria-label={deskTexts.search}
              placeholder={deskTexts.search}
              value={sought.value}
              onInput={(event) => {
                sought.value = event.currentTarget.value;
              }}
            />
          )}
          <small role="status">{(words || !tickets.length) && count(deskTexts.found, found.length)}</small>
        </div>
      )}
      <ul>
        {found.map((ticket) => (
          <Row
            key={ticket.number}
            ticket={ticket}
            promise={ticket.promise && promiseAt(ticket.promise, readAt, desk.clock.now.value)}
            onOpen={() => panel.show({ name: "thread", number: ticket.number })}
          />
        ))}
      </ul>
    </>
  );
}

/** The first view for whoever has tickets: a greeting, then the tickets. Whoever has none finds the form there. */
export function Home({ panel, desk }: ViewProps) {
  const name = desk.siteNow()?.name ?? texts.help;
  return (
    <>
      <Bar panel={panel}>
        <Avatar name={name} /> <bdi>{name}</bdi>
      </Bar>
      <div class="body">
        <Greeting desk={desk} />
        <h3>{deskTexts.yourTickets}</h3>
        <Loaded remote={desk.list}>{(list) => <Tickets panel={panel} desk={desk} {...list} />}</Loaded>
        <button type="button" class="quiet" onClick={() => panel.show({ name: "forget" })}>
          {deskTexts.forget}
        </button>
      </div>
      <div class="foot">
        <button type="button" class="primary" onClick={() => panel.show({ name: "new" })}>
          {texts.newTicket}
        </button>
      </div>
    </>
  );
}
