import type { CoverageRule, PausingStatus, Priority, Setup, SupportContract, Targets } from "@firstline/sdk/wire";
import type { Workspace } from "../../models/workspace.ts";
import { promiseTexts } from "../../texts/promises.ts";
import { texts as general } from "../../texts.ts";
import { choicesOf } from "../choices.ts";
import type { Bound } from "../parts/bound.ts";
import { ChoicesField, NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { MinutesField } from "../parts/minutes-field.tsx";
import { Removal } from "../parts/removal.tsx";
import { namingContract } from "../references.ts";
import { DryRunPart } from "./dry-run-part.tsx";
import { Ladder } from "./ladder.tsx";
import { Summary } from "./summary.tsx";
import { TierBudgets } from "./tier-budgets.tsx";

const texts = promiseTexts.contracts;
const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
const targets: readonly (keyof Targets)[] = ["firstResponse", "nextResponse", "resolution"];
const pauses: readonly PausingStatus[] = ["pending", "on_hold"];
const rules: readonly CoverageRule["rule"][] = ["wait", "stand_in", "overflow", "next_tier"];

interface ContractFormProps {
  readonly workspace: Workspace;
  readonly setup: Bound<Setup>;
  readonly contract: Bound<SupportContract>;
  /** The version that the desk has; undefined: none yet. */
  readonly version: number | undefined;
  readonly onRemove: () => void;
}

/** Everything that a contract says, what that comes to in words, and what it would have come to. */
export function ContractForm({ workspace, setup, contract, version, onRemove }: ContractFormProps) {
  const { id, name, coverage } = contract.value;
  const { sites, calendars, teams } = setup.value;
  return (
    <div class="fields">
      <p class="fields-text">{version === undefined ? texts.unsaved : texts.version(version)}</p>
      <div class="form-fields">
        <TextField label={texts.name} field={contract.at("name")} maxLength={80} />
        <SelectField label={texts.site} field={contract.at("site")} choices={choicesOf(sites)} />
        <TextField
          label={texts.plan}
          hint={texts.planHint}
          field={contract.at("plan").as<string | undefined>(
            (plan) => plan ?? "",
            (plan) => plan || null,
          )}
          maxLength={40}
        />
        <SelectField label={texts.calendar} field={contract.at("calendar")} choices={choicesOf(calendars)} />
      </div>
      {contract.issue !== undefined && <p class="form-issue">{contract.issue}</p>}
      <Summary contract={contract.value} setup={setup.value} />
      <TargetTable targets={contract.at("targets")} />
      <TierBudgets budgets={contract.at("tierBudgets")} tiers={setup.value.tiers} />
      <section class="fields-part" aria-label={texts.warning}>
        <div class="form-fields">
          <ChoicesField
            label={texts.pauses}
            field={contract.at("pauses").as<string[]>(
              (value) => value,
              (value) => pauses.filter((pause) => value.includes(pause)),
            )}
            choices={pauses.map((value) => ({ value, label: texts.pause[value] }))}
          />
          <NumberField
            label={texts.warning}
            field={contract.at("warning").as<number | undefined>(
              (share) => Math.round(share * 100),
              (percent) => (percent ?? Number.NaN) / 100,
            )}
            min={1}
            max={99}
          />
          <SelectField
            label={texts.coverage}
            field={contract.at("coverage").as<CoverageRule["rule"] | undefined>(
              ({ rule }) => rule,
              (rule, now) => coverageBy(rule ?? now.rule, teams[0]?.id ?? ""),
            )}
            choices={rules.map((value) => ({ value, label: texts.coverages[value] }))}
          />
          {coverage.rule === "overflow" && (
            <SelectField
              label={texts.overflowTeam}
              field={contract.at("coverage").as<string | undefined>(
                (now) => (now.rule === "overflow" ? now.team : undefined),
                (team, now) => (now.rule === "overflow" && team !== undefined ? { ...now, team } : now),
              )}
              choices={choicesOf(teams)}
            />
          )}
          <NumberField label={texts.reopenWithin} field={contract.at("reopenWithin")} min={0} max={365} />
          <NumberField label={texts.closeAfter} field={contract.at("closeAfter")} min={1} max={365} />
        </div>
      </section>
      <Ladder ladder={contract.at("ladder")} />
      <DryRunPart workspace={workspace} setup={setup.value} contract={contract.value} />
      <Removal name={name} named={namingContract(setup.value, id)} onRemove={onRemove} />
    </div>
  );
}

const coverageBy = (rule: CoverageRule["rule"], team: string): CoverageRule =>
  rule === "overflow" ? { rule, team } : { rule };

function TargetTable({ targets: field }: { targets: Bound<SupportContract["targets"]> }) {
  return (
    <section class="fields-part" aria-labelledby="targets-title">
      <h3 id="targets-title">{texts.targets}</h3>
      <p class="fields-text">{texts.targetsHint}</p>
      <table class="setting-table target-table">
        <thead>
          <tr>
            <th scope="col">{texts.priority}</th>
            {targets.map((target) => (
              <th key={target} scope="col">
                {texts[target]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {priorities.map((priority) => (
            <tr key={priority}>
              <th scope="row">{general.priority[priority]}</th>
              {targets.map((target) => (
                <td key={target}>
                  <MinutesField
                    label={texts.target(general.priority[priority], texts[target])}
                    field={field.at(priority).at(target)}
                    placeholder={texts.none}
                    hidden
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {priorities.map((priority) => {
        const { issue } = field.at(priority);
        return issue !== undefined && <p class="form-issue">{issue}</p>;
      })}
    </section>
  );
}
