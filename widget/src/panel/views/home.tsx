import type { Ticket } from "@firstline/sdk/wire";
import { Icon } from "../icons.tsx";
import type { PanelModel } from "../models/panel.ts";
import { texts } from "../texts.ts";
import { ago } from "../time.ts";
import { Form } from "./form.tsx";
import { Avatar, Bar, Chip, holder, Loaded } from "./parts.tsx";

const Row = ({ ticket, onOpen }: { ticket: Ticket; onOpen: () => void }) => (
  <li>
    <button type="button" class="row" onClick={onOpen}>
      <b>
        {ticket.unread > 0 && <i class="dot" role="img" aria-label={texts.unread(ticket.unread)} />}
        {ticket.subject}
      </b>
      <time dateTime={ticket.updatedAt}>{ago(ticket.updatedAt)}</time>
      <small>
        {ticket.number} · <bdi>{holder(ticket)}</bdi>
      </small>
      <Chip status={ticket.status} />
    </button>
  </li>
);

/** The first view: a greeting, then my tickets, or the form for whoever has none. */
export function Home({ model, onClose }: { model: PanelModel; onClose?: (() => void) | undefined }) {
  const site = model.site.state.value;
  const known = model.known.value;
  const name = site.kind === "ready" ? site.value.name : texts.help;
  return (
    <>
      <Bar onClose={onClose}>
        <Avatar name={name} /> <bdi>{name}</bdi>
      </Bar>
      <div class="body">
        {(known || site.kind !== "loading") && (
          <Loaded remote={model.site}>{(value) => <p class="greeting">{value.greeting}</p>}</Loaded>
        )}
        {known ? (
          <>
            <h3>{texts.yourTickets}</h3>
            <Loaded remote={model.list}>
              {({ items, next }) => (
                <>
                  <ul>
                    {items.map((ticket) => (
                      <Row key={ticket.number} ticket={ticket} onOpen={() => model.showTicket(ticket.number)} />
                    ))}
                  </ul>
                  {next && (
                    <button type="button" onClick={model.more}>
                      {texts.more}
                    </button>
                  )}
                </>
              )}
            </Loaded>
            <button type="button" class="quiet" onClick={() => model.show({ name: "forget" })}>
              {texts.forget}
            </button>
          </>
        ) : (
          site.kind !== "failed" && <Form panel={model} />
        )}
      </div>
      {known && (
        <footer>
          <button type="button" class="primary" onClick={() => model.show({ name: "new" })}>
            {texts.newTicket}
            <Icon name="next" />
          </button>
        </footer>
      )}
    </>
  );
}
