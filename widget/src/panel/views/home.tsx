import type { Ticket, TicketPromise } from "@firstline/sdk/wire";
import type { PanelModel } from "../models/panel.ts";
import { promiseAt } from "../models/promise.ts";
import { texts } from "../texts.ts";
import { when } from "../time.ts";
import { Form } from "./form.tsx";
import { Avatar, Bar, Chip, Loaded } from "./parts.tsx";
import { tellShort } from "./promise.tsx";

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
          {ticket.unread > 0 && <i class="dot" role="img" aria-label={texts.unread} />}
          {ticket.subject}
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

/** The first view: a greeting, then my tickets, or the form for whoever has none. */
export function Home({ model, onClose }: { model: PanelModel; onClose?: (() => void) | undefined }) {
  const site = model.site.state.value;
  const known = model.known.value;
  const name = site.kind === "ready" ? site.value.name : texts.help;
  const greeting = <Loaded remote={model.site}>{(value) => <p class="greeting">{value.greeting}</p>}</Loaded>;
  return (
    <>
      <Bar onClose={onClose}>
        <Avatar name={name} /> <bdi>{name}</bdi>
      </Bar>
      {known || site.kind === "failed" ? (
        <div class="body">
          {greeting}
          {known && (
            <>
              <h3>{texts.yourTickets}</h3>
              <Loaded remote={model.list}>
                {({ tickets, readAt }) => (
                  <ul>
                    {tickets.map((ticket) => (
                      <Row
                        key={ticket.number}
                        ticket={ticket}
                        promise={ticket.promise && promiseAt(ticket.promise, readAt, model.now.value)}
                        onOpen={() => model.showTicket(ticket.number)}
                      />
                    ))}
                  </ul>
                )}
              </Loaded>
              <button type="button" class="quiet" onClick={() => model.show({ name: "forget" })}>
                {texts.forget}
              </button>
            </>
          )}
        </div>
      ) : (
        <Form panel={model}>{greeting}</Form>
      )}
      {known && (
        <div class="foot">
          <button type="button" class="primary" onClick={() => model.show({ name: "new" })}>
            {texts.newTicket}
          </button>
        </div>
      )}
    </>
  );
}
