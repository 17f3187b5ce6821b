import type { ViewProps } from "../desk.tsx";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import type { View } from "../models/panel.ts";
import { promiseAt } from "../models/promise.ts";
import { put } from "../texts.ts";
import { Bar } from "./parts.tsx";
import { Promised } from "./promise.tsx";
import { CopyButton, holder } from "./ticket-parts.tsx";

interface SentProps extends ViewProps {
  readonly view: Extract<View, { name: "sent" }>;
}

/** The receipt: the number, and the link to come back with. */
export function Sent({ panel, desk, view }: SentProps) {
  const { ticket, link } = view.submitted;
  const now = desk.clock.now.value;
  const address = new URL(link, panel.options.url).href;
  return (
    <>
      <Bar panel={panel} back>
        {deskTexts.sentTitle}
      </Bar>
      <div class="body">
        <div class="receipt">
          <span class="avatar">
            <Icon name="check" />
          </span>
          <small>{deskTexts.sentNumber}</small>
          <output>{ticket.number}</output>
          <CopyButton text={ticket.number} label={deskTexts.sentNumber} />
          <p>{put(deskTexts.sentNext, { who: holder(ticket) })}</p>
          {ticket.promise && <Promised promise={promiseAt(ticket.promise, view.readAt, now)} now={now} />}
        </div>
        <div class="field">
          <label for="link">{deskTexts.sentLink}</label>
          <div class="copy">
            <input id="link" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
            <CopyButton text={address} label={deskTexts.sentLink} />
          </div>
          <small>{deskTexts.sentLinkHint}</small>
        </div>
      </div>
      <div class="foot">
        <button type="button" class="primary" onClick={() => panel.show({ name: "thread", number: ticket.number })}>
          {deskTexts.sentOpen}
        </button>
      </div>
    </>
  );
}
