import type { ClockAlarm, ClockMetric, LadderStep } from "@firstline/sdk/wire";
import { promiseTexts } from "../../texts/promises.ts";
import type { Bound } from "../parts/bound.ts";
import { ChoicesField, SelectField } from "../parts/fields.tsx";
import { OrderedList } from "../parts/ordered-list.tsx";

const texts = promiseTexts.contracts;
const alarms: readonly ClockAlarm[] = ["at_risk", "breached", "breached_again"];
const steps: readonly LadderStep["step"][] = ["notify", "next_tier", "lead"];
const metrics: readonly ClockMetric[] = ["first_response", "next_response", "resolution", "tier"];

/** What happens when clocks run out, step by step. */
export function Ladder({ ladder }: { ladder: Bound<LadderStep[]> }) {
  return (
    <section class="fields-part" aria-labelledby="ladder-title">
      <h3 id="ladder-title">{texts.ladder}</h3>
      <p class="fields-text">{texts.ladderHint}</p>
      <OrderedList<LadderStep>
        label={texts.ladder}
        list={ladder}
        nameOf={({ on, step }) => texts.stepName(texts.alarm[on], texts.steps[step])}
        add={{ label: texts.addStep, make: (): LadderStep => ({ on: "breached", step: "next_tier" }) }}
        most={24}
      >
        {(step) => (
          <div class="form-fields">
            <SelectField
              label={texts.on}
              field={step.at("on")}
              choices={alarms.map((value) => ({ value, label: texts.alarm[value] }))}
            />
            <SelectField
              label={texts.step}
              field={step.at("step")}
              choices={steps.map((value) => ({ value, label: texts.steps[value] }))}
            />
            <ChoicesField
              label={texts.metrics}
              field={step.at("metrics").as<string[]>(
                (value) => value ?? [],
                (value) => (value.length === 0 ? undefined : metrics.filter((metric) => value.includes(metric))),
              )}
              choices={metrics.map((value) => ({ value, label: texts.metric[value] }))}
            />
            {step.issue !== undefined && <p class="form-issue">{step.issue}</p>}
          </div>
        )}
      </OrderedList>
    </section>
  );
}
