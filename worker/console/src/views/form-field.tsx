import type { ComponentChildren } from "preact";
import type { Failure } from "../failure.ts";
import { texts } from "../texts.ts";
import { WarningIcon } from "./icons.tsx";

interface FormFieldParts {
  readonly label: string;
  readonly optional?: boolean | undefined;
  readonly wide?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly issue?: string | undefined;
  readonly children: ComponentChildren;
}

/** A field of a form: its label, its control, and what the desk said about it. */
export function FormField({ label, optional, wide, hint, issue, children }: FormFieldParts) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is always among the children
    <label class={`form-field${wide ? " form-field-wide" : ""}${issue === undefined ? "" : " form-field-wrong"}`}>
      <span class="form-label">
        {label} {optional && <span class="form-optional">{texts.create.optional}</span>}{" "}
        {hint !== undefined && <span class="form-optional">{hint}</span>}
      </span>
      {children}
      {issue !== undefined && <span class="form-issue">{issue}</span>}
    </label>
  );
}

/** Why a form was refused, below its fields. */
export function FormFailure({ failure }: { failure: Failure | undefined }) {
  if (!failure) return null;
  const reasons = [failure.text, ...failure.issues.map(({ message }) => message)];
  return (
    <p class="form-failure" role="alert">
      <WarningIcon />
      {failure.code === "invalid" ? texts.create.marked : reasons.join(" ")}
    </p>
  );
}

/** What the desk said about a field, by a name that stands in the issue's path; of a list about one item of it. */
export function issueOf(failure: Failure | undefined, field: string, index?: number): string | undefined {
  return failure?.issues.find(({ path }) => {
    const names = path.split(/[./]/);
    const at = names.indexOf(field);
    return at !== -1 && (names[at + 1] === undefined ? index === undefined : names[at + 1] === String(index));
  })?.message;
}
