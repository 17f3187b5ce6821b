import type { Absence, Setup } from "@firstline/sdk/wire";
import { directoryOf } from "../../src/domain/directory.ts";
import { countUsualAnswersOf } from "../../src/jobs/usual-answers.ts";
import { digest, randomSecret } from "../../src/secrets.ts";
import { insertAbsence } from "../../src/store/absences.ts";
import { contactWrote, insertContact } from "../../src/store/contacts.ts";
import { appendEvents } from "../../src/store/events.ts";
import { type Queries, run, type Sender } from "../../src/store/query.ts";
import { firstSetup } from "../../src/store/setup.ts";
import { changeLoads } from "../../src/store/standings.ts";
import { insertTicket, nextSequence } from "../../src/store/tickets.ts";
import type { Filling } from "../folder.ts";
import { emptySetup } from "./empty-setup.ts";
import { instantBefore } from "./hours.ts";
import { customers } from "./people.ts";
import { type Past, play } from "./play.ts";
import { absences } from "./rosters.ts";
import { demoSetup } from "./setup.ts";
import { productAccess } from "./stories/product-access.ts";
import { productMoney } from "./stories/product-money.ts";
import { shopGear } from "./stories/shop-gear.ts";
import { shopOrders } from "./stories/shop-orders.ts";

const stories = [...shopOrders, ...shopGear, ...productMoney, ...productAccess];

/** For how long (ms of the shop's hours) Amara has been back. */
const AMARA_IS_BACK = 2 * 60 * 60_000;

/** Fills a new database with a desk: empty, or with the demo as if it had been worked in until `now` (ms since 1970). */
export async function fill(database: Sender, filling: Filling, now: number): Promise<void> {
  await (filling === "empty" ? run(database, firstSetup(emptySetup(), now)) : fillDemo(database, now));
}

/** The demo's desk and all that happened there until `now` (ms since 1970). */
export function demoPast(now: number): { setup: Setup; absences: readonly Absence[]; past: Past } {
  const setup = demoSetup(now);
  const shop = directoryOf(1, setup, []).lines.termsFor("site_shop", null, null);
  if (!shop) throw new Error("The demo's shop has no contract");
  const away = absences(now, instantBefore(shop.time, now, AMARA_IS_BACK));
  return { setup, absences: away, past: play(directoryOf(1, setup, [], away), stories, customers, now) };
}

async function fillDemo(database: Sender, now: number): Promise<void> {
  const { setup, absences, past } = demoPast(now);
  await run(database, {
    ...firstSetup(setup, now),
    ...Object.fromEntries(absences.map((absence) => [absence.id, insertAbsence(absence)])),
    ...(await written(past)),
  });
  await countUsualAnswersOf(
    database,
    setup.sites.map(({ id }) => id),
    now,
  );
}

/** What writes a past, for one batch: whoever wrote, the tickets in order, and how the agents stand after it. */
async function written({ people, played, loads }: Past): Promise<Queries> {
  const contacts = people.flatMap(({ contact, site, since, wroteAt }) => [
    [`${contact.id} is there`, insertContact(site, contact, contact.email, since)],
    [`${contact.id} wrote`, contactWrote(site, contact.id, wroteAt)],
  ]);
  const tickets = played.map(async ({ site, ticket, events, schedule }, index) => [
    [`${index} sequence`, nextSequence(site)],
    [`${index} ticket`, insertTicket(site, ticket, schedule, await digest(randomSecret()), 1)],
    [`${index} events`, appendEvents(site, undefined, events)],
  ]);
  return Object.fromEntries([...contacts, ...(await Promise.all(tickets)).flat(), ["loads", changeLoads(loads)]]);
}
