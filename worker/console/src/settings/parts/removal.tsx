import { screenFragment } from "../../models/place.ts";
import { peopleTexts } from "../../texts/people.ts";
import type { Reference } from "../references.ts";

const texts = peopleTexts.removal;

interface RemovalProps {
  /** What would be removed. */
  readonly name: string;
  /** What goes or changes with it, a sentence each. */
  readonly hangs?: readonly string[];
  /** What names it, and has to be changed first. */
  readonly named: readonly Reference[];
  /** Why it cannot go at all. */
  readonly stays?: string | undefined;
  readonly onRemove: () => void;
}

/** The end of something in the draft: what hangs on it, and what is in the way. */
export function Removal({ name, hangs = [], named, stays, onRemove }: RemovalProps) {
  const blocked = stays !== undefined || named.length > 0;
  return (
    <section class="removal" aria-label={texts.title(name)}>
      {stays !== undefined && <p class="fields-text">{stays}</p>}
      {named.length > 0 && (
        <p class="fields-text">
          {texts.named}{" "}
          {named.map(({ page, id, name: other }, index) => (
            <>
              {index > 0 && ", "}
              <a key={`${page} ${id}`} href={screenFragment(["settings", page, id])}>
                <bdi>{other === "" ? id : other}</bdi>
              </a>
            </>
          ))}
          .
        </p>
      )}
      {!blocked && hangs.length > 0 && (
        <ul class="removal-hangs">
          {hangs.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <button type="button" class="button button-danger" disabled={blocked} onClick={onRemove}>
        {texts.remove(name)}
      </button>
    </section>
  );
}
