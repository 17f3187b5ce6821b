import type { ClockStanding, DeskTicket, TicketFilter } from "./wire/index.ts";

/** When a running clock is due, and from when on it is at risk (ms); long since, where the desk said that it is. */
interface Dates {
  readonly dueAt: number;
  readonly riskAt: number;
}

function runningOf({ status, clocks }: DeskTicket): Dates[] {
  if (status === "solved" || status === "closed") return [];
  return clocks.flatMap((clock) => {
    switch (clock.state) {
      case "running":
        return clock.dueAt === null || clock.riskAt === null
          ? []
          : [{ dueAt: Date.parse(clock.dueAt), riskAt: Date.parse(clock.riskAt) }];
      case "at_risk":
        return [{ dueAt: Date.parse(clock.dueAt), riskAt: 0 }];
      case "breached":
        return clock.since.is === "running" ? [{ dueAt: Date.parse(clock.dueAt), riskAt: 0 }] : [];
      default:
        return [];
    }
  });
}

/** When the first of a ticket's running clocks is due (ms), also if that is over; undefined if none runs. */
export function nextDueOf(ticket: DeskTicket): number | undefined {
  const dates = runningOf(ticket);
  return dates.length === 0 ? undefined : Math.min(...dates.map(({ dueAt }) => dueAt));
}

/** How a ticket's running clocks stand together at an instant (ms). */
export function standingOf(ticket: DeskTicket, now: number): ClockStanding {
  const dates = runningOf(ticket);
  if (dates.length === 0) return "none";
  if (dates.some(({ dueAt }) => dueAt < now)) return "breached";
  return dates.some(({ riskAt }) => riskAt <= now) ? "at_risk" : "on_time";
}

type Ranged = "created" | "updated";
type Named = Exclude<keyof TicketFilter, Ranged | "bounces" | "verified">;

/** A ticket's values of a fact; null is one. */
const valuesOf: { readonly [Fact in Named]: (ticket: DeskTicket, now: number) => readonly (string | number | null)[] } =
  {
    site: ({ site }) => [site.id],
    status: ({ status }) => [status],
    priority: ({ priority }) => [priority],
    tier: ({ tier }) => [tier.level],
    team: ({ team }) => [team.id],
    assignee: ({ assignee }) => [assignee?.id ?? null],
    topic: ({ topic }) => [topic?.id ?? null],
    tag: ({ tags }) => tags,
    channel: ({ channel }) => [channel],
    language: ({ language }) => [language],
    plan: ({ requester }) => [requester.plan],
    contract: ({ contract }) => [contract?.id ?? null],
    clock: (ticket, now) => [standingOf(ticket, now)],
    rating: ({ rating }) => [rating?.score ?? null],
  };

const isNamed = (fact: string): fact is Named => fact in valuesOf;

const isWithin = (instant: string, range: TicketFilter[Ranged]): boolean =>
  (range?.from === undefined || instant >= range.from) && (range?.to === undefined || instant < range.to);

/**
 * Whether a ticket is as a filter asks for at an instant (ms): what a desk's list with this filter holds. For keeping a
 * list in line with live changes without asking again.
 */
export function fitsFilter(ticket: DeskTicket, filter: TicketFilter, now: number): boolean {
  const { created, updated, bounces, verified, ...named } = filter;
  if (!isWithin(ticket.createdAt, created) || !isWithin(ticket.updatedAt, updated)) return false;
  if (bounces !== undefined && ticket.bounces < bounces) return false;
  if (verified !== undefined && ticket.requester.verified !== verified) return false;
  return Object.entries(named).every(([fact, asked]) => {
    const wanted: readonly (string | number | null)[] | undefined = asked;
    return (
      wanted === undefined || (isNamed(fact) && valuesOf[fact](ticket, now).some((value) => wanted.includes(value)))
    );
  });
}
