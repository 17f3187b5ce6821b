import type { Tier, TierBudget } from "@firstline/sdk/wire";
import { promiseTexts } from "../../texts/promises.ts";
import { FormField } from "../../views/form-field.tsx";
import { Picker } from "../../views/parts.tsx";
import type { Bound } from "../parts/bound.ts";
import { NumberField } from "../parts/fields.tsx";
import { MinutesField } from "../parts/minutes-field.tsx";

const texts = promiseTexts.contracts;

type Kind = "none" | "minutes" | "share";
const kinds: readonly Kind[] = ["none", "minutes", "share"];

const kindOf = (budget: TierBudget | undefined): Kind =>
  budget === undefined ? "none" : "minutes" in budget ? "minutes" : "share";

/** How long each tier may hold a ticket. */
export function TierBudgets({ budgets, tiers }: { budgets: Bound<TierBudget[]>; tiers: readonly Tier[] }) {
  return (
    <section class="fields-part" aria-labelledby="budgets-title">
      <h3 id="budgets-title">{texts.budgets}</h3>
      <p class="fields-text">{texts.budgetsHint}</p>
      {tiers.map(({ level, label }) => {
        const index = budgets.value.findIndex(({ tier }) => tier === level);
        const budget = budgets.value[index];
        const choose = (kind: Kind) =>
          budgets.change((now) => {
            const others = now.filter(({ tier }) => tier !== level);
            if (kind === "none") return others;
            return [...others, kind === "minutes" ? { tier: level, minutes: 480 } : { tier: level, share: 0.5 }];
          });
        return (
          <div key={level} class="fields-row">
            <FormField label={texts.budgetOf(label)} issue={index === -1 ? undefined : budgets.at(index).issue}>
              <Picker
                value={kindOf(budget)}
                onChange={({ currentTarget }) => choose(kinds.find((kind) => kind === currentTarget.value) ?? "none")}
              >
                {kinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {texts.budget[kind]}
                  </option>
                ))}
              </Picker>
            </FormField>
            {budget && "minutes" in budget && (
              <MinutesField
                label={texts.amountOf(label)}
                field={budgets.at(index).as<number | undefined>(
                  (now) => ("minutes" in now ? now.minutes : undefined),
                  (minutes) => ({ tier: level, minutes: minutes ?? Number.NaN }),
                )}
              />
            )}
            {budget && "share" in budget && (
              <NumberField
                label={texts.shareOf(label)}
                field={budgets.at(index).as<number | undefined>(
                  (now) => ("share" in now ? Math.round(now.share * 100) : undefined),
                  (percent) => ({ tier: level, share: (percent ?? Number.NaN) / 100 }),
                )}
                min={1}
                max={100}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}
