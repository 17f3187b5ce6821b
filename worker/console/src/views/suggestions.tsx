import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Something that may be put into the text. */
export interface Suggestion {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly icon: ComponentChildren;
}

export const suggestionsId = "composer-suggestions";
export const suggestionId = (id: string): string => `suggestion-${id}`;

/** The list that opens over the text behind `/` or `@`. The keys stay with the text. */
export function Suggestions(props: {
  title: string;
  items: readonly Suggestion[];
  index: number;
  /** What to say where there is nothing. */
  nothing: string;
  choose: (index: number) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [props.index]);
  return (
    <div class="suggestions">
      <p class="suggestions-title">{props.title}</p>
      {props.items.length === 0 ? (
        <p class="suggestions-none" role="status">
          {props.nothing}
        </p>
      ) : (
        <div ref={list} id={suggestionsId} class="suggestions-list" role="listbox" aria-label={props.title}>
          {props.items.map((item, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys stay with the text
            <div
              key={item.id}
              id={suggestionId(item.id)}
              role="option"
              tabIndex={-1}
              aria-selected={index === props.index}
              class="suggestion"
              // Before the text loses its focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => props.choose(index)}
            >
              {item.icon}
              <bdi class="suggestion-name">{item.name}</bdi>
              <bdi class="suggestion-hint">{item.hint}</bdi>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
