import type { DeskTicket } from "@firstline/sdk/wire";
import { useModel, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { command, titled } from "../commands.ts";
import type { EntryKind } from "../models/drafts.ts";
import { GuardModel } from "../models/guard.ts";
import type { TicketModel } from "../models/ticket.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { AttachedFiles, MacroEffects, Meanwhile, Unfilled } from "./composer-extras.tsx";
import { ComposerText } from "./composer-text.tsx";
import { Guard } from "./guard.tsx";
import { AtIcon, ClockIcon, LockIcon, MacroIcon, PaperclipIcon } from "./icons.tsx";

const kinds: readonly EntryKind[] = ["reply", "note"];

interface Parts {
  readonly model: TicketModel;
  readonly ticket: DeskTicket;
  readonly workspace: Workspace;
}

/** Where the agent writes: to the requester, or a note to colleagues. */
export function Composer({ model, ticket, workspace }: Parts) {
  const { sites, teams } = workspace.session.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const dragging = useSignal(false);
  const guard = useModel(() => new GuardModel(model, (site) => sites.find(({ id }) => id === site)?.glossary ?? []));
  const writing = model.writing.value;
  const closed = ticket.status === "closed" && writing === "reply";
  const text = model.drafts.value[writing];
  const attaching = model.composing.files[writing];
  const select = (start?: number, end = start) => {
    // What was just put in stands in the model first and in the field with the next drawing.
    setTimeout(() => {
      field.current?.focus();
      if (start !== undefined) field.current?.setSelectionRange(start, end ?? start);
    });
  };
  return (
    <section class={`composer composer-${writing}`} aria-label={texts.composer.label}>
      <Meanwhile model={model} attendance={workspace.attendance} />
      <div class="tabs" role="tablist" aria-label={texts.composer.label}>
        {kinds.map((kind) => (
          <Tab key={kind} kind={kind} model={model} />
        ))}
      </div>
      <div
        id="composer"
        class={`composer-card${dragging.value ? " composer-dragging" : ""}`}
        role="tabpanel"
        aria-labelledby={`tab-${writing}`}
        data-drop={work.files.drop}
        onDragOver={(event) => {
          if (closed || !event.dataTransfer?.types.includes("Files")) return;
          event.preventDefault();
          dragging.value = true;
        }}
        onDragLeave={() => {
          dragging.value = false;
        }}
        onDrop={(event) => {
          dragging.value = false;
          if (closed || !event.dataTransfer?.files.length) return;
          event.preventDefault();
          attaching.add(event.dataTransfer.files);
        }}
      >
        {closed ? (
          <p class="composer-closed">{texts.composer.closed}</p>
        ) : (
          <>
            <ComposerText field={field} model={model} ticket={ticket} workspace={workspace} />
            {writing === "reply" && <Guard guard={guard} select={select} />}
            {writing === "reply" && <Unfilled text={text} select={select} />}
            {writing === "reply" && (
              <MacroEffects
                macro={model.composing.macro.value}
                teams={teams}
                forget={() => model.composing.use(undefined)}
              />
            )}
            <AttachedFiles attaching={attaching} />
            <Buttons model={model} field={field} />
          </>
        )}
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
      title={titled(texts.composer[kind], command[kind])}
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

function Buttons({ model, field }: { model: TicketModel; field: RefObject<HTMLTextAreaElement | null> }) {
  const held = model.composing.held.value;
  const disabled = held !== undefined;
  const title = held === "underway" ? work.files.waiting : held === "unfilled" ? work.macros.unfilledHint : undefined;
  if (model.writing.value === "note") {
    return (
      <div class="composer-buttons">
        <Tools model={model} field={field} />
        <p>{texts.composer.noteHint}</p>
        <button type="button" class="button button-note" disabled={disabled} title={title} onClick={() => model.send()}>
          {texts.composer.addNote}
        </button>
      </div>
    );
  }
  return (
    <div class="composer-buttons">
      <Tools model={model} field={field} />
      <p>{texts.composer.sendHint}</p>
      <button type="button" class="button" disabled={disabled} title={title} onClick={() => model.send("solved")}>
        {texts.composer.sendSolved}
      </button>
      <span class="button-pair">
        <button
          type="button"
          class="button"
          disabled={disabled}
          title={title ?? texts.composer.sendPendingTitle}
          onClick={() => model.send("pending")}
        >
          {texts.composer.sendPending}
        </button>
        <button
          type="button"
          class="button"
          disabled={disabled}
          aria-label={work.snooze.send}
          title={work.snooze.send}
          onClick={() => model.ask({ kind: "snooze", send: true })}
        >
          <ClockIcon />
        </button>
      </span>
      <button
        type="button"
        class="button button-primary"
        disabled={disabled}
        title={title}
        onClick={() => model.send()}
      >
        {texts.composer.send}
      </button>
    </div>
  );
}

/** What can be put into the text or goes with it. */
function Tools({ model, field }: { model: TicketModel; field: RefObject<HTMLTextAreaElement | null> }) {
  const picker = useRef<HTMLInputElement>(null);
  const writing = model.writing.value;
  const sign = writing === "reply" ? "/" : "@";
  const hint = writing === "reply" ? work.macros.hint : work.mentions.button;
  /** Writes the sign that opens the list, as if it had been typed. */
  const write = () => {
    const area = field.current;
    if (!area) return;
    area.focus();
    const before = area.value.slice(0, area.selectionEnd);
    area.setRangeText(/\S$/.test(before) ? ` ${sign}` : sign, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  return (
    <span class="composer-tools">
      <button
        type="button"
        class="button button-icon"
        aria-label={work.files.add}
        title={work.files.add}
        onClick={() => picker.current?.click()}
      >
        <PaperclipIcon />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={work.files.add}
        onChange={({ currentTarget }) => {
          model.composing.files[writing].add(currentTarget.files ?? []);
          currentTarget.value = "";
        }}
      />
      <button
        type="button"
        id="composer-insert"
        class="button button-icon"
        aria-label={hint}
        title={hint}
        onClick={write}
      >
        {writing === "reply" ? <MacroIcon /> : <AtIcon />}
      </button>
    </span>
  );
}
