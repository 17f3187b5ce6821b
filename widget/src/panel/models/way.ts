import type { Event, Tier } from "@firstline/sdk/wire";

/** A line of support that a ticket came to. */
interface Line {
  readonly is: "line";
  /** Since when. */
  readonly at: string;
  readonly tier: Tier;
  /** Who had it there last. */
  readonly who?: string | undefined;
  /** Sent back from a higher line. */
  readonly back?: boolean;
  /** Why it was sent up, in the words for the requester. */
  readonly because?: string;
}

/** One stop of a ticket's way: a line of support, or a status that begins or ends it. */
export type Stop = Line | { readonly is: "new" | "solved" | "closed"; readonly at: string };

/** The line that had the ticket last. */
export const lastLine = (way: readonly Stop[]) => way.findLast((stop) => stop.is === "line");

/** The way of a ticket, told by its events. Moves within a line make no stop of their own. */
export function wayOf(events: readonly Event[]): readonly Stop[] {
  const way: Stop[] = [];
  for (const event of events) {
    const { at } = event;
    const last = way.at(-1);
    const line = lastLine(way);
    const come = (tier: Tier, how: Pick<Line, "back" | "because"> = {}) => {
      if (last?.is === "line" && last.tier.level === tier.level) way.splice(-1, 1, { ...last, ...how });
      else way.push({ is: "line", at, tier, ...how });
    };
    switch (event.type) {
      case "submitted":
        way.push({ is: "new", at });
        break;
      case "routed":
        come(event.tier);
        break;
      case "escalated":
        come(event.to, { because: event.reason });
        break;
      case "returned":
        come(event.to, { back: true });
        break;
      case "assigned":
        if (line) way.splice(way.indexOf(line), 1, { ...line, who: event.agent?.name });
        break;
      case "status":
        if (event.to === "solved" || event.to === "closed") way.push({ is: event.to, at });
        else if (event.from === "solved" && line) way.push({ is: "line", at, tier: line.tier, who: line.who });
        break;
    }
  }
  return way;
}

/** The way with at most `most` stops, at least three: the first and the latest; undefined stands for those between. */
export const abridge = (way: readonly Stop[], most: number): readonly (Stop | undefined)[] =>
  way.length > most ? [way[0], undefined, ...way.slice(2 - most)] : way;
