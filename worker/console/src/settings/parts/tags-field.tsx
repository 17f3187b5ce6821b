import { useId, useRef, useState } from "preact/hooks";
import { formTexts as texts } from "../../texts/forms.ts";
import { CloseIcon } from "../../views/icons.tsx";
import type { Bound } from "./bound.ts";
import { Hint } from "./fields.tsx";

interface TagsProps {
  readonly label: string;
  readonly field: Bound<string[]>;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What one becomes before it is added, such as an origin out of an address. */
  readonly tidy?: ((text: string) => string) | undefined;
  /** What is wrong with one; it is not added before it is mended, and what was typed stays. */
  readonly check?: ((text: string) => string | undefined) | undefined;
  /** Where one tag ends and the next begins; default a comma or a new line. */
  readonly between?: RegExp | undefined;
  readonly code?: boolean | undefined;
  /** What is in the list and chosen elsewhere. */
  readonly hidden?: ((tag: string) => boolean) | undefined;
}

/** A list of short texts: Enter adds what is typed, Backspace in an empty field takes the last one back for mending. */
export function TagsField(props: TagsProps) {
  const { label, field, hint, placeholder, tidy = (text) => text, check, between = /[,\n]/, code, hidden } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | undefined>(undefined);

  const slipIn = (tag: string) => check?.(tag) ?? (field.value.includes(tag) ? texts.twice(tag) : undefined);
  /** Adds what it can; the first that is wrong, and all behind it, stay typed. */
  const add = (text: string) => {
    const parts = text
      .split(between)
      .map((part) => tidy(part.trim()))
      .filter((part) => part !== "");
    const at = parts.findIndex((part, index) => slipIn(part) !== undefined || parts.indexOf(part) !== index);
    const good = at === -1 ? parts : parts.slice(0, at);
    const left = at === -1 ? [] : parts.slice(at);
    if (good.length > 0) field.change((tags) => [...tags, ...good]);
    setTyped(left.join(", "));
    setWrong(left[0] === undefined ? undefined : (slipIn(left[0]) ?? texts.twice(left[0])));
  };
  const remove = (index: number) => {
    field.change((tags) => tags.toSpliced(index, 1));
    input.current?.focus();
  };

  const issues = [wrong, field.issue, ...field.value.map((_, index) => field.at(index).issue)].filter(
    (issue) => issue !== undefined,
  );
  return (
    <div class={`form-field form-field-wide tags-field${issues.length > 0 ? " form-field-wrong" : ""}`}>
      <label class="form-label" for={id}>
        {label}
      </label>
      <div class="tags">
        <ul aria-label={label}>
          {field.value.map((tag, index) =>
            hidden?.(tag) ? null : (
              <li key={tag} class={`tag${field.at(index).issues > 0 ? " tag-wrong" : ""}${code ? " code-input" : ""}`}>
                <bdi>{tag}</bdi>
                <button
                  type="button"
                  aria-label={texts.remove(tag)}
                  title={texts.remove(tag)}
                  onClick={() => remove(index)}
                >
                  <CloseIcon />
                </button>
              </li>
            ),
          )}
        </ul>
        <input
          ref={input}
          id={id}
          class={code ? "code-input" : undefined}
          dir={code ? "ltr" : "auto"}
          spellcheck={code ? false : undefined}
          autocomplete="off"
          placeholder={placeholder}
          aria-invalid={issues.length > 0}
          value={typed}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            setWrong(undefined);
          }}
          onBlur={() => add(typed)}
          onPaste={(event) => {
            const text = event.clipboardData?.getData("text") ?? "";
            if (typed !== "" || !between.test(text.trim())) return;
            event.preventDefault();
            add(text);
          }}
          onKeyDown={(event) => {
            if (event.isComposing || event.ctrlKey || event.metaKey) return;
            const end = field.value.findLastIndex((tag) => !hidden?.(tag));
            const last = field.value[end];
            if ((event.key === "Enter" || between.test(event.key)) && typed.trim() !== "") add(typed);
            else if (event.key === "Backspace" && typed === "" && last !== undefined) {
              remove(end);
              setTyped(last);
            } else return;
            event.preventDefault();
          }}
        />
      </div>
      <Hint>{hint}</Hint>
      {issues.map((issue) => (
        <span key={issue} class="form-issue">
          {issue}
        </span>
      ))}
    </div>
  );
}
