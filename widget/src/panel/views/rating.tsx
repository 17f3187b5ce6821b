import type { Ticket } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import type { ThreadModel } from "../models/thread.ts";
import { count, texts } from "../texts.ts";

/** What is said beside the stars, while it is written. */
const comment = signal("");

/** How the help was, from one star to five; it may be changed. */
export function Rating({ thread, rating }: { thread: ThreadModel; rating: Ticket["rating"] }) {
  const score = rating?.score ?? 0;
  return (
    <form
      class="rating"
      onSubmit={async (event) => {
        event.preventDefault();
        await thread.rate(score, comment.peek());
        if (!thread.problem.peek()) comment.value = "";
      }}
    >
      <fieldset>
        <legend>
          <span role="status">{score ? deskTexts.rated : deskTexts.rate}</span>
        </legend>
        {[1, 2, 3, 4, 5].map((stars) => (
          <label key={stars} class={stars <= score ? "star on" : "star"}>
            <input
              type="radio"
              name="rating"
              aria-label={count(deskTexts.stars, stars)}
              checked={stars === score}
              onChange={() => thread.rate(stars, rating?.comment ?? "")}
            />
            <Icon name="star" />
          </label>
        ))}
      </fieldset>
      {score > 0 && !rating?.comment && (
        <div class="composer">
          <textarea
            rows={1}
            maxLength={2_000}
            aria-label={deskTexts.rateMore}
            placeholder={deskTexts.rateMore}
            value={comment.value}
            onInput={(event) => {
              comment.value = event.currentTarget.value;
            }}
          />
          <button type="submit" class="round" aria-label={texts.send} aria-disabled={!comment.value.trim()}>
            <Icon name="send" />
          </button>
        </div>
      )}
    </form>
  );
}
