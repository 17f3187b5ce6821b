import type { Board } from "@firstline/sdk/desk";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { timeOfDay } from "../time.ts";
import { WarningIcon } from "../views/icons.tsx";
import { Failed, Picker, Skeleton } from "../views/parts.tsx";
import type { Absences } from "./absences-model.ts";
import type { BoardModel } from "./board-model.ts";
import { AnswersChart, FlowChart } from "./charts.tsx";
import { Alarms, Bounced, Pressed, Unassigned } from "./lists.tsx";
import { AgentLoads, TeamLoads } from "./loads.tsx";

/** How the desk stands at this moment. */
export function Now({ workspace, board, absences }: { workspace: Workspace; board: BoardModel; absences: Absences }) {
  const state = board.state.value;
  return (
    <div class="board-page">
      <SitePicker workspace={workspace} board={board} />
      {state.kind === "loading" && <Skeleton row="row row-skeleton" count={5} />}
      {state.kind === "failed" && <Failed title={texts.failed} text={state.failure.text} retry={board.load} />}
      {state.kind === "ready" && (
        <>
          {state.stale && (
            <p class="board-stale" role="status">
              <WarningIcon />
              {texts.stale(timeOfDay(state.board.at))}
            </p>
          )}
          <Tiles board={state.board} />
          <div class="board-lists">
            <Pressed kind="breached" tickets={state.board.breached} workspace={workspace} />
            <Pressed kind="atRisk" tickets={state.board.atRisk} workspace={workspace} />
            <Unassigned items={state.board.unassigned} workspace={workspace} />
            <Alarms board={state.board} workspace={workspace} />
            <Bounced tickets={state.board.bounced} workspace={workspace} />
          </div>
          <AgentLoads agents={state.board.agents} workspace={workspace} mark={absences.open} />
          <TeamLoads teams={state.board.teams} />
          <div class="board-columns">
            <FlowChart days={state.board.days} />
            <AnswersChart weeks={state.board.weeks} />
          </div>
        </>
      )}
    </div>
  );
}

function SitePicker({ workspace, board }: { workspace: Workspace; board: BoardModel }) {
  const { sites } = workspace.session.value;
  if (sites.length < 2) return null;
  return (
    <Picker
      aria-label={texts.site}
      value={board.site.value ?? ""}
      onChange={({ currentTarget }) => board.showSite(currentTarget.value || undefined)}
    >
      <option value="">{texts.allSites}</option>
      {sites.map((site) => (
        <option key={site.id} value={site.id}>
          {site.name}
        </option>
      ))}
    </Picker>
  );
}

/** The numbers that matter, each with its name. */
export function Tiles({ board }: { board: Board }) {
  const { open, atRisk, breached, unassigned } = totalsOf(board);
  const { average, count } = board.rating;
  return (
    <dl class="tiles" aria-label={texts.tiles.label}>
      <Tile name={texts.tiles.open} value={open} />
      <Tile name={texts.tiles.breached} value={breached} tone={breached > 0 ? "danger" : undefined} />
      <Tile name={texts.tiles.atRisk} value={atRisk} tone={atRisk > 0 ? "risk" : undefined} />
      <Tile name={texts.tiles.unassigned} value={unassigned} />
      <Tile
        name={texts.tiles.rating}
        value={average === null ? "–" : average.toFixed(1)}
        note={average === null ? texts.tiles.noRating : texts.tiles.ratings(count)}
      />
    </dl>
  );
}

function Tile(props: { name: string; value: number | string; note?: string; tone?: "danger" | "risk" | undefined }) {
  return (
    <div class={`tile${props.tone === undefined ? "" : ` tile-${props.tone}`}`}>
      <dt>{props.name}</dt>
      <dd>
        <strong>{props.value}</strong>
        {props.note !== undefined && <span>{props.note}</span>}
      </dd>
    </div>
  );
}

/** The desk's numbers: every ticket belongs to one team. */
function totalsOf({ teams }: Board) {
  const total = { open: 0, atRisk: 0, breached: 0, unassigned: 0 };
  for (const team of teams) {
    total.open += team.open;
    total.atRisk += team.atRisk;
    total.breached += team.breached;
    total.unassigned += team.unassigned;
  }
  return total;
}
