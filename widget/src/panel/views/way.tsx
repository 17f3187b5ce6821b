import { deskTexts } from "../desk-texts.ts";
import { abridge, type Stop } from "../models/way.ts";
import { put } from "../texts.ts";
import { when } from "../time.ts";

/** What a stop is called. */
function label(stop: Stop): string {
  if (stop.is !== "line") return deskTexts.status[stop.is];
  return stop.back ? put(deskTexts.wayBack, { tier: stop.tier.label }) : stop.tier.label;
}

/** The way of a ticket, in five stops at most; the last is to be solved. */
export function Way({ way }: { way: readonly Stop[] }) {
  const now = way.at(-1);
  const done = now?.is === "solved" || now?.is === "closed";
  return (
    <ol class="way" aria-label={deskTexts.way}>
      {abridge(way, done ? 5 : 4).map((stop) => (
        <li key={`${stop?.is} ${stop?.at}`} aria-current={stop === now ? "step" : undefined}>
          <span>{stop ? label(stop) : "…"}</span>
          {stop?.is === "line" && stop.who && (
            <small>
              <bdi>{stop.who}</bdi>
            </small>
          )}
          {stop && (
            <small>
              <time dateTime={stop.at}>{when(stop.at)}</time>
            </small>
          )}
        </li>
      ))}
      {!done && <li class="ahead">{deskTexts.status.solved}</li>}
    </ol>
  );
}
