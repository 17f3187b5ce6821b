import type { Submitted } from "@firstline/sdk/wire";
import { Icon } from "../icons.tsx";
import type { PanelModel } from "../models/panel.ts";
import { texts } from "../texts.ts";
import { Bar, CopyButton, holder } from "./parts.tsx";

interface SentProps {
  readonly model: PanelModel;
  readonly submitted: Submitted;
  readonly onBack: () => void;
  readonly onClose?: (() => void) | undefined;
}

/** The receipt: the number, and the link to come back with. */
export function Sent({ model, submitted: { ticket, link }, onBack, onClose }: SentProps) {
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
