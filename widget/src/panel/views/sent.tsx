import { Icon } from "../icons.tsx";
import type { ViewProps } from "../desk.tsx";
import type { View } from "../models/panel.ts";
import { promiseAt } from "../models/promise.ts";
import { put, texts } from "../texts.ts";
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
        {texts.sentTitle}
      </Bar>
      <div class="body">
        <div class="receipt">
          <span class="avatar">
            <Icon name="check" />
          </span>
          <small>{texts.sentNumber}</small>
          <output>{ticket.number}</output>
          <CopyButton text={ticket.number} label={texts.sentNumber} />
          <p>{put(texts.sentNext, { who: holder(ticket) })}</p>
          {ticket.promise && <Promised promise={promiseAt(ticket.promise, view.readAt, now)} now={now} />}
        </div>
        <div class="field">
          <label for="link">{texts.sentLink}</label>
          <div class="copy">
            <input id="link" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
            <CopyButton text={address} label={texts.sentLink} />
          </div>
          <small>{texts.sentLinkHint}</small>
        </div>
      </div>
      <div class="foot">
        <button type="button" class="primary" onClick={() => panel.show({ name: "thread", number: ticket.number })}>
          {texts.sentOpen}
        </button>
      </div>
    </>
  );
}
