import type { Calendar, Issue, ReplayRequest, SupportContract } from "@firstline/sdk/wire";
import { calendarIssues } from "../../domain/calendar-issues.ts";
import { instant } from "../../domain/clock-projection.ts";
import { type Directory, sitesSeen } from "../../domain/directory.ts";
import { termsOf } from "../../domain/lines.ts";
import { formatNumber } from "../../domain/number.ts";
import { replayOf } from "../../domain/replay.ts";
import { contractFor, supportContractIssues } from "../../domain/support-contract.ts";
import { DAY } from "../../domain/zone.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import { Refused } from "../../http/refused.ts";
import { clockEventsOf } from "../../store/events.ts";
import { type PastTicketRow, pastTickets } from "../../store/past-tickets.ts";

/** How many tickets are read at a time, and how many are looked at in all. */
const PAGE = 200;
const MOST = 5_000;

export const deskContracts = {
  "POST /v1/desk/contracts/dry-run": async ({ context, body }) => {
    const { directory, caller, now } = context;
    const { contract } = body;
    const seen = sitesSeen(directory, sitesOf(caller), contract.site).length > 0;
    const site = seen ? directory.siteById.get(contract.site) : undefined;
    if (!site) throw new Refused("not_found");
    const calendar = soundCalendar(directory, body);
    const contracts = withContract(directory.setup.contracts, contract);
    const isFor = ({ plan }: PastTicketRow) => contractFor(contracts, site.id, plan) === contract;

    const from = now - body.days * DAY;
    const replay = replayOf(termsOf(contract, calendar), now);
    let before = Number.MAX_SAFE_INTEGER;
    let more = false;
    for (let read = 0; ; read += PAGE) {
      const { found } = await context.read({ found: pastTickets(site.id, before, PAGE) });
      const page = found.filter(({ createdAt }) => createdAt >= from);
      more = read >= MOST && page.length > 0;
      if (more) break;
      const wanted = page.filter(isFor);
      const sequences = wanted.map(({ sequence }) => sequence);
      const { events } = await context.read({ events: clockEventsOf(site.id, sequences) });
      for (const { sequence, subject } of wanted) {
        replay.add({ number: formatNumber(site.prefix, sequence), subject, events: events.get(sequence) ?? [] });
      }
      before = page.at(-1)?.sequence ?? 0;
      if (page.length < PAGE) break;
    }
    return { status: 200, body: { ...replay.outcome(), more, from: instant(from) } };
  },
} satisfies Partial<Handlers>;

/** The contracts with one in the place of its id; a new one stands before all others, so that it is the one that counts. */
function withContract(contracts: readonly SupportContract[], contract: SupportContract): SupportContract[] {
  const isKnown = contracts.some(({ id }) => id === contract.id);
  return isKnown ? contracts.map((one) => (one.id === contract.id ? contract : one)) : [contract, ...contracts];
}

/** The calendar of a contract to be tried out. Refuses a contract or calendar that could not be saved. */
function soundCalendar({ setup }: Directory, { contract, calendar }: ReplayRequest): Calendar {
  const others = setup.calendars.filter(({ id }) => id !== calendar?.id);
  const calendars = calendar ? [...others, calendar] : others;
  const issues: Issue[] = [
    ...supportContractIssues(contract, { ...setup, calendars }).map(below("body.contract")),
    ...(calendar ? calendarIssues(calendar).map(below("body.calendar")) : []),
  ];
  const found = calendars.find(({ id }) => id === contract.calendar);
  if (!found || issues.length > 0) throw new Refused("invalid", { issues });
  return found;
}

const below =
  (place: string) =>
  ({ path, message }: Issue): Issue => ({ path: path === "" ? place : `${place}.${path}`, message });
