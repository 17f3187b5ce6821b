import type { DeskTicket, Session } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { EntryKind } from "../models/drafts.ts";
import { GuardModel } from "../models/guard.ts";
import type { TicketModel } from "../models/ticket.ts";
import { texts } from "../texts.ts";
import { Guard } from "./guard.tsx";
import { LockIcon } from "./icons.tsx";
import { nameOf } from "./parts.tsx";

const kinds: readonly EntryKind[] = ["reply", "note"];

/** Where the agent writes: to the requester, or a note to colleagues. */
export function Composer(props: { model: TicketModel; ticket: DeskTicket; sites: Session["sites"] }) {
  const { model, ticket, sites } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const guard = useModel(() => new GuardModel(model, (site) => sites.find(({ id }) => id === site)?.glossary ?? []));
  const writing = model.writing.value;
  const closed = ticket.status === "closed" && writing === "reply";
  const text = model.drafts.value[writing];
  return (
    <section class={`composer composer-${writing}`} aria-label={texts.composer.label}>
      <div class="tabs" role="tablist" aria-label={texts.composer.label}>
        {kinds.map((kind) => (
          <Tab key={kind} kind={kind} model={model} />
        ))}
      </div>
      <div id="composer" class="composer-card" role="tabpanel" aria-labelledby={`tab-${writing}`}>
        {closed ? (
          <p class="composer-closed">{texts.composer.closed}</p>
        ) : (
          <textarea
            ref={field}
            id="composer-text"
            dir="auto"
            rows={2}
            maxLength={20_000}
            aria-label={texts.composer[writing]}
            placeholder={
              writing === "note" ? texts.composer.notePlaceholder : texts.composer.replyTo(nameOf(ticket.requester))
            }
            value={text}
            onInput={(event) => model.draft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              void model.send();
            }}
          />
        )}
        {!closed && writing === "reply" && (
          <Guard
            guard={guard}
            select={(start, end = start) => {
              // A suggestion that was just taken stands in the model first and in the field with the next drawing.
              setTimeout(() => {
                field.current?.focus();
                if (start !== undefined) field.current?.setSelectionRange(start, end ?? start);
              });
            }}
          />
        )}
        {!closed && <Buttons model={model} empty={text.trim() === ""} />}
      </div>
    </section>
  );
}

function Tab({ kind, model }: { kind: EntryKind; model: TicketModel }) {
  const selected = model.writing.value === kind;
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${kind}`}
      aria-selected={selected}
      aria-controls="composer"
      tabIndex={selected ? 0 : -1}
      title={`${texts.composer[kind]} (${kind === "reply" ? "r" : "n"})`}
      onClick={() => model.write(kind)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const other = kind === "reply" ? "note" : "reply";
        model.write(other);
        document.getElementById(`tab-${other}`)?.focus();
      }}
    >
      {kind === "note" && <LockIcon />}
      {texts.composer[kind]}
    </button>
  );
}

function Buttons({ model, empty }: { model: TicketModel; empty: boolean }) {
  if (model.writing.value === "note") {
    return (
      <div class="composer-buttons">
        <p>{texts.composer.noteHint}</p>
        <button type="button" class="button button-note" disabled={empty} onClick={() => model.send()}>
          {texts.composer.addNote}
        </button>
      </div>
    );
  }
  return (
    <div class="composer-buttons">
      <p>{texts.composer.sendHint}</p>
      <button type="button" class="button" disabled={empty} onClick={() => model.send("solved")}>
        {texts.composer.sendSolved}
      </button>
      <button
        type="button"
        class="button"
        disabled={empty}
        title={texts.composer.sendPendingTitle}
        onClick={() => model.send("pending")}
      >
        {texts.composer.sendPending}
      </button>
      <button type="button" class="button button-primary" disabled={empty} onClick={() => model.send()}>
        {texts.composer.send}
      </button>
    </div>
  );
}
