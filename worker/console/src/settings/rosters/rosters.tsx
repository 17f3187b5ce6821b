import type { AgentRoster, Setup } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { screenFragment } from "../../models/place.ts";
import { rosterTexts } from "../../texts/rosters.ts";
import { Blank, Picker } from "../../views/parts.tsx";
import { minuteOf, weekdays } from "../hours.ts";
import type { PageProps } from "../page.ts";
import { shortDay } from "../parts/weekday.ts";
import { WithDraft } from "../parts/with-draft.tsx";
import { CoveragePart } from "./coverage-part.tsx";
import { Rotations } from "./rotations.tsx";
import { ShiftsEditor } from "./shifts-editor.tsx";
import "../people/people.css";
import "../parts/hours.css";
import "./rosters.css";

const texts = rosterTexts.week;

/** Who is on duty when: everybody's week, one person's hours, who is on call, and what that comes to. */
export function Rosters({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => (
        <div class="fields">
          <WeekTable setup={setup.value} chosen={path[0]} />
          {path[0] !== undefined && <ShiftsEditor key={path[0]} setup={setup} agent={path[0]} />}
          <CoveragePart workspace={workspace} setup={setup.value} changed={editor.changed.value} />
          <Rotations setup={setup} />
        </div>
      )}
    </WithDraft>
  );
}

function WeekTable({ setup, chosen }: { setup: Setup; chosen: string | undefined }) {
  const shown = useSignal("");
  const team = setup.teams.find(({ id }) => id === shown.value);
  const agents = setup.agents.filter(({ id }) => !team || team.members.includes(id));
  return (
    <section class="fields" aria-labelledby="week-title">
      <div class="section-head">
        <h3 id="week-title">{texts.title}</h3>
        <Picker
          aria-label={texts.team}
          value={shown.value}
          onChange={({ currentTarget }) => {
            shown.value = currentTarget.value;
          }}
        >
          <option value="">{texts.all}</option>
          {setup.teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Picker>
      </div>
      <p class="fields-text">{texts.intro}</p>
      {agents.length === 0 ? (
        <Blank title={texts.empty} text="" />
      ) : (
        <div class="table-scroll">
          <table class="setting-table week-table">
            <thead>
              <tr>
                <th scope="col">{texts.agent}</th>
                {weekdays.map((day) => (
                  <th key={day} scope="col">
                    {shortDay(day)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {agents.map(({ id, name }) => {
                const roster = setup.roster.agents.find(({ agent }) => agent === id);
                return (
                  <tr key={id} class={id === chosen ? "week-chosen" : undefined}>
                    <th scope="row">
                      <a
                        class="text-link"
                        href={screenFragment(["settings", "rosters", id])}
                        aria-current={id === chosen ? "true" : undefined}
                      >
                        <bdi>{name}</bdi>
                      </a>
                      {roster && <small>{roster.zone}</small>}
                    </th>
                    <WeekCells roster={roster} />
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function WeekCells({ roster }: { roster: AgentRoster | undefined }) {
  if (!roster || roster.shifts === "always" || roster.shifts.length === 0) {
    const say = !roster ? texts.none : roster.shifts === "always" ? texts.always : texts.onCall;
    return (
      <td colSpan={7} class={roster?.shifts === "always" ? "week-hours" : "form-optional"}>
        {say}
      </td>
    );
  }
  const { shifts } = roster;
  return weekdays.map((day) => (
    <td key={day} class="week-hours">
      {shifts
        .filter(({ days }) => days.includes(day))
        .toSorted((one, other) => minuteOf(one.from) - minuteOf(other.from))
        .map(({ from, to }) => (
          <span key={`${from} ${to}`} dir="ltr">
            {short(from)}–{short(to)}
          </span>
        ))}
    </td>
  ));
}

/** `09:00` as `9`, `17:30` as it is. */
const short = (time: string): string => time.replace(/^0(?=\d)/, "").replace(/:00$/, "");
