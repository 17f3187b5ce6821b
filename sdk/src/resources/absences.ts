import { type Call, type CreateOptions, creation } from "../request.ts";
import type { Absence, AbsencePlan, AnswerBody, NewAbsence } from "../wire/index.ts";

/** When agents are not there. */
export interface DeskAbsences {
  /** Absences that have not ended, in order. */
  list(): Promise<Absence[]>;
  /** Which tickets an absence would move to whom, and which promises are at risk by it. Nothing is written. */
  plan(absence: NewAbsence): Promise<AbsencePlan>;
  /** Marks an agent absent. Once the absence begins, their tickets go to others; `plan` says which and to whom. */
  create(absence: NewAbsence, options?: CreateOptions): Promise<AnswerBody<"POST /v1/desk/absences">>;
  /** Takes an absence back: the agent is there. */
  delete(id: Absence["id"]): Promise<void>;
}

export const createAbsences = (call: Call): DeskAbsences => ({
  list: async () => (await call("GET /v1/desk/absences", {})).items,
  plan: (body) => call("POST /v1/desk/absences/plan", { body }),
  create: (body, options) => call("POST /v1/desk/absences", { ...creation(options), body }),
  async delete(id) {
    await call("DELETE /v1/desk/absences/:absence", { params: { absence: id } });
  },
});
