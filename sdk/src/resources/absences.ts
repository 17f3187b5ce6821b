import { type Call, type CallOptions, type CreateOptions, creation } from "../request.ts";
import type { Absence, AbsencePlan, AnswerBody, NewAbsence } from "../wire/index.ts";

/** When agents are not there. */
export interface DeskAbsences {
  /** Absences that have not ended, in order. */
  list(options?: CallOptions): Promise<Absence[]>;
  /** Which tickets an absence would move to whom, and which promises are at risk by it. Nothing is written. */
  plan(absence: NewAbsence, options?: CallOptions): Promise<AbsencePlan>;
  /** Marks an agent absent. Once the absence begins, their tickets go to others; `plan` says which and to whom. */
  create(absence: NewAbsence, options?: CreateOptions): Promise<AnswerBody<"POST /v1/desk/absences">>;
  /** Takes an absence back: the agent is there. */
  delete(id: Absence["id"], options?: CallOptions): Promise<void>;
}

export const createAbsences = (call: Call): DeskAbsences => ({
  list: async (options) => (await call("GET /v1/desk/absences", { ...options })).items,
  plan: (body, options) => call("POST /v1/desk/absences/plan", { ...options, body }),
  create: (body, options) => call("POST /v1/desk/absences", { ...creation(options), body }),
  async delete(id, options) {
    await call("DELETE /v1/desk/absences/:absence", { ...options, params: { absence: id } });
  },
});
