import { useModel } from "@preact/signals";
import { locale } from "../language.ts";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { texts as general } from "../texts.ts";
import { FormField, issueOf } from "../views/form-field.tsx";
import { BackIcon } from "../views/icons.tsx";
import { Failed, Picker, Skeleton } from "../views/parts.tsx";
import { CoverageGrid } from "./coverage-grid.tsx";
import { CoverageModel, zooms } from "./coverage-model.ts";

const range = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const zone = new Intl.DateTimeFormat(locale).resolvedOptions().timeZone;

/** Who is on shift, on call and absent, and when nobody is: over a day, a week or sixty days. */
export function CoveragePage({ workspace }: { workspace: Workspace }) {
  const { desk, session, onFailure } = workspace;
  const model = useModel(() => new CoverageModel({ desk, session: session.peek(), now: Date.now(), onFailure }));
  const state = model.state.value;
  const days = model.days.value;
  const calendar = state.kind === "failed" ? undefined : state.calendar;
  const [first, last] = [days[0], days.at(-1)];
  return (
    <div class="board-page">
      <Question workspace={workspace} model={model} />
      <div class="coverage-bar">
        <h3>
          {first &&
            last &&
            (first === last ? range.format(first.begins) : range.formatRange(first.begins, last.begins))}
        </h3>
        <button
          type="button"
          class="button button-icon"
          aria-label={texts.coverage.earlier}
          onClick={() => model.turn(-1)}
        >
          <BackIcon />
        </button>
        <button type="button" class="button" onClick={model.goToday}>
          {texts.coverage.today}
        </button>
        <button
          type="button"
          class="button button-icon flipped"
          aria-label={texts.coverage.later}
          onClick={() => model.turn(1)}
        >
          <BackIcon />
        </button>
        <fieldset class="segments">
          <legend class="hidden">{texts.coverage.zoom}</legend>
          {zooms.map((zoom) => (
            <label key={zoom}>
              <input
                type="radio"
                name="coverage-zoom"
                checked={model.zoom.value === zoom}
                onChange={() => model.show(zoom)}
              />
              <span>{texts.coverage.zooms[zoom]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {state.kind === "failed" && <Failed title={texts.coverage.failed} text={state.failure.text} retry={model.load} />}
      {state.kind === "loading" && !calendar && <Skeleton row="row row-skeleton" count={4} />}
      {calendar && (
        <>
          <CoverageGrid model={model} calendar={calendar} now={workspace.now.value} />
          <Legend />
        </>
      )}
      <p class="soft">{texts.coverage.zone(zone)}</p>
    </div>
  );
}

/** Which tickets are asked about: a site's, of a tier or team, in a language, with a certificate. */
function Question({ workspace, model }: { workspace: Workspace; model: CoverageModel }) {
  const { sites, tiers, teams } = workspace.session.value;
  const { site, whom, language, certificate } = model.asked.value;
  const state = model.state.value;
  const failure = state.kind === "failed" ? state.failure : undefined;
  const skills = (state.kind !== "failed" && state.calendar?.skills) || [];
  return (
    <div class="coverage-question">
      <FormField label={texts.coverage.site} issue={issueOf(failure, "site")}>
        <Picker value={site} onChange={({ currentTarget }) => model.ask({ site: currentTarget.value })}>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Picker>
      </FormField>
      <FormField label={texts.coverage.whom} issue={issueOf(failure, "team")}>
        <Picker value={whom} onChange={({ currentTarget }) => model.ask({ whom: currentTarget.value })}>
          {tiers.map(({ level, label }) => (
            <optgroup key={level} label={label}>
              <option value={`tier:${level}`}>{general.tier(level)}</option>
              {teams
                .filter(({ tier }) => tier === level)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </Picker>
      </FormField>
      <FormField
        label={texts.coverage.language}
        hint={texts.coverage.languageHint}
        issue={issueOf(failure, "language")}
      >
        <input
          type="text"
          value={language}
          maxLength={35}
          spellcheck={false}
          onChange={({ currentTarget }) => model.ask({ language: currentTarget.value.trim() })}
        />
      </FormField>
      <FormField label={texts.coverage.certificate} issue={issueOf(failure, "certificate")}>
        <Picker value={certificate} onChange={({ currentTarget }) => model.ask({ certificate: currentTarget.value })}>
          <option value="">{texts.coverage.any}</option>
          {skills.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Picker>
      </FormField>
    </div>
  );
}

const Legend = () => (
  <ul class="legend">
    {(["shift", "on_call", "absent", "gap"] as const).map((kind) => (
      <li key={kind}>
        <span class={`swatch swatch-${kind}`} aria-hidden="true" />
        {texts.coverage.legend[kind]}
      </li>
    ))}
  </ul>
);
