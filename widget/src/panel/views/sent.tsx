import { Icon } from "../icons.tsx";
import type { PanelModel, View } from "../models/panel.ts";
import { promiseAt } from "../models/promise.ts";
import { texts } from "../texts.ts";
import { Bar, CopyButton, holder } from "./parts.tsx";
import { Promised } from "./promise.tsx";

interface SentProps {
  readonly model: PanelModel;
  readonly view: Extract<View, { name: "sent" }>;
  readonly onBack: () => void;
  readonly onClose?: (() => void) | undefined;
}

/** The receipt: the number, and the link to come back with. */
export function Sent({ model, view, onBack, onClose }: SentProps) {
  const { ticket, link } = view.submitted;
  const now = model.now.value;
  const address = new URL(link, model.url).href;
  return (
    <>
      <Bar onBack={onBack} onClose={onClose}>
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
          <p>{texts.sentNext(holder(ticket))}</p>
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
        <button type="button" class="primary" onClick={() => model.showTicket(ticket.number)}>
          {texts.sentOpen}
        </button>
      </div>
    </>
  );
}
