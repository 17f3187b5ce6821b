import type { Submitted } from "@firstline/sdk/wire";
import { render } from "preact";
import { deskTexts } from "../desk-texts.ts";
import { more } from "../more-texts.ts";
import css from "../receipt.css?inline";
import { direction, language } from "../texts.ts";
import { inFull } from "../time.ts";
import { tellAll } from "./promise.tsx";

interface Receipt {
  /** Whose desk took the ticket. */
  readonly site: string;
  readonly submitted: Submitted;
  /** The address that opens the ticket. */
  readonly link: string;
}

/** Draws a receipt into an empty window and prints it; the window closes behind it. */
export function printReceipt(paper: Window & typeof globalThis, { site, submitted, link }: Receipt): void {
  const { ticket, events } = submitted;
  const written = events.find((event) => event.type === "message")?.message.text;
  const { document } = paper;
  // The style sheet has to be the window's own.
  const sheet = new paper.CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  document.title = `${more.receipt} ${ticket.number}`;
  render(
    <main>
      <p class="site">
        <bdi>{site}</bdi>
      </p>
      <h1>{more.receipt}</h1>
      <p class="number">
        {deskTexts.sentNumber} <b>{ticket.number}</b>
      </p>
      <dl>
        <dt>{more.receiptDate}</dt>
        <dd>{inFull(ticket.createdAt)}</dd>
        {ticket.promise && tellAll(ticket.promise).map((line) => <dd key={line}>{line}</dd>)}
      </dl>
      <h2>
        <bdi>{ticket.subject}</bdi>
      </h2>
      <p class="written" dir="auto">
        {written}
      </p>
      <footer>
        <p>{deskTexts.sentLink}</p>
        <p class="link">{link}</p>
        <p>{deskTexts.sentLinkHint}</p>
      </footer>
    </main>,
    document.body,
  );
  paper.addEventListener("afterprint", () => paper.close());
  paper.print();
}
