import type { Desk } from "../desk.ts";
import { currentDirectory, newestDirectory } from "../store/directory.ts";
import { run } from "../store/query.ts";
import { type DueDelivery, deliveriesDue } from "../store/webhook-deliveries.ts";
import { deliver } from "../webhooks/deliver.ts";

/** How many deliveries a run begins at most, and to how many webhooks at a time: the next minute goes on from there. */
const MOST = 300;
const TOGETHER = 5;

/**
 * Sends what waits for webhooks: it failed before, its request broke off, or nobody's request caused it. Each webhook has
 * its share of a run, and one that does not take a message gets no other before the next minute, so that it holds up
 * nobody else. Resolves with how many were taken.
 */
export async function sendWebhooks({ database, poster, now }: Omit<Desk, "directory">): Promise<number> {
  const directory = await newestDirectory(database, await currentDirectory(database, false));
  const webhooks = directory.webhooks.filter(({ off }) => off === null).map(({ id }) => id);
  if (!poster || webhooks.length === 0) return 0;
  const { due } = await run(database, { due: deliveriesDue(webhooks, now, Math.floor(MOST / webhooks.length)) });
  const lanes = webhooks.map((id) => due.filter(({ webhookId }) => webhookId === id));
  let taken = 0;
  const inTurn = async (lane: readonly DueDelivery[]) => {
    for (const delivery of lane) {
      if (!(await deliver(database, poster, directory, delivery, now))) break;
      taken++;
    }
  };
  const failures: PromiseRejectedResult[] = [];
  for (let from = 0; from < lanes.length; from += TOGETHER) {
    const outcomes = await Promise.allSettled(lanes.slice(from, from + TOGETHER).map(inTurn));
    failures.push(...outcomes.filter((outcome) => outcome.status === "rejected"));
  }
  if (failures[0]) throw failures[0].reason;
  return taken;
}
