import { type Absence, contract, type NewAbsence } from "@firstline/sdk/wire";
import { moveAsPlanned, planRelief, type Relief } from "../../desk-relief.ts";
import { absencePlanFor } from "../../domain/absence-projection.ts";
import { agentNamed, withAbsences, worksWith } from "../../domain/directory.ts";
import { newAbsenceIssues } from "../../domain/roster-issues.ts";
import type { Handlers } from "../../http/bind.ts";
import { auditActorOf, sitesOf } from "../../http/caller.ts";
import { type DeskContext, deskOf } from "../../http/context.ts";
import { instantAt } from "../../http/instant.ts";
import { settled } from "../../http/place.ts";
import { Refused } from "../../http/refused.ts";
import { newId } from "../../secrets.ts";
import { absencesAfter, deleteAbsence, insertAbsence } from "../../store/absences.ts";
import { insertAudit } from "../../store/audit.ts";
import { changeFirstAnswer, firstAnswerTo, insertFirstAnswer } from "../../store/events.ts";
import { ticketsHeldBy } from "../../store/held-tickets.ts";
import { jobAgain } from "../../store/jobs.ts";
import { type Results, run } from "../../store/query.ts";
import { moveVersion } from "../../store/setup.ts";
import { standings } from "../../store/standings.ts";
import { replayed, wholeDesk } from "./replay.ts";

/** How many tickets are planned and moved at once. Whoever has more gives back the rest minute by minute. */
const MOST = 500;

/** What creating an absence is answered with. */
const Absent = contract["POST /v1/desk/absences"].answers[201];

export const deskAbsences = {
  "GET /v1/desk/absences": async ({ context }) => {
    const { absences } = await context.read({ absences: absencesAfter(context.now) });
    const seen = absences.filter(({ agent }) => isColleague(context, agent));
    // Why somebody is absent is for people alone.
    return { status: 200, body: { items: context.caller.kind === "agent" ? seen : seen.map(withoutReason) } };
  },

  "POST /v1/desk/absences/plan": async ({ context, body }) => {
    requireColleague(context, body.agent);
    const loaded = await context.read(asked(context, body));
    const { relief } = await planned(context, body, loaded);
    return { status: 200, body: absencePlanFor(relief.view, relief.moved, sitesOf(context.caller)) };
  },

  "POST /v1/desk/absences": async ({ context, body, create }) => {
    const { env, now, caller } = context;
    requireColleague(context, body.agent);
    const loaded = await context.read({
      ...asked(context, body),
      first: firstAnswerTo(wholeDesk, create.keyHash),
    });
    const kept = replayed(loaded.first, create);
    if (kept !== undefined) return { status: 201, body: withReasonOf(Absent.parse(kept), body) };
    const { absence, relief } = await planned(context, body, loaded);
    const answerWith = ({ view, moved }: Relief) => ({
      absence: withoutReason(absence),
      plan: absencePlanFor(view, moved, sitesOf(caller)),
    });
    const answer = answerWith(relief);
    await run(env.DB, {
      absence: insertAbsence(absence),
      version: moveVersion,
      audit: noted(context, "absence_made", absence),
      alarms: jobAgain("alarms"),
      // The reason goes with the absence, so it is not kept with the answer; the same request brings it again.
      first: insertFirstAnswer(wholeDesk, create.keyHash, create.requestHash, 0, answer),
    });
    if (Date.parse(absence.from) > now || relief.moved.length === 0) {
      return { status: 201, body: withReasonOf(answer, body) };
    }
    const done = answerWith(await moveAsPlanned(deskOf(context), relief));
    if (JSON.stringify(done) !== JSON.stringify(answer)) {
      await run(env.DB, { first: changeFirstAnswer(wholeDesk, create.keyHash, done) });
    }
    return { status: 201, body: withReasonOf(done, body) };
  },

  "DELETE /v1/desk/absences/:absence": async ({ context, params }) => {
    const { absences } = await context.read({ absences: absencesAfter(context.now) });
    const found = absences.find(({ id }) => id === params.absence);
    if (!found || !isColleague(context, found.agent)) throw new Refused("not_found");
    await run(context.env.DB, {
      absence: deleteAbsence(found.id),
      version: moveVersion,
      audit: noted(context, "absence_removed", found),
      alarms: jobAgain("alarms"),
    });
    return { status: 204, body: null };
  },
} satisfies Partial<Handlers>;

/** An absence in the audit log, without its reason. */
const noted = (
  { caller, directory, now }: DeskContext,
  kind: "absence_made" | "absence_removed",
  { id, agent, from, to }: Absence,
) => insertAudit(auditActorOf(caller), { kind, absence: id, agent: agentNamed(directory, agent), from, to }, now);

const withoutReason = ({ reason: _reason, ...absence }: Absence): Absence => absence;

const withReasonOf = <Answer extends { readonly absence: Absence }>(
  answer: Answer,
  { reason }: NewAbsence,
): Answer => ({
  ...answer,
  absence: { ...answer.absence, ...(reason !== undefined && { reason }) },
});

/** Whether the caller has a site in common with an agent; else the agent's absences are not theirs to know. */
function isColleague({ directory, caller }: DeskContext, id: string): boolean {
  const agent = directory.agent.get(id);
  return agent !== undefined && worksWith(sitesOf(caller), agent);
}

function requireColleague(context: DeskContext, id: string): void {
  if (!isColleague(context, id)) throw new Refused("not_found");
}

/** What planning an absence depends on. */
const asked = ({ directory, now }: DeskContext, { agent }: NewAbsence) => ({
  absences: absencesAfter(now),
  current: standings(now),
  held: ticketsHeldBy([...directory.siteById.keys()], [agent], MOST),
});

/** The absence as it would be, and where the agent's tickets go. Refuses one that cannot be. */
async function planned(
  context: DeskContext,
  body: NewAbsence,
  { absences, current, held }: Results<ReturnType<typeof asked>>,
): Promise<{ readonly absence: Absence; readonly relief: Relief }> {
  const { directory, now } = context;
  instantAt(body.from, "body.from");
  instantAt(body.to, "body.to");
  const absence: Absence = { id: newId("abs", now), ...body };
  const issues = newAbsenceIssues(absence, absences, directory.setup.agents, now);
  if (issues.length > 0) settled({ refused: "invalid", issues });
  const desk = { ...deskOf(context), directory: withAbsences(directory, [...absences, absence]) };
  return { absence, relief: await planRelief(desk, absence, held, current) };
}
