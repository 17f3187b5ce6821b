import type { CoverageRule } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { absence, need, type Sample, shift, staffOf } from "../../prove/staff.ts";
import { type HeldTicket, type Move, planAbsence } from "./absence-plan.ts";
import type { Need, Situation, Standing } from "./eligibility.ts";

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const now = at("2026-11-23T10:00:00Z");
const day = { shifts: [shift("mon-fri 09:00-17:00")] };

/** Ann falls ill; Bob and Cem are her team, Dana is in the next tier, Eve elsewhere and off duty. */
const people = {
  agt_ann: day,
  agt_bob: { ...day, capacity: 3 },
  agt_cem: { ...day, capacity: 3 },
  agt_dana: {},
  agt_eve: { shifts: [shift("mon-fri 17:00-09:00")], capacity: 2 },
};
const teams = {
  team_first: [1, "agt_ann", "agt_bob", "agt_cem"],
  team_second: [2, "agt_dana"],
  team_other: [4, "agt_eve"],
} as const;

const ticket = (number: number, asked: Partial<Need> = {}, rule: CoverageRule = { rule: "wait" }): HeldTicket => ({
  number: `SHOP-${number}`,
  team: "team_first",
  need: need({ team: "team_first", ...asked }),
  rule,
});
const has = (open: number, presence: Standing["presence"] = null): Standing => ({
  open,
  lastAssignedAt: null,
  presence,
});

function said({ number, placement }: Move): string {
  const where =
    placement.kind === "agent"
      ? `${placement.taker.agent} via ${placement.via}`
      : `${placement.kind} ${placement.next ? iso(placement.next.at) : ""}`;
  return `${number.slice(5)} ${where}`;
}

function plan(
  absences: [ReturnType<typeof absence>, ...ReturnType<typeof absence>[]],
  tickets: readonly HeldTicket[],
  situation: Situation = new Map(),
  more: Partial<Sample> = {},
) {
  const staff = staffOf({ people, teams, absences, ...more });
  return planAbsence(staff, absences[0], tickets, now, situation).map(said);
}

const gone = (standIn?: string, from = "2026-11-23T10:00") => absence("ann", "agt_ann", from, "2026-11-27", standIn);

describe("without a stand-in", () => {
  test("tickets go to the team, each counting for the next, then wait or go on by the rule", () => {
    const tickets = [1, 2, 3, 4].map((number) => ticket(number));
    const situation = new Map([
      ["agt_bob", has(1)],
      ["agt_cem", has(2)],
    ]);
    expect(plan([gone()], [...tickets, ticket(5, {}, { rule: "next_tier" })], situation)).toEqual([
      "1 agt_bob via team",
      // Both have two of three now, and Cem has been without a new one for longer.
      "2 agt_cem via team",
      "3 agt_bob via team",
      // Who is full is not counted on; Ann is the next to come with room.
      "4 wait 2026-11-27T09:00",
      "5 agt_dana via next_tier",
    ]);
  });

  test("never to the absent agent, however free", () => {
    expect(
      plan(
        [gone()],
        [ticket(1)],
        new Map([
          ["agt_bob", has(3)],
          ["agt_cem", has(3)],
        ]),
      ),
    ).toEqual(["1 wait 2026-11-27T09:00"]);
  });

  test("presence counts once it has begun, and not before", () => {
    const offline = { state: "offline" as const, since: 0 };
    const situation = new Map([
      ["agt_bob", has(0, offline)],
      ["agt_cem", has(1)],
    ]);
    expect(plan([gone()], [ticket(1)], situation)).toEqual(["1 agt_cem via team"]);
    expect(plan([gone(undefined, "2026-11-24T10:00")], [ticket(1)], situation)).toEqual(["1 agt_bob via team"]);
  });

  test("one that begins at night gives the tickets to the morning", () => {
    expect(plan([gone(undefined, "2026-11-25")], [ticket(1)])).toEqual(["1 wait 2026-11-25T09:00"]);
  });
});

describe("with a stand-in", () => {
  test("tickets go to the stand-in, on duty or not, until that one is full", () => {
    expect(plan([gone("agt_eve")], [ticket(1), ticket(2), ticket(3)])).toEqual([
      "1 agt_eve via stand_in",
      "2 agt_eve via stand_in",
      "3 agt_bob via team",
    ]);
  });

  test("a stand-in takes only what they can", () => {
    const skilled = { skills: [{ skill: "skl_cards", level: 2 }] };
    const cem = { ...people, agt_cem: { ...people.agt_cem, ...skilled } };
    expect(plan([gone("agt_eve")], [ticket(1, skilled), ticket(2)], new Map(), { people: cem })).toEqual([
      "1 agt_cem via team",
      "2 agt_eve via stand_in",
    ]);
  });

  test("one who is absent too is replaced by theirs, and a ring by nobody", () => {
    const eve = (standIn?: string) => absence("eve", "agt_eve", "2026-11-20", "2026-11-30", standIn);
    expect(plan([gone("agt_eve"), eve("agt_dana")], [ticket(1)])).toEqual(["1 agt_dana via stand_in"]);
    expect(plan([gone("agt_eve"), eve()], [ticket(1)])).toEqual(["1 agt_bob via team"]);
    expect(plan([gone("agt_eve"), eve("agt_ann")], [ticket(1)])).toEqual(["1 agt_bob via team"]);
  });
});

test("no tickets, no moves", () => {
  expect(plan([gone()], [])).toEqual([]);
});
