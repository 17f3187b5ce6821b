import type { AbsencePlan, Move } from "@firstline/sdk/desk";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { texts as general } from "../texts.ts";
import { moment } from "../time.ts";
import { Dialog } from "../views/dialog.tsx";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";
import { PriorityIcon, WarningIcon } from "../views/icons.tsx";
import { Picker } from "../views/parts.tsx";
import type { AbsenceFields, Absences } from "./absences-model.ts";
import "./mark-absent.css";

/** The dialog that marks somebody absent: the form, then what it leads to, then for good. */
export function MarkAbsent({ workspace, absences }: { workspace: Workspace; absences: Absences }) {
  const form = absences.form.value;
  if (form.kind === "closed") return null;
  const name = workspace.session.value.agents.find(({ id }) => id === absences.fields.value.agent)?.name;
  return (
    <Dialog
      id="mark-absent"
      title={name === undefined ? texts.mark.title : texts.mark.titleOf(name)}
      onClose={absences.close}
    >
      {"plan" in form ? (
        <Planned workspace={workspace} absences={absences} form={form} />
      ) : (
        <Form workspace={workspace} absences={absences} form={form} />
      )}
    </Dialog>
  );
}

type FormState = Extract<Absences["form"]["value"], { kind: "open" | "planning" }>;
type PlannedState = Extract<Absences["form"]["value"], { plan: AbsencePlan }>;

function Form({ workspace, absences, form }: { workspace: Workspace; absences: Absences; form: FormState }) {
  const { agents } = workspace.session.value;
  const fields = absences.fields.value;
  const failure = form.kind === "open" ? form.failure : undefined;
  const set =
    (name: keyof AbsenceFields) =>
    ({ currentTarget }: { currentTarget: { value: string } }) =>
      absences.change({ [name]: currentTarget.value });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void absences.plan();
      }}
    >
      <p class="form-intro">{texts.mark.intro}</p>
      <div class="form-fields">
        <FormField label={texts.mark.agent} issue={issueOf(failure, "agent")}>
          <Picker value={fields.agent} required onChange={set("agent")}>
            <option value="" disabled>
              {texts.mark.choose}
            </option>
            {agents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Picker>
        </FormField>
        <FormField label={texts.mark.standIn} optional issue={issueOf(failure, "standIn")}>
          <Picker value={fields.standIn} onChange={set("standIn")}>
            <option value="">{texts.mark.nobody}</option>
            {agents
              .filter(({ id }) => id !== fields.agent)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Picker>
        </FormField>
        <FormField label={texts.mark.from} issue={issueOf(failure, "from")}>
          <input type="datetime-local" required value={fields.from} onInput={set("from")} />
        </FormField>
        <FormField label={texts.mark.to} issue={issueOf(failure, "to")}>
          <input type="datetime-local" required value={fields.to} onInput={set("to")} />
        </FormField>
        <FormField label={texts.mark.reason} hint={texts.mark.reasonHint} wide issue={issueOf(failure, "reason")}>
          <input type="text" maxLength={200} value={fields.reason} onInput={set("reason")} />
        </FormField>
      </div>
      <Refusal failure={failure} />
      <div class="form-foot">
        <button type="button" class="button" onClick={absences.close}>
          {general.cancel}
        </button>
        <button type="submit" class="button button-primary" disabled={form.kind === "planning"}>
          {form.kind === "planning" ? texts.mark.planning : texts.mark.plan}
        </button>
      </div>
    </form>
  );
}

function Planned({ workspace, absences, form }: { workspace: Workspace; absences: Absences; form: PlannedState }) {
  const { moves, hidden } = form.plan;
  const now = workspace.now.value;
  const atRisk = moves.reduce((sum, move) => sum + move.atRisk.length, 0);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void absences.save();
      }}
    >
      <h3 class="plan-title">{texts.mark.planTitle}</h3>
      <p role="status">
        {texts.mark.moves(moves.length)} {hidden > 0 && texts.mark.hidden(hidden)}
      </p>
      {moves.length > 0 && (
        <ul class="plan">
          {moves.map((move) => (
            <li key={move.number} class="plan-move">
              <span class="plan-what">
                <span class="plan-priority" title={general.priority[move.priority]}>
                  <PriorityIcon priority={move.priority} />
                </span>
                <span class="number">{move.number}</span>
                <span class="card-subject" dir="auto">
                  {move.subject}
                </span>
              </span>
              <span class={`plan-where${move.placement.kind === "nobody" ? " plan-nobody" : ""}`}>
                {whereOf(move, now)}
                {move.atRisk.length > 0 && (
                  <span class="plan-risk">
                    <WarningIcon />
                    {texts.mark.atRisk(move.atRisk.length)}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class={atRisk > 0 ? "plan-sum plan-sum-risk" : "plan-sum"}>{texts.mark.atRisk(atRisk)}</p>
      <Refusal failure={form.kind === "planned" ? form.failure : undefined} />
      <div class="form-foot">
        <button type="button" class="button" onClick={absences.back} disabled={form.kind === "saving"}>
          {texts.mark.back}
        </button>
        <button type="submit" class="button button-primary" disabled={form.kind === "saving"}>
          {form.kind === "saving" ? texts.mark.saving : texts.mark.save}
        </button>
      </div>
    </form>
  );
}

/** What the desk says of the whole absence has no field of its own, so its sentences stand below. */
function Refusal({ failure }: { failure: Parameters<typeof FormFailure>[0]["failure"] }) {
  const whole = failure?.issues.filter(({ path }) => !/\b(agent|standIn|from|to|reason)\b/.test(path)) ?? [];
  if (!failure || whole.length === 0) return <FormFailure failure={failure} />;
  return (
    <p class="form-failure" role="alert">
      <WarningIcon />
      {whole.map(({ message }) => message).join(" ")}
    </p>
  );
}

function whereOf({ placement }: Move, now: number): string {
  switch (placement.kind) {
    case "agent":
      return texts.mark.toAgent(placement.taker.agent.name);
    case "wait":
      return texts.mark.waits(placement.next.taker.agent.name, moment(placement.next.at, now));
    case "nobody":
      return texts.mark.nobodyTakes;
  }
}
