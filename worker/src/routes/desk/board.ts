import type { UnassignedTicket } from "@firstline/sdk/wire";
import { alarmFor } from "../../domain/alarms.ts";
import { figuresFor, firstDay, loadsFor } from "../../domain/board.ts";
import { instant, instantOrNull } from "../../domain/clock-projection.ts";
import { sitesSeen } from "../../domain/directory.ts";
import type { Handlers } from "../../http/bind.ts";
import { sitesOf } from "../../http/caller.ts";
import type { DeskContext } from "../../http/context.ts";
import { Refused } from "../../http/refused.ts";
import { anybody, shownTickets } from "../../http/shelves.ts";
import { alarmsAfter } from "../../store/alarms.ts";
import { dailyFigures, openCounts } from "../../store/board.ts";
import { heldOnShelves, type Shelves, ticketsOnShelves } from "../../store/desk-lists.ts";
import { standings } from "../../store/standings.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import { concerns } from "./alarms.ts";

/** How many tickets each list of the board shows. */
const MOST = 20;

export const deskBoard = {
  "GET /v1/desk/board": async ({ context, query }) => {
    const { caller, directory, now } = context;
    const sites = sitesSeen(directory, sitesOf(caller), query.site);
    if (query.site !== undefined && sites.length === 0) throw new Refused("not_found");
    const on = (kind: Shelves["kind"]) =>
      ({ shelves: { kind, sites, holders: anybody }, filter: {}, order: "due", now }) as const;
    const read = await context.read({
      standings: standings(now),
      open: openCounts(sites),
      pressedAtRisk: heldOnShelves(on("atRisk")),
      pressedBreached: heldOnShelves(on("breached")),
      atRisk: ticketsOnShelves(on("atRisk"), undefined, MOST),
      breached: ticketsOnShelves(on("breached"), undefined, MOST),
      unassigned: ticketsOnShelves(on("unassigned"), undefined, MOST),
      bounced: ticketsOnShelves(on("bounced"), undefined, MOST),
      alarms: alarmsAfter(now),
      figures: dailyFigures(sites, firstDay(now)),
    });
    const counts = { open: read.open, atRisk: read.pressedAtRisk, breached: read.pressedBreached };
    const unassigned = await Promise.all(read.unassigned.tickets.map((found) => withReason(context, found)));
    return {
      status: 200,
      body: {
        at: instant(now),
        ...loadsFor(directory, query.site === undefined ? sitesOf(caller) : sites, counts, read.standings, now),
        atRisk: await shownTickets(context, read.atRisk.tickets),
        breached: await shownTickets(context, read.breached.tickets),
        unassigned: unassigned.flat(),
        bounced: await shownTickets(context, read.bounced.tickets),
        alarms: read.alarms
          .filter((alarm) => concerns(context, alarm, query.site))
          .map((alarm) => alarmFor(directory, alarm)),
        skills: directory.setup.roster.skills,
        ...figuresFor(read.figures, now),
      },
    };
  },
} satisfies Partial<Handlers>;

/** A ticket that nobody has, with why that is. */
async function withReason(context: DeskContext, found: StoredTicket): Promise<UnassignedTicket[]> {
  const { unplaced } = found.state;
  const why = { why: unplaced?.why ?? null, until: instantOrNull(unplaced?.until ?? null) };
  return (await shownTickets(context, [found])).map((ticket) => ({ ticket, ...why }));
}
