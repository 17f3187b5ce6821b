import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { work } from "../texts/work.ts";

/** How many tags a ticket may have. */
const most = 20;

/** Tags, each of which can be taken away, and a field that adds one; tags that are in use are suggested. */
export function TagsField(props: {
  tags: readonly string[];
  known: readonly string[];
  issue: string | undefined;
  onChange: (tags: readonly string[]) => void;
}) {
  const { tags, known, issue, onChange } = props;
  const written = useSignal("");
  const id = useId();
  const words = work.edit;
  const add = () => {
    const added = written
      .peek()
      .toLowerCase()
      .split(/[\s,]+/)
      .map((tag) => tag.slice(0, 40))
      .filter((tag) => tag !== "");
    written.value = "";
    if (added.length > 0) onChange([...new Set([...tags, ...added])].slice(0, most));
  };
  return (
    <div class={`form-field form-field-wide${issue === undefined ? "" : " form-field-wrong"}`}>
      <label class="form-label" for={id}>
        {words.tags} <span class="form-optional">{words.tagsHint}</span>
      </label>
      {tags.length > 0 && (
        <ul class="tags">
          {tags.map((tag) => (
            <li key={tag} class="tag">
              <bdi>{tag}</bdi>
              <button
                type="button"
                aria-label={words.removeTag(tag)}
                title={words.removeTag(tag)}
                onClick={() => onChange(tags.filter((other) => other !== tag))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        dir="auto"
        list={`${id}-known`}
        disabled={tags.length >= most}
        value={written.value}
        onInput={(event) => {
          written.value = event.currentTarget.value;
        }}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === "Backspace" && written.peek() === "") onChange(tags.slice(0, -1));
          // An empty field leaves Enter to the form.
          if ((event.key !== "Enter" && event.key !== ",") || written.peek().trim() === "") return;
          event.preventDefault();
          add();
        }}
      />
      <datalist id={`${id}-known`}>
        {known
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
      {issue !== undefined && <span class="form-issue">{issue}</span>}
    </div>
  );
}
