import type { AgentLoad, TeamLoad } from "@firstline/sdk/desk";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { texts as general } from "../texts.ts";
import { moment } from "../time.ts";
import { Avatar, PersonName } from "../views/parts.tsx";

interface AgentLoadsProps {
  readonly agents: readonly AgentLoad[];
  readonly workspace: Workspace;
  readonly mark: (agent: string) => void;
}

/** What every agent has, and whether they are there; who has most of their capacity comes first. */
export function AgentLoads({ agents, workspace, mark }: AgentLoadsProps) {
  const now = workspace.now.value;
  const sorted = [...agents].sort((one, other) => share(other) - share(one) || other.open - one.open);
  return (
    <section class="card card-wide" aria-labelledby="board-agents">
      <h3 id="board-agents">{texts.load.agents}</h3>
      <table class="loads">
        <thead>
          <tr>
            <th scope="col">{texts.load.agent}</th>
            <th scope="col">{texts.load.onDuty}</th>
            <th scope="col">{texts.load.load}</th>
            <th scope="col" class="number-cell">
              {texts.load.atRisk}
            </th>
            <th scope="col" class="number-cell">
              {texts.load.breached}
            </th>
            <th scope="col">
              <span class="hidden">{texts.load.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((load) => (
            <tr key={load.agent.id}>
              <th scope="row">
                <span class="loads-person">
                  <Avatar id={load.agent.id} name={load.agent.name} small />
                  <PersonName name={load.agent.name} />
                </span>
              </th>
              <td>
                <Duty load={load} now={now} />
              </td>
              <td class="loads-bar">
                <Bar load={load} />
                <span>
                  {load.capacity === null
                    ? `${load.open} · ${texts.load.noRoster}`
                    : texts.load.of(load.open, load.capacity)}
                </span>
              </td>
              <Count name={texts.load.atRisk} value={load.atRisk} tone="risk" />
              <Count name={texts.load.breached} value={load.breached} tone="danger" />
              <td class="loads-act">
                <button
                  type="button"
                  class="button button-small"
                  aria-label={texts.load.markIllOf(load.agent.name)}
                  onClick={() => mark(load.agent.id)}
                >
                  {texts.load.markIll}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const share = ({ open, capacity }: AgentLoad): number => (capacity === null ? 0 : open / capacity);

/** Whether somebody is there: what the rosters say, and in a dot what their console does. */
function Duty({ load, now }: { load: AgentLoad; now: number }) {
  const { duty, presence } = texts.load;
  const state = load.presence?.state ?? "unknown";
  const words =
    load.absentUntil !== null
      ? duty.absent(moment(load.absentUntil, now))
      : load.onShift
        ? duty.shift
        : load.onCall
          ? duty.onCall
          : duty.off;
  return (
    <span class={`duty${load.absentUntil !== null ? " duty-absent" : ""}`}>
      <span class={`presence-dot presence-dot-${state}`} title={presence[state]}>
        <span class="hidden">{presence[state]}</span>
      </span>
      {words}
    </span>
  );
}

/** How full somebody is: what is missed, at risk and calm, of all they can have. The numbers stand beside it. */
function Bar({ load: { open, atRisk, breached, capacity } }: { load: AgentLoad }) {
  const most = Math.max(capacity ?? open, open, 1);
  const percent = (count: number) => `${(100 * count) / most}%`;
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="bar-ground" width="100%" height="100%" />
      <rect class="bar-open" width={percent(open)} height="100%" />
      <rect class="bar-risk" width={percent(breached + atRisk)} height="100%" />
      <rect class="bar-danger" width={percent(breached)} height="100%" />
    </svg>
  );
}

/** What every team has, and what of it nobody has. */
export function TeamLoads({ teams }: { teams: readonly TeamLoad[] }) {
  return (
    <section class="card card-wide" aria-labelledby="board-teams">
      <h3 id="board-teams">{texts.load.teams}</h3>
      <table class="loads">
        <thead>
          <tr>
            <th scope="col">{texts.load.team}</th>
            {(["open", "unassigned", "atRisk", "breached"] as const).map((column) => (
              <th key={column} scope="col" class="number-cell">
                {texts.load[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {teams.map((load) => (
            <tr key={load.team.id}>
              <th scope="row">
                <bdi>{load.team.name}</bdi> <span class="soft">{general.tier(load.tier)}</span>
              </th>
              <Count name={texts.load.open} value={load.open} />
              <Count name={texts.load.unassigned} value={load.unassigned} />
              <Count name={texts.load.atRisk} value={load.atRisk} tone="risk" />
              <Count name={texts.load.breached} value={load.breached} tone="danger" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A number of a table. On a phone its column's name stands with it. */
function Count({ name, value, tone }: { name: string; value: number; tone?: "risk" | "danger" }) {
  const loud = value > 0 && tone !== undefined ? ` count-${tone}` : "";
  return (
    <td class={`number-cell${value === 0 ? " count-none" : loud}`} data-name={name}>
      {value}
    </td>
  );
}
