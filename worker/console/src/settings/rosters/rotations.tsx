import type { Rotation, Setup } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { formTexts } from "../../texts/forms.ts";
import { rosterTexts } from "../../texts/rosters.ts";
import { FormField } from "../../views/form-field.tsx";
import { PlusIcon } from "../../views/icons.tsx";
import { Picker } from "../../views/parts.tsx";
import { choicesOf } from "../choices.ts";
import { tidyTime, weekdays } from "../hours.ts";
import { newId } from "../identifier.ts";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { CheckField, SelectField } from "../parts/fields.tsx";
import { OrderedList } from "../parts/ordered-list.tsx";
import { RangeField } from "../parts/ranges-field.tsx";
import { dayName } from "../parts/weekday.ts";
import { ownZone, ZoneField } from "../parts/zone-field.tsx";

const texts = rosterTexts.rotations;

/** Who of which team is on call, week by week. */
export function Rotations({ setup }: { setup: Bound<Setup> }) {
  const list = setup.at("roster").at("rotations");
  const { teams } = setup.value;
  /** The rotation that was added last, which is shown open. */
  const added = useSignal<string | undefined>(undefined);
  const add = () => {
    const team = teams.find(({ members }) => members.length > 0) ?? teams[0];
    if (!team) return;
    const rotation: Rotation = {
      id: newId("rot"),
      team: team.id,
      agents: [...team.members],
      zone: ownZone(),
      starts: new Date().toISOString().slice(0, 10),
      handover: { weekday: "mon", at: "09:00" },
    };
    added.value = rotation.id;
    list.change((now) => [...now, rotation]);
  };
  return (
    <section class="fields-part" aria-labelledby="rotations-title">
      <h3 id="rotations-title">{texts.title}</h3>
      <p class="fields-text">{list.value.length === 0 ? texts.empty : texts.intro}</p>
      {itemsOf(list).map((rotation, index) => (
        <RotationForm
          key={rotation.value.id}
          setup={setup.value}
          rotation={rotation}
          open={rotation.value.id === added.value}
          onRemove={() => list.change((now) => now.toSpliced(index, 1))}
        />
      ))}
      <div>
        <button type="button" class="button button-small" onClick={add}>
          <PlusIcon />
          {texts.add}
        </button>
      </div>
    </section>
  );
}

interface RotationProps {
  readonly setup: Setup;
  readonly rotation: Bound<Rotation>;
  readonly open: boolean;
  readonly onRemove: () => void;
}

function RotationForm({ setup, rotation, open, onRemove }: RotationProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (open && details.current) details.current.open = true;
  }, [open]);
  const team = setup.teams.find(({ id }) => id === rotation.value.team);
  const agents = rotation.at("agents");
  const nameOf = (id: string) => setup.agents.find((agent) => agent.id === id)?.name ?? id;
  const free = (team?.members ?? []).filter((member) => !agents.value.includes(member));
  const handover = rotation.at("handover");
  const starts = rotation.at("starts");
  const at = handover.at("at");
  const hours = rotation.at("hours");
  return (
    <details ref={details} class="card">
      <summary class="rotation-summary">
        <strong>
          <bdi>{team?.name ?? rotation.value.team}</bdi>
        </strong>{" "}
        <span class="form-optional">
          <bdi>{agents.value.map(nameOf).join(" → ")}</bdi> · {dayName(rotation.value.handover.weekday)} {at.value} ·{" "}
          {hours.value === undefined ? texts.allDay : `${hours.value.from}–${hours.value.to}`}
        </span>
        {rotation.issues > 0 && <span class="badge badge-danger">{formTexts.issues(rotation.issues)}</span>}
      </summary>
      <div class="form-fields">
        <SelectField label={texts.team} field={rotation.at("team")} choices={choicesOf(setup.teams)} />
        <ZoneField field={rotation.at("zone")} />
        <FormField label={texts.starts} issue={starts.issue}>
          <input type="date" value={starts.value} onInput={({ currentTarget }) => starts.set(currentTarget.value)} />
        </FormField>
        <SelectField
          label={texts.weekday}
          field={handover.at("weekday")}
          choices={weekdays.map((day) => ({ value: day, label: dayName(day) }))}
        />
        <FormField label={texts.at} issue={at.issue}>
          <input
            inputMode="numeric"
            maxLength={5}
            value={at.value}
            onInput={({ currentTarget }) => at.set(currentTarget.value)}
            onBlur={() => at.set(tidyTime(at.value))}
          />
        </FormField>
        <CheckField
          label={texts.allDay}
          field={hours.as(
            (value) => value === undefined,
            (allDay) => (allDay ? undefined : { from: "17:00", to: "09:00" }),
          )}
        />
        {hours.value !== undefined && (
          <div class="form-field">
            <span class="form-label">{texts.hours}</span>
            <RangeField name={texts.hours} field={hours.or({ from: "17:00", to: "09:00" })} />
          </div>
        )}
      </div>
      {rotation.issue !== undefined && <p class="form-issue">{rotation.issue}</p>}
      <span class="form-label">{texts.order}</span>
      <OrderedList label={texts.order} list={agents} nameOf={nameOf}>
        {(agent) => (
          <>
            <bdi>{nameOf(agent.value)}</bdi>
            {agent.issue !== undefined && <span class="form-issue"> {agent.issue}</span>}
          </>
        )}
      </OrderedList>
      <div class="card-foot">
        {free.length > 0 ? (
          <Picker
            aria-label={texts.addAgent}
            value=""
            onChange={({ currentTarget: { value } }) => value !== "" && agents.change((now) => [...now, value])}
          >
            <option value="">{texts.choose}</option>
            {free.map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </Picker>
        ) : (
          <span class="form-optional">{texts.noMembers}</span>
        )}
        <button type="button" class="button button-small button-danger" onClick={onRemove}>
          {texts.remove}
        </button>
      </div>
    </details>
  );
}
