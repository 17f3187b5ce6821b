import { wholeDesk } from "../domain/directory.ts";
import { digest } from "../secrets.ts";
import { type Budget, budgetsSpent, secondsLeft, spendBudgets } from "../store/budgets.ts";
import { failureOf } from "../store/failure.ts";
import { setupGuard } from "../store/guards.ts";
import { type Queries, run } from "../store/query.ts";
import { type Context, SetupMoved } from "./context.ts";
import { Refused } from "./refused.ts";

/** How often something may happen in an hour: from one client, or over the whole desk where clients are not known. */
export async function clientBudget(
  { address }: Context,
  name: string,
  { perClient, perDesk }: { readonly perClient: number; readonly perDesk: number },
): Promise<Budget> {
  return address === undefined
    ? { name, limit: perDesk }
    : { name: `${name} ${await digest(address)}`, limit: perClient };
}

/** Refuses, with when it is worth trying again. */
export const overBudget = ({ now }: Context): Refused =>
  new Refused("too_many_requests", { retryAfter: secondsLeft(now) });

/** Counts a use of each budget in the batch that writes; what is over one is refused, and nothing is written. */
export async function withinBudgets(context: Context, budgets: readonly Budget[], writes: Queries): Promise<void> {
  const { env, directory, now } = context;
  const { spent, guard } = await run(env.DB, {
    spent: budgetsSpent(wholeDesk, budgets, now),
    guard: setupGuard,
  });
  if (guard.version !== directory.version) throw new SetupMoved();
  if (spent) throw overBudget(context);
  await run(env.DB, { ...writes, budgets: spendBudgets(wholeDesk, budgets, now, "fail") }).catch((error) => {
    throw failureOf(error) === "clash" ? overBudget(context) : error;
  });
}
