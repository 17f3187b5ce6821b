import type { Absence } from "@firstline/sdk/desk";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { moment } from "../time.ts";
import { PlusIcon } from "../views/icons.tsx";
import { Avatar, Blank, Failed, PersonName, Skeleton } from "../views/parts.tsx";
import type { Absences } from "./absences-model.ts";

/** Who is not there, now and later, and the way back. */
export function AbsencesPage({ workspace, absences }: { workspace: Workspace; absences: Absences }) {
  const list = absences.list.value;
  return (
    <div class="board-page">
      <div class="coverage-bar">
        <h3>{texts.absences.title}</h3>
        <button type="button" class="button button-primary" onClick={() => absences.open()}>
          <PlusIcon />
          {texts.absences.mark}
        </button>
      </div>
      {list.kind === "loading" && <Skeleton row="row row-skeleton" count={3} />}
      {list.kind === "failed" && (
        <Failed title={texts.absences.failed} text={list.failure.text} retry={absences.load} />
      )}
      {list.kind === "ready" &&
        (list.absences.length === 0 ? (
          <Blank title={texts.absences.noneTitle} text={texts.absences.none} />
        ) : (
          <section class="card card-wide">
            <table class="loads absences">
              <thead>
                <tr>
                  <th scope="col">{texts.absences.agent}</th>
                  <th scope="col">{texts.absences.span}</th>
                  <th scope="col">{texts.absences.standIn}</th>
                  <th scope="col">{texts.absences.reason}</th>
                  <th scope="col">
                    <span class="hidden">{texts.load.actions}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.absences.map((absence) => (
                  <AbsenceRow key={absence.id} absence={absence} workspace={workspace} absences={absences} />
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </div>
  );
}

function AbsenceRow(props: { absence: Absence; workspace: Workspace; absences: Absences }) {
  const { absence, workspace, absences } = props;
  const { agents } = workspace.session.value;
  const now = workspace.now.value;
  const nameOf = (id: string) => agents.find((agent) => agent.id === id)?.name ?? id;
  const begun = Date.parse(absence.from) <= now;
  return (
    <tr>
      <th scope="row">
        <span class="loads-person">
          <Avatar id={absence.agent} name={nameOf(absence.agent)} small />
          <PersonName name={nameOf(absence.agent)} />
        </span>
      </th>
      <td data-name={texts.absences.span}>
        {begun && <span class="chip status-open">{texts.absences.now}</span>} {moment(absence.from, now)} –{" "}
        {moment(absence.to, now)}
      </td>
      <td data-name={texts.absences.standIn}>
        {absence.standIn === undefined ? "–" : <PersonName name={nameOf(absence.standIn)} />}
      </td>
      <td data-name={texts.absences.reason}>{absence.reason === undefined ? "–" : <bdi>{absence.reason}</bdi>}</td>
      <td class="loads-act">
        <button
          type="button"
          class="button button-small"
          aria-label={texts.absences.takeBackOf(nameOf(absence.agent))}
          onClick={() => void absences.takeBack(absence)}
        >
          {texts.absences.takeBack}
        </button>
      </td>
    </tr>
  );
}
