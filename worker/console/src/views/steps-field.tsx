import { useRef } from "preact/hooks";
import { texts } from "../texts.ts";
import { CloseIcon, PlusIcon } from "./icons.tsx";

interface StepsFieldParts {
  readonly label: string;
  readonly steps: readonly string[];
  /** What the desk said about the list, or about one of its steps. */
  readonly issue: (index?: number) => string | undefined;
  readonly onChange: (steps: readonly string[]) => void;
}

const most = 20;

/** A list that grows step by step: Enter adds one below, Backspace in an empty one takes it away. */
export function StepsField({ label, steps, issue, onChange }: StepsFieldParts) {
  const list = useRef<HTMLOListElement>(null);
  const words = texts.lines.escalate;
  const focus = (index: number) =>
    setTimeout(() => list.current?.querySelectorAll("input").item(Math.max(0, index))?.focus());
  const add = (index: number) => {
    if (steps.length >= most) return;
    onChange(steps.toSpliced(index, 0, ""));
    focus(index);
  };
  const remove = (index: number) => {
    if (steps.length === 1) return;
    onChange(steps.toSpliced(index, 1));
    focus(index - 1);
  };
  const wrong = issue();
  return (
    <fieldset class={`form-field form-field-wide steps-field${wrong === undefined ? "" : " form-field-wrong"}`}>
      <legend class="form-label">{label}</legend>
      <ol ref={list}>
        {steps.map((step, index) => (
          <li key={index}>
            <input
              aria-label={words.step(index + 1)}
              maxLength={500}
              dir="auto"
              value={step}
              onInput={(event) => onChange(steps.with(index, event.currentTarget.value))}
              onKeyDown={(event) => {
                if (event.ctrlKey || event.metaKey || event.isComposing) return;
                if (event.key === "Enter") add(index + 1);
                else if (event.key === "Backspace" && step === "" && steps.length > 1) remove(index);
                else return;
                event.preventDefault();
              }}
            />
            {steps.length > 1 && (
              <button
                type="button"
                class="button button-icon"
                aria-label={words.removeStep(index + 1)}
                title={words.removeStep(index + 1)}
                onClick={() => remove(index)}
              >
                <CloseIcon />
              </button>
            )}
            {issue(index) !== undefined && <span class="form-issue">{issue(index)}</span>}
          </li>
        ))}
      </ol>
      <button
        type="button"
        class="button button-small button-quiet steps-add"
        disabled={steps.length >= most}
        onClick={() => add(steps.length)}
      >
        <PlusIcon />
        {words.addStep}
      </button>
      {wrong !== undefined && <span class="form-issue">{wrong}</span>}
    </fieldset>
  );
}
