import type { Replay, Setup, SupportContract } from "@firstline/sdk/wire";
import { useModel, useSignal } from "@preact/signals";
import type { Workspace } from "../../models/workspace.ts";
import { promiseTexts } from "../../texts/promises.ts";
import { texts as general } from "../../texts.ts";
import { duration, inFull } from "../../time.ts";
import { FormField } from "../../views/form-field.tsx";
import { same } from "../merge.ts";
import { DryRun } from "./dry-run.ts";
import { TallyChart, type TallyGroup } from "./tally-chart.tsx";

const texts = promiseTexts.dryRun;
const words = promiseTexts.contracts;

interface DryRunProps {
  readonly workspace: Workspace;
  readonly setup: Setup;
  readonly contract: SupportContract;
}

/** Holds the contract as it stands in the draft against past tickets. */
export function DryRunPart({ workspace, setup, contract }: DryRunProps) {
  const trial = useModel(() => new DryRun(workspace.desk, workspace.onFailure));
  const days = useSignal(30);
  const state = trial.state.value;
  const calendar = setup.calendars.find(({ id }) => id === contract.calendar);
  const request = { contract, ...(calendar && { calendar }), days: days.value };
  const stale = state.kind === "done" && !same(state.request, request);
  return (
    <section class="fields-part" aria-labelledby="dry-run-title">
      <h3 id="dry-run-title">{texts.title}</h3>
      <p class="fields-text">{texts.text}</p>
      <div class="fields-row fields-row-short">
        <FormField label={texts.days}>
          <input
            type="number"
            min={1}
            max={365}
            value={days.value}
            onInput={({ currentTarget }) => {
              days.value = currentTarget.valueAsNumber;
            }}
          />
        </FormField>
        <button
          type="button"
          class="button"
          disabled={state.kind === "running"}
          onClick={() => void trial.run(request)}
        >
          {state.kind === "running" ? texts.running : texts.run}
        </button>
      </div>
      <div role="status" class="fields">
        {state.kind === "failed" && (
          <ul class="form-issue">
            {state.failure.issues.length === 0 ? (
              <li>{state.failure.text}</li>
            ) : (
              state.failure.issues.map(({ path, message }) => <li key={path}>{message}</li>)
            )}
          </ul>
        )}
        {stale && <p class="hint-line">{texts.stale}</p>}
        {state.kind === "done" && <Outcome replay={state.replay} setup={setup} />}
      </div>
    </section>
  );
}

function Outcome({ replay, setup }: { replay: Replay; setup: Setup }) {
  if (replay.tickets === 0) return <p>{texts.nothing}</p>;
  const groups = groupsOf(replay, setup);
  return (
    <>
      <p>
        {texts.seen(replay.tickets, inFull(replay.from))} {replay.more && texts.more}{" "}
        {groups.length === 0 && texts.noClocks}
      </p>
      {groups.length > 0 && <TallyChart groups={groups} />}
      {replay.worst.length > 0 && (
        <div class="table-scroll">
          <table class="setting-table">
            <caption>{texts.worst}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.number}</th>
                <th scope="col">{texts.what}</th>
                <th scope="col">{texts.due}</th>
                <th scope="col">{texts.late}</th>
              </tr>
            </thead>
            <tbody>
              {replay.worst.map(({ number, subject, metric, dueAt, lateBy }) => (
                <tr key={`${number} ${metric} ${dueAt}`}>
                  <th scope="row">
                    <a class="text-link" href={`#/open/${number}`} title={subject}>
                      {number}
                    </a>
                  </th>
                  <td>{words.metric[metric]}</td>
                  <td>{inFull(dueAt)}</td>
                  <td>{duration(lateBy)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** What there is to draw, in groups; nothing where no clock would have run. */
function groupsOf({ all, metrics, priorities, tiers }: Replay, setup: Setup): TallyGroup[] {
  const tierOf = (level: number) => setup.tiers.find((tier) => tier.level === level)?.label ?? String(level);
  const groups = [
    { title: texts.all, bars: [{ name: texts.all, tally: all }] },
    { title: texts.byMetric, bars: metrics.map(({ metric, tally }) => ({ name: words.metric[metric], tally })) },
    {
      title: texts.byPriority,
      bars: priorities.map(({ priority, tally }) => ({ name: general.priority[priority], tally })),
    },
    { title: texts.byTier, bars: tiers.map(({ tier, tally }) => ({ name: tierOf(tier), tally })) },
  ];
  return groups
    .map(({ title, bars }) => ({
      title,
      bars: bars.filter(({ tally }) => tally.kept + tally.atRisk + tally.broken + tally.open > 0),
    }))
    .filter(({ bars }) => bars.length > 0);
}
