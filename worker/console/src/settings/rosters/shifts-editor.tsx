import type { AgentRoster, Setup, Shift } from "@firstline/sdk/wire";
import { formTexts } from "../../texts/forms.ts";
import { hoursTexts } from "../../texts/hours.ts";
import { peopleTexts } from "../../texts/people.ts";
import { rosterTexts } from "../../texts/rosters.ts";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { cover, shiftsOf, spansOf, weekdays, withSpan } from "../hours.ts";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { CheckField, ChoicesField } from "../parts/fields.tsx";
import { RangeField } from "../parts/ranges-field.tsx";
import { dayName, shortDay } from "../parts/weekday.ts";
import { ZoneField } from "../parts/zone-field.tsx";
import { newRoster } from "../people/abilities.tsx";
import { HourGrid } from "./hour-grid.tsx";

const texts = rosterTexts.hours;
const office: Shift = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };
const days = weekdays.map((day) => ({ value: day, label: shortDay(day) }));

/** One person's hours: painted on a grid, or written to the minute. */
export function ShiftsEditor({ setup, agent }: { setup: Bound<Setup>; agent: string }) {
  const name = setup.value.agents.find(({ id }) => id === agent)?.name;
  const rosters = setup.at("roster").at("agents");
  const index = rosters.value.findIndex((one) => one.agent === agent);
  if (name === undefined) return null;
  return (
    <section class="fields-part" aria-labelledby="hours-title">
      <h3 id="hours-title">{texts.title(name)}</h3>
      {index === -1 ? (
        <>
          <p class="fields-text">{texts.give}</p>
          <div>
            <button
              type="button"
              class="button button-small"
              onClick={() => rosters.change((all) => [...all, newRoster(agent)])}
            >
              {peopleTexts.abilities.give}
            </button>
          </div>
        </>
      ) : (
        <Hours name={name} roster={rosters.at(index)} />
      )}
    </section>
  );
}

function Hours({ name, roster }: { name: string; roster: Bound<AgentRoster> }) {
  const shifts = roster.at("shifts");
  const spans = spansOf(shifts.value);
  const list = shifts.as(
    (value) => (value === "always" ? [] : value),
    (value) => value,
  );
  return (
    <>
      <div class="form-fields">
        <ZoneField field={roster.at("zone")} />
        <CheckField
          label={texts.always}
          field={shifts.as(
            (value) => value === "always",
            (always) => (always ? "always" : [office]),
          )}
        />
      </div>
      <p class="fields-text">{texts.how}</p>
      <HourGrid
        label={texts.grid(name)}
        head={texts.day}
        rows={weekdays.map((day) => ({ key: day, label: shortDay(day) }))}
        say={{ all: texts.on, part: texts.part, none: texts.off }}
        stateOf={(row, hour) => cover(spans, hourAt(row, hour, hour))}
        onPaint={(row, from, to, on) =>
          shifts.change((value) => shiftsOf(withSpan(spansOf(value), hourAt(row, from, to), on)))
        }
      />
      {shifts.value !== "always" && (
        <fieldset class="fields-group">
          <legend>{texts.shifts}</legend>
          {itemsOf(list).map((shift, index) => (
            <div key={index} class="shift">
              <ChoicesField
                label={`${texts.shift(index + 1)}: ${hoursTexts.days}`}
                field={shift.at("days").as<string[]>(
                  (value) => value,
                  (value) => weekdays.filter((day) => value.includes(day)),
                )}
                choices={days}
              />
              {shift.value.days.length === 0 && <span class="form-issue">{texts.noDays}</span>}
              <div class="fields-row">
                <RangeField
                  name={`${texts.shift(index + 1)}, ${shift.value.days.map(dayName).join(", ")}`}
                  field={shift.as(
                    ({ from, to }) => ({ from, to }),
                    (range, value) => ({ ...value, ...range }),
                  )}
                />
                {shift.value.to !== "" && shift.value.to < shift.value.from && (
                  <span class="form-optional">{texts.night}</span>
                )}
                <button
                  type="button"
                  class="button button-icon button-small"
                  aria-label={formTexts.remove(texts.shift(index + 1))}
                  title={formTexts.remove(texts.shift(index + 1))}
                  onClick={() => list.change((all) => all.toSpliced(index, 1))}
                >
                  <CloseIcon />
                </button>
              </div>
            </div>
          ))}
          <div>
            <button
              type="button"
              class="button button-small"
              onClick={() => list.change((all) => [...all, all.length === 0 ? office : { ...office, days: [] }])}
            >
              <PlusIcon />
              {texts.add}
            </button>
          </div>
        </fieldset>
      )}
      {[roster.issue, shifts.issue].map((issue) => issue !== undefined && <p class="form-issue">{issue}</p>)}
    </>
  );
}

const hourAt = (row: number, from: number, to: number) => ({
  from: row * 1_440 + from * 60,
  to: row * 1_440 + (to + 1) * 60,
});
