import type { Macro, Placeholder, Setup } from "@firstline/sdk/wire";
import { useId, useRef } from "preact/hooks";
import type { Values } from "../../models/placeholders.ts";
import { macroTexts as texts } from "../../texts/macros.ts";
import { FormField } from "../../views/form-field.tsx";
import type { Bound } from "../parts/bound.ts";
import { filledParts, textIssue } from "./filled.ts";

const placeholders: readonly Placeholder[] = [
  "contact.name",
  "ticket.number",
  "ticket.subject",
  "agent.name",
  "site.name",
  "promise.answerBy",
  "promise.solvedBy",
];

interface TextProps {
  readonly macro: Bound<Macro>;
  readonly sites: Setup["sites"];
  readonly agent: string;
}

/** A macro's text, the placeholders that it may name, and how it reads with them filled. */
export function MacroText({ macro, sites, agent }: TextProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const field = macro.at("text");
  const issue = textIssue(field.value) ?? field.issue;
  const insert = (placeholder: Placeholder) => {
    if (!area.current) return;
    area.current.setRangeText(`{{${placeholder}}}`, area.current.selectionStart, area.current.selectionEnd, "end");
    field.set(area.current.value);
    area.current.focus();
  };
  return (
    <div class="macro-writing">
      <div class="macro-source">
        <FormField label={texts.text} wide issue={issue}>
          <textarea
            ref={area}
            class="area"
            dir="auto"
            rows={8}
            maxLength={10_000}
            aria-invalid={issue !== undefined}
            value={field.value}
            onInput={({ currentTarget }) => field.set(currentTarget.value)}
          />
        </FormField>
        <fieldset class="macro-placeholders">
          <legend class="form-label">{texts.insert}</legend>
          {placeholders.map((placeholder) => (
            <button
              key={placeholder}
              type="button"
              class="button button-small"
              title={`{{${placeholder}}}`}
              onClick={() => insert(placeholder)}
            >
              {texts.placeholders[placeholder]}
            </button>
          ))}
        </fieldset>
      </div>
      <section class="macro-preview" aria-labelledby={`${id}-preview`}>
        <h3 id={`${id}-preview`} class="form-label">
          {texts.preview}
        </h3>
        <p class="macro-sample" dir="auto">
          {filledParts(field.value, samplesFor(macro.value, sites, agent)).map((part, index) => {
            if (part.kind === "text") return part.text;
            const Mark = part.kind === "filled" ? "bdi" : "mark";
            return (
              <Mark key={index} class={`macro-${part.kind}`}>
                {part.text}
              </Mark>
            );
          })}
        </p>
        <p class="field-hint">{texts.previewHint}</p>
      </section>
    </div>
  );
}

/** What a ticket on one of the macro's sites could be, as the one who edits it would answer it. */
function samplesFor({ sites: own }: Macro, sites: Setup["sites"], agent: string): Values {
  const site = sites.find(({ id }) => own === "all" || own.includes(id));
  return {
    "contact.name": texts.samples.contact,
    "ticket.number": `${site?.prefix ?? "DESK"}-1042`,
    "ticket.subject": texts.samples.subject,
    "agent.name": agent,
    "site.name": site?.name,
    "promise.answerBy": texts.samples.answerBy,
    "promise.solvedBy": texts.samples.solvedBy,
  };
}
