import type { Calendar, Setup } from "@firstline/sdk/wire";
import type { Workspace } from "../../models/workspace.ts";
import { promiseTexts } from "../../texts/promises.ts";
import { settingsTexts } from "../../texts/settings.ts";
import { weekdays } from "../hours.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { CheckField, TextField } from "../parts/fields.tsx";
import { ListDetail } from "../parts/list-detail.tsx";
import { RangesField } from "../parts/ranges-field.tsx";
import { Removal } from "../parts/removal.tsx";
import { dayName } from "../parts/weekday.ts";
import { WithDraft } from "../parts/with-draft.tsx";
import { ownZone, ZoneField } from "../parts/zone-field.tsx";
import { namingCalendar } from "../references.ts";
import { Holidays } from "./holidays.tsx";
import "../people/people.css";
import "../parts/hours.css";
import "./promises.css";

const texts = promiseTexts.calendars;

/** Monday to Friday from nine to five. */
const office: Exclude<Calendar["hours"], "always"> = {
  mon: [{ from: "09:00", to: "17:00" }],
  tue: [{ from: "09:00", to: "17:00" }],
  wed: [{ from: "09:00", to: "17:00" }],
  thu: [{ from: "09:00", to: "17:00" }],
  fri: [{ from: "09:00", to: "17:00" }],
  sat: [],
  sun: [],
};

/** Which hours count: the week of each calendar, and its holidays. */
export function Calendars({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => {
        const list = setup.at("calendars");
        const add = () => {
          const id = newId("cal");
          const calendar = { id, name: texts.newName, zone: ownZone(), hours: office, holidays: [] };
          list.change((now) => [...now, calendar]);
          workspace.open(["settings", "calendars", id]);
        };
        return (
          <ListDetail
            label={settingsTexts.pages.calendars}
            page="calendars"
            selected={path[0]}
            items={list.value.map(({ id, name, zone }, index) => ({
              id,
              name,
              detail: zone,
              issues: list.at(index).issues,
            }))}
            add={{ label: texts.add, onAdd: add }}
            empty={texts.empty}
          >
            {(id) => (
              <CalendarForm
                workspace={workspace}
                setup={setup}
                calendar={list.at(list.value.findIndex((calendar) => calendar.id === id))}
                onRemove={() => {
                  list.change((now) => now.filter((calendar) => calendar.id !== id));
                  workspace.open(["settings", "calendars"]);
                }}
              />
            )}
          </ListDetail>
        );
      }}
    </WithDraft>
  );
}

interface CalendarProps {
  readonly workspace: Workspace;
  readonly setup: Bound<Setup>;
  readonly calendar: Bound<Calendar>;
  readonly onRemove: () => void;
}

function CalendarForm({ workspace, setup, calendar, onRemove }: CalendarProps) {
  const { id, name } = calendar.value;
  const hours = calendar.at("hours");
  const week = hours.as(
    (value) => (value === "always" ? office : value),
    (value) => value,
  );
  return (
    <div class="fields">
      <div class="form-fields">
        <TextField label={texts.name} field={calendar.at("name")} maxLength={80} />
        <ZoneField field={calendar.at("zone")} />
        <CheckField
          label={texts.always}
          field={hours.as(
            (value) => value === "always",
            (always) => (always ? "always" : office),
          )}
        />
      </div>
      <p class="fields-text">{texts.version}</p>
      {hours.value !== "always" && (
        <section class="fields-part" aria-labelledby="opening-title">
          <h3 id="opening-title">{texts.week}</h3>
          <table class="setting-table opening-table">
            <tbody>
              {weekdays.map((day) => (
                <tr key={day}>
                  <th scope="row">{dayName(day)}</th>
                  <td>
                    <RangesField name={dayName(day)} list={week.at(day)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {hours.issue !== undefined && <p class="form-issue">{hours.issue}</p>}
        </section>
      )}
      <Holidays workspace={workspace} list={calendar.at("holidays")} />
      <Removal name={name} named={namingCalendar(setup.value, id)} onRemove={onRemove} />
    </div>
  );
}
