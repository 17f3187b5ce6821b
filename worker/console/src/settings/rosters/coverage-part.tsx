import type { Setup } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import { locale } from "../../language.ts";
import type { Workspace } from "../../models/workspace.ts";
import { explainTexts } from "../../texts/explain.ts";
import { rosterTexts } from "../../texts/rosters.ts";
import { moment } from "../../time.ts";
import { FormFailure, FormField } from "../../views/form-field.tsx";
import { Picker } from "../../views/parts.tsx";
import { Candidates, PlacementWords } from "../rules/placement.tsx";
import { CoverageWeek, gapIn } from "./coverage-week.ts";
import { type CellState, HourGrid } from "./hour-grid.tsx";

const texts = rosterTexts.coverage;
const HOUR = 3_600_000;
const date = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "numeric" });

interface CoverageProps {
  readonly workspace: Workspace;
  readonly setup: Setup;
  /** Whether there are changes that the desk does not know. */
  readonly changed: boolean;
}

/** What the rosters come to: who takes tickets in the next days, and when nobody does. */
export function CoveragePart(props: CoverageProps) {
  const [site] = props.setup.sites;
  return (
    <section class="fields-part" aria-labelledby="coverage-title">
      <h3 id="coverage-title">{texts.title}</h3>
      <p class="fields-text">{texts.intro}</p>
      {site ? <Week {...props} site={site.id} /> : <p class="fields-text">{texts.noSite}</p>}
    </section>
  );
}

function Week({ workspace, setup, changed, site }: CoverageProps & { site: string }) {
  const week = useModel(() => new CoverageWeek(workspace.desk, { site, tier: 1 }, workspace.onFailure));
  const need = week.need.value;
  const now = workspace.now.value;
  const gaps = week.gaps.value;
  const asked = week.asked.value;
  const days = daysFrom(now);
  const instant = (row: number, hour: number) => {
    const day = days[row] ?? new Date(now);
    return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour).getTime();
  };
  const stateOf = (row: number, hour: number): CellState => {
    const from = instant(row, hour);
    // What has gone by is not asked about.
    if (gaps.kind !== "ready" || from + HOUR <= now) return "all";
    const missing = gapIn(gaps.gaps, from, from + HOUR);
    return missing === 0 ? "all" : missing < HOUR && from > now ? "part" : "none";
  };
  return (
    <>
      {changed && <p class="hint-line">{texts.unsaved}</p>}
      <div class="fields-row">
        <FormField label={texts.site}>
          <Picker value={need.site} onChange={({ currentTarget }) => week.show({ ...need, site: currentTarget.value })}>
            {setup.sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Picker>
        </FormField>
        <FormField label={texts.tier}>
          <Picker
            value={String(need.tier)}
            onChange={({ currentTarget }) => week.show({ site: need.site, tier: Number(currentTarget.value) })}
          >
            {setup.tiers.map(({ level, label }) => (
              <option key={level} value={String(level)}>
                {label}
              </option>
            ))}
          </Picker>
        </FormField>
        <FormField label={texts.team}>
          <Picker
            value={need.team ?? ""}
            onChange={({ currentTarget }) => week.show({ ...need, team: currentTarget.value || undefined })}
          >
            <option value="">{texts.anyTeam}</option>
            {setup.teams
              .filter(({ tier }) => tier === need.tier)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Picker>
        </FormField>
      </div>
      {gaps.kind === "failed" ? (
        <FormFailure failure={gaps.failure} />
      ) : (
        <>
          <p role="status" class={gaps.kind === "ready" && gaps.gaps.length > 0 ? "form-issue" : undefined}>
            {gaps.kind === "loading"
              ? texts.loading
              : gaps.gaps.length === 0
                ? texts.noGaps
                : texts.gaps(gaps.gaps.length)}
          </p>
          <HourGrid
            label={texts.grid}
            head={rosterTexts.hours.day}
            rows={days.map((day) => ({ key: day.toDateString(), label: date.format(day) }))}
            say={{ all: texts.covered, part: texts.part, none: texts.gap }}
            stateOf={stateOf}
            gaps
            onChoose={(row, hour) => void week.ask(instant(row, hour))}
          />
          {gaps.kind === "ready" && gaps.gaps.length > 0 && (
            <ul class="gap-list">
              {gaps.gaps.slice(0, 20).map(({ from, to, why }) => (
                <li key={from}>
                  <strong>{texts.span(moment(from, now), moment(to, now))}</strong> {explainTexts.why[why]}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <div role="status">
        {asked.kind === "failed" && <FormFailure failure={asked.failure} />}
        {asked.kind === "ready" && (
          <div class="card">
            <strong>{texts.at(moment(asked.coverage.at, now))}</strong>
            <PlacementWords placement={asked.coverage.placement} now={now} />
            <Candidates considered={asked.coverage.considered} setup={setup} now={now} />
          </div>
        )}
      </div>
    </>
  );
}

/** Seven days from an instant's own on, each at its midnight by the page's own clock. */
function daysFrom(now: number): Date[] {
  const today = new Date(now);
  return Array.from({ length: 7 }, (_, day) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + day));
}
