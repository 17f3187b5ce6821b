import { signal } from "@preact/signals-core";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import type { View } from "../models/panel.ts";
import { promiseAt } from "../models/promise.ts";
import { speakMore } from "../more-texts.ts";
import { put, texts } from "../texts.ts";
import { Bar } from "./parts.tsx";
import { Promised } from "./promise.tsx";
import { CopyButton, holder } from "./ticket-parts.tsx";
import type { ViewProps } from "./view.ts";

interface SentProps extends ViewProps {
  readonly view: Extract<View, { name: "sent" }>;
}

/** Whether the receipt could not be shown, as where a page may not open windows. */
const unprinted = signal(false);

/** The receipt: the number, and the link to come back with. */
export function Sent({ panel, desk, view }: SentProps) {
  const { ticket, link } = view.submitted;
  const now = desk.clock.now.value;
  const address = new URL(link, panel.options.url).href;
  /** Prints a receipt in a window of its own: this one is the page's. */
  async function print() {
    const paper = open("", "", "popup,width=640,height=800");
    try {
      const [{ printReceipt }] = await Promise.all([import("./receipt.tsx"), speakMore()]);
      unprinted.value = !paper;
      if (paper)
        printReceipt(paper.window, { site: desk.siteNow()?.name ?? "", submitted: view.submitted, link: address });
    } catch {
      paper?.close();
      unprinted.value = true;
    }
  }
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
          <div class="copy">
            <CopyButton text={ticket.number} label={deskTexts.sentNumber} />
            <button type="button" onClick={print}>
              {deskTexts.print}
            </button>
          </div>
          {unprinted.value && <small role="alert">{texts.problem}</small>}
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
