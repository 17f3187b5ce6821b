import type { DeskTicket, Tier } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Failure } from "../failure.ts";
import type { HandoverDraft, PlaybookDraft } from "../models/drafts.ts";
import { saysSomething } from "../models/drafts.ts";
import type { TicketForms } from "../models/ticket-forms.ts";
import { tiersAbove } from "../models/way.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure, FormField, issueOf } from "./form-field.tsx";
import { Picker } from "./parts.tsx";
import { StepsField } from "./steps-field.tsx";

/** The open ticket's dialog, while there is one. */
export function TicketDialog({ workspace }: { workspace: Workspace }) {
  const model = workspace.ticket.value;
  const ticket = model?.state.value;
  const form = model?.forms.state.value;
  if (!model || !form || form.kind === "closed" || ticket?.kind !== "ready") return null;
  const parts = {
    forms: model.forms,
    ticket: ticket.ticket,
    failure: form.kind === "open" ? form.failure : undefined,
    sending: form.kind === "sending",
  };
  switch (form.form) {
    case "escalate":
      return <Escalate {...parts} above={tiersAbove(ticket.ticket, workspace.session.value.tiers)} />;
    case "return":
      return <SendBack {...parts} />;
    case "solve":
      return <Solve {...parts} />;
  }
}

interface Parts {
  readonly forms: TicketForms;
  readonly ticket: DeskTicket;
  readonly failure: Failure | undefined;
  readonly sending: boolean;
}

function Escalate({ forms, ticket, failure, sending, above }: Parts & { above: readonly Tier[] }) {
  const words = texts.lines.escalate;
  const { handover } = forms.written.value;
  const change = (changes: Partial<HandoverDraft>) => forms.write({ handover: { ...handover, ...changes } });
  const tierIssue = issueOf(failure, "tier");
  const target = above.find(({ level }) => level === forms.tier.value) ?? above[0];
  return (
    <FormDialog
      title={words.title(ticket.number)}
      intro={words.intro}
      submit={sending ? words.sending : words.submit}
      onSubmit={forms.escalate}
      forms={forms}
      failure={failure}
      sending={sending}
      beside={
        (above.length > 1 || tierIssue !== undefined) && <TierPicker forms={forms} above={above} issue={tierIssue} />
      }
    >
      <Area
        label={words.summary}
        value={handover.summary}
        issue={issueOf(failure, "summary")}
        onInput={(summary) => change({ summary })}
      />
      <StepsField
        label={words.tried}
        steps={handover.tried}
        issue={(index) => issueOf(failure, "tried", index)}
        onChange={(tried) => change({ tried })}
      />
      <Area
        label={words.missing}
        hint={words.missingHint}
        value={handover.missing}
        issue={issueOf(failure, "missing")}
        onInput={(missing) => change({ missing })}
      />
      <Area
        label={words.impact}
        value={handover.impact}
        issue={issueOf(failure, "impact")}
        onInput={(impact) => change({ impact })}
      />
      <FormField label={words.publicReason} hint={words.publicReasonHint} issue={issueOf(failure, "publicReason")} wide>
        <input
          maxLength={160}
          dir="auto"
          value={handover.publicReason}
          onInput={(event) => change({ publicReason: event.currentTarget.value })}
        />
      </FormField>
      {target && (
        <section class="preview" aria-label={words.preview}>
          <p class="preview-label">{words.preview}</p>
          <p class="preview-text">
            <strong>{words.previewHas(target.label)}</strong>
            <span dir="auto">{saysSomething(handover.publicReason) ? handover.publicReason : words.previewEmpty}</span>
          </p>
        </section>
      )}
    </FormDialog>
  );
}

function TierPicker(props: { forms: TicketForms; above: readonly Tier[]; issue: string | undefined }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the picker is the control
    <label class="form-tier">
      <span>{texts.lines.escalate.to}</span>
      <Picker
        value={props.forms.tier.value ?? props.above[0]?.level}
        onChange={(event) => props.forms.choose(Number(event.currentTarget.value))}
      >
        {props.above.map(({ level, label }) => (
          <option key={level} value={level}>
            {label}
          </option>
        ))}
      </Picker>
      {props.issue !== undefined && <span class="form-issue">{props.issue}</span>}
    </label>
  );
}

function SendBack({ forms, ticket, failure, sending }: Parts) {
  const words = texts.lines.return;
  return (
    <FormDialog
      title={words.title(ticket.number)}
      intro={words.intro}
      submit={sending ? words.sending : words.submit}
      onSubmit={forms.sendBack}
      forms={forms}
      failure={failure}
      sending={sending}
    >
      <Area
        label={words.missing}
        value={forms.written.value.missing}
        issue={issueOf(failure, "missing")}
        onInput={(missing) => forms.write({ missing })}
      />
    </FormDialog>
  );
}

function Solve({ forms, ticket, failure, sending }: Parts) {
  const words = texts.lines.solve;
  const { playbook } = forms.written.value;
  const change = (changes: Partial<PlaybookDraft>) => forms.write({ playbook: { ...playbook, ...changes } });
  const submit = saysSomething(playbook) ? words.submitWith : words.submit;
  return (
    <FormDialog
      title={words.title(ticket.number)}
      intro={words.intro}
      submit={sending ? words.sending : submit}
      onSubmit={forms.solve}
      forms={forms}
      failure={failure}
      sending={sending}
    >
      <FormField label={words.name} issue={issueOf(failure, "title")} wide>
        <input
          maxLength={120}
          dir="auto"
          value={playbook.title}
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </FormField>
      <Area
        label={words.signs}
        value={playbook.signs}
        issue={issueOf(failure, "signs")}
        onInput={(signs) => change({ signs })}
      />
      <StepsField
        label={words.steps}
        steps={playbook.steps}
        issue={(index) => issueOf(failure, "steps", index)}
        onChange={(steps) => change({ steps })}
      />
    </FormDialog>
  );
}

interface FormDialogParts extends Omit<Parts, "ticket"> {
  readonly title: string;
  readonly intro: string;
  readonly submit: string;
  readonly onSubmit: () => void;
  /** What stands in the foot beside the buttons. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}

function FormDialog({ title, intro, submit, onSubmit, forms, failure, sending, beside, children }: FormDialogParts) {
  const form = useRef<HTMLFormElement>(null);
  // What the desk refused is looked for by nobody: the first field with an issue takes the focus.
  useLayoutEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>(".form-issue");
    wrong?.parentElement?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }, [failure]);
  return (
    <Dialog id="ticket-form" title={title} onClose={forms.close}>
      <form
        ref={form}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onSubmit();
        }}
      >
        <p class="form-intro">{intro}</p>
        <div class="form-fields">{children}</div>
        <FormFailure failure={failure} />
        <footer class="form-foot">
          {beside}
          <button type="button" class="button" disabled={sending} onClick={forms.close}>
            {texts.cancel}
          </button>
          <button type="submit" class="button button-primary" disabled={sending}>
            {submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

interface AreaParts {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly issue: string | undefined;
  readonly onInput: (text: string) => void;
}

const Area = ({ value, onInput, hint, ...field }: AreaParts) => (
  <FormField {...field} {...(hint === undefined ? {} : { hint })} wide>
    <textarea
      class="area"
      rows={2}
      maxLength={2_000}
      dir="auto"
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  </FormField>
);
