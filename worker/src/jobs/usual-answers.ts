import type { Desk } from "../desk.ts";
import { USUAL, usualAnswer } from "../domain/usual-answer.ts";
import { currentDirectory } from "../store/directory.ts";
import { firstAnswers, keepUsualAnswers, lastCounted } from "../store/figures.ts";
import { type Database, run } from "../store/query.ts";

/** How often it is counted, and of how many sites together. */
const HOUR = 3_600_000;
const PAGE = 50;

/**
 * Works out, once an hour, how long the first answer of each site usually takes. Two runs at once find the same. Resolves
 * with whether it was time.
 */
export async function countUsualAnswers({ database, now }: Pick<Desk, "database" | "now">): Promise<boolean> {
  const directory = await currentDirectory(database, false);
  const { last } = await run(database, { last: lastCounted });
  if (last !== null && last > now - HOUR) return false;
  const sites = [...directory.siteById.keys()];
  await countUsualAnswersOf(database, sites, now);
  return true;
}

/** Works it out of these sites, at an instant (ms). */
export async function countUsualAnswersOf(database: Database, sites: readonly string[], now: number): Promise<void> {
  for (let from = 0; from < sites.length; from += PAGE) {
    const page = sites.slice(from, from + PAGE);
    const { answers } = await run(database, { answers: firstAnswers(page, now - USUAL.within, USUAL.most) });
    const figures = answers.map(({ site, waits }) => ({ site, usualAnswer: usualAnswer(waits) }));
    await run(database, { figures: keepUsualAnswers(figures, now) });
  }
}
