import type { Holiday } from "@firstline/sdk/wire";
import { useModel, useSignal } from "@preact/signals";
import type { Workspace } from "../../models/workspace.ts";
import { formTexts } from "../../texts/forms.ts";
import { promiseTexts } from "../../texts/promises.ts";
import { FormField } from "../../views/form-field.tsx";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { RangesField } from "../parts/ranges-field.tsx";
import { HolidayImport, withHolidays } from "./holiday-import.ts";

const texts = promiseTexts.calendars;

/** The dates on which a calendar differs, year by year. */
export function Holidays({ workspace, list }: { workspace: Workspace; list: Bound<Holiday[]> }) {
  const thisYear = String(new Date(workspace.now.value).getFullYear());
  const years = new Map<string, Bound<Holiday>[]>();
  for (const holiday of itemsOf(list)) {
    const year = holiday.value.date.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), holiday]);
  }
  return (
    <section class="fields-part" aria-labelledby="holidays-title">
      <h3 id="holidays-title">{texts.holidays}</h3>
      <p class="fields-text">{list.value.length === 0 ? texts.noHolidays : texts.holidaysHint}</p>
      {[...years]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([year, holidays]) => (
          <details key={year} class="year" open={year === "" || year >= thisYear}>
            <summary>{texts.year(year === "" ? texts.undated : year, holidays.length)}</summary>
            <ul>
              {holidays.toSorted(byDate).map((holiday) => (
                <HolidayRow
                  key={holiday.path}
                  holiday={holiday}
                  onRemove={() => list.change((now) => now.filter((one) => one !== holiday.value))}
                />
              ))}
            </ul>
          </details>
        ))}
      {list.issue !== undefined && <p class="form-issue">{list.issue}</p>}
      <div>
        <button
          type="button"
          class="button button-small"
          onClick={() => list.change((now) => [...now, { date: "", name: texts.newHoliday }])}
        >
          <PlusIcon />
          {texts.addHoliday}
        </button>
      </div>
      <Import workspace={workspace} list={list} year={Number(thisYear)} />
    </section>
  );
}

const byDate = (one: Bound<Holiday>, other: Bound<Holiday>): number => (one.value.date < other.value.date ? -1 : 1);

function HolidayRow({ holiday, onRemove }: { holiday: Bound<Holiday>; onRemove: () => void }) {
  const [date, name, hours] = [holiday.at("date"), holiday.at("name"), holiday.at("hours")];
  const issues = [date.issue, name.issue, holiday.issue, hours.issue].filter((issue) => issue !== undefined);
  const remove = formTexts.remove(name.value);
  return (
    <li class={`holiday${issues.length > 0 ? " holiday-wrong" : ""}`}>
      <input
        type="date"
        aria-label={texts.date}
        min="1970-01-01"
        max="2199-12-31"
        value={date.value}
        // Not while it is typed, for it moves to where its year is listed.
        onBlur={({ currentTarget }) => currentTarget.value !== date.value && date.set(currentTarget.value)}
      />
      <input
        aria-label={`${texts.holiday}, ${date.value}`}
        dir="auto"
        maxLength={80}
        value={name.value}
        onInput={({ currentTarget }) => name.set(currentTarget.value)}
      />
      <button
        type="button"
        class="button button-icon button-small"
        aria-label={remove}
        title={remove}
        onClick={onRemove}
      >
        <CloseIcon />
      </button>
      <label class="choice">
        <input
          type="checkbox"
          checked={hours.value !== undefined}
          onChange={({ currentTarget }) =>
            hours.set(currentTarget.checked ? [{ from: "09:00", to: "13:00" }] : undefined)
          }
        />
        {texts.otherHours}
      </label>
      {hours.value !== undefined && <RangesField name={name.value} list={hours.or([])} />}
      {issues.map((issue) => (
        <span key={issue} class="form-issue">
          {issue}
        </span>
      ))}
    </li>
  );
}

function Import({ workspace, list, year }: { workspace: Workspace; list: Bound<Holiday[]>; year: number }) {
  const found = useModel(() => new HolidayImport(workspace.desk, workspace.onFailure));
  const first = useSignal(year);
  const last = useSignal(year + 1);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const state = found.state.value;
  const taken = state.kind === "read" ? state.holidays.filter(({ date }) => !left.value.has(date)) : [];
  return (
    <section class="card" aria-labelledby="import-title">
      <h4 id="import-title">{texts.importTitle}</h4>
      <p class="fields-text">{texts.importText}</p>
      <div class="fields-row fields-row-short">
        {[
          { label: texts.firstYear, years: first },
          { label: texts.lastYear, years: last },
        ].map(({ label, years }) => (
          <FormField key={label} label={label}>
            <input
              type="number"
              min={1970}
              max={2199}
              value={years.value}
              onInput={({ currentTarget }) => {
                years.value = currentTarget.valueAsNumber;
              }}
            />
          </FormField>
        ))}
        <label class="button file-button">
          {state.kind === "reading" ? texts.reading : texts.choose}
          <input
            type="file"
            class="hidden"
            accept="text/calendar,.ics"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              left.value = new Set();
              if (file) void found.read(file, { first: first.value, last: last.value });
              currentTarget.value = "";
            }}
          />
        </label>
      </div>
      <div role="status" class="fields">
        {state.kind === "failed" && <p class="form-issue">{state.reason}</p>}
        {state.kind === "read" && (
          <>
            <p>
              {state.holidays.length === 0 ? texts.nothing(state.name) : texts.found(state.holidays.length, state.name)}
            </p>
            <ul class="found">
              {state.holidays.map(({ date, name }) => (
                <li key={date}>
                  <label class="check-field">
                    <input
                      type="checkbox"
                      checked={!left.value.has(date)}
                      onChange={({ currentTarget }) => {
                        const next = new Set(left.value);
                        if (currentTarget.checked) next.delete(date);
                        else next.add(date);
                        left.value = next;
                      }}
                    />
                    <span>
                      <span>
                        {date} <bdi>{name}</bdi>
                      </span>
                      <Known known={list.value.find((one) => one.date === date)} name={name} />
                    </span>
                  </label>
                </li>
              ))}
            </ul>
            <div class="fields-row">
              {state.holidays.length > 0 && (
                <button
                  type="button"
                  class="button button-small button-primary"
                  disabled={taken.length === 0}
                  onClick={() => {
                    list.change((now) => withHolidays(now, taken));
                    found.dismiss();
                  }}
                >
                  {texts.addFound(taken.length)}
                </button>
              )}
              <button type="button" class="button button-small" onClick={found.dismiss}>
                {texts.dismiss}
              </button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function Known({ known, name }: { known: Holiday | undefined; name: string }) {
  if (!known) return null;
  return <span class="form-optional">{known.name === name ? texts.same : texts.knownAs(known.name)}</span>;
}
