import { Handover, type HandoverDraft, HandoverDraft as HandoverDraftSchema, type Status } from "@firstline/sdk/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decideEscalation,
  type Escalatable,
  type EscalationCommand,
  evolveWay,
  untravelled,
  type Way,
} from "./escalation.ts";
import type { EscalationHappening } from "./event.ts";
import type { Refusal } from "./refusal.ts";

const tiers = [3, 1, 2];
const handover: Handover = {
  summary: "The export of invoices fails.",
  tried: ["Cleared the cache", "Another browser"],
  missing: "Access to the database",
  impact: "The whole accounting team waits",
  publicReason: "Somebody with access to the database looks at it.",
};
const escalate: EscalationCommand = { type: "escalate", handover };
const giveBack: EscalationCommand = { type: "return", missing: "Which invoices?" };

const ticketAt = (tier: number, way: Partial<Way> = {}, status: Status = "open"): Escalatable => ({
  status,
  tier,
  team: `team_${tier}`,
  way: { ...untravelled, ...way },
});
const place = (tier: number) => ({ tier, team: `team_${tier}` });

const done = (result: readonly EscalationHappening[] | Refusal): readonly EscalationHappening[] => {
  if ("refused" in result) throw new Error(`refused: ${result.refused}`);
  return result;
};
const refusedWith = (result: readonly EscalationHappening[] | Refusal): unknown =>
  "refused" in result
    ? [result.refused, ...(result.issues ?? []).map(({ path, message }) => `${path}: ${message}`)]
    : [];

/** The ticket after what was decided, its team following its tier. */
function after(ticket: Escalatable, happenings: readonly (EscalationHappening | { type: "reopened" })[]): Escalatable {
  let next = ticket;
  for (const happening of happenings) {
    const way = evolveWay(next.way, happening);
    if (happening.type === "escalated") next = { ...next, way, ...place(happening.to) };
    else if (happening.type === "returned") next = { ...next, way, ...happening.to };
    else next = { ...next, way };
  }
  return next;
}
const follow = (ticket: Escalatable, ...commands: EscalationCommand[]): Escalatable =>
  commands.reduce((next, command) => after(next, done(decideEscalation(next, command, tiers))), ticket);
const reopened = (ticket: Escalatable): Escalatable => {
  const next = after(ticket, [{ type: "reopened" }]);
  return after(next, done(decideEscalation(next, { type: "reopened" }, tiers)));
};

describe("every command in every status", () => {
  const sent = { senders: [place(1)] };
  const statuses = ["new", "open", "pending", "on_hold", "solved", "closed"] as const;
  const playbook = { title: "Export fails", signs: "Error 7", steps: ["Give the role back"] };
  const no = "!transition_refused";
  test.each<[string, EscalationCommand, Escalatable, readonly string[]]>([
    ["escalate", escalate, ticketAt(1), ["escalated", "escalated", "escalated", "escalated", no, "!ticket_closed"]],
    ["return", giveBack, ticketAt(2, sent), ["returned", "returned", "returned", "returned", no, "!ticket_closed"]],
    ["clock", { type: "clock", tier: 1 }, ticketAt(1), ["escalated", "escalated", "escalated", "escalated", "", ""]],
    [
      "reopened",
      { type: "reopened" },
      ticketAt(1, { reopenings: 2 }),
      ["escalated", "escalated", "escalated", "escalated", "", ""],
    ],
    ["solve", { type: "solve", playbook }, ticketAt(2), Array.from({ length: 6 }, () => "playbook")],
  ])("%s", (_name, command, ticket, outcomes) => {
    const found = statuses.map((status) => {
      const result = decideEscalation({ ...ticket, status }, command, tiers);
      return "refused" in result ? `!${result.refused}` : result.map((happening) => happening.type).join(" ");
    });
    expect(found).toEqual(outcomes);
  });
});

describe("escalating", () => {
  test("goes to the next tier with its handover", () => {
    expect(decideEscalation(ticketAt(1), escalate, tiers)).toEqual([
      { type: "escalated", from: place(1), to: 2, cause: "agent", handover },
    ]);
  });

  test.each([
    [1, undefined, [3, 1, 2], 2],
    [1, 3, [1, 2, 3], 3],
    [1, undefined, [1, 4, 7], 4],
    [4, undefined, [7, 4, 1], 7],
    [1, 7, [1, 4, 7], 7],
  ])("from tier %j to %j of %j is to %j", (from, tier, levels, to) => {
    expect(done(decideEscalation(ticketAt(from), { ...escalate, tier }, levels))).toMatchObject([{ to }]);
  });

  test.each<[number, number | undefined, string]>([
    [3, undefined, "Tier 3 is the highest, so there is nowhere to send this."],
    [1, 4, "There is no tier 4."],
    [2, 2, "This is at tier 2 already. Name a higher tier, or send it back with a return."],
    [2, 1, "This is at tier 2 already. Name a higher tier, or send it back with a return."],
  ])("from tier %j to %j is refused", (from, tier, message) => {
    expect(refusedWith(decideEscalation(ticketAt(from), { ...escalate, tier }, tiers))).toEqual([
      "invalid",
      `tier: ${message}`,
    ]);
  });

  const lacks = {
    summary: "handover.summary: Say in a sentence or two what this is about.",
    tried: "handover.tried: Name at least one step that was tried.",
    missing: "handover.missing: Say what is missing to solve it.",
    impact: "handover.impact: Say who is affected, and how badly.",
    publicReason: "handover.publicReason: Give the requester a short reason why it goes on.",
  };
  test.each<[string, HandoverDraft, string[]]>([
    ["nothing at all", {}, Object.values(lacks)],
    ["no summary", { ...handover, summary: undefined }, [lacks.summary]],
    ["no step", { ...handover, tried: [] }, [lacks.tried]],
    ["empty steps", { ...handover, tried: ["", " - "] }, [lacks.tried]],
    ["spaces and lines", { ...handover, missing: " \n\t " }, [lacks.missing]],
    ["dots", { ...handover, impact: "..." }, [lacks.impact]],
    ["what is not seen", { ...handover, publicReason: "\u200b\u2060\u00ad" }, [lacks.publicReason]],
    ["two of them", { ...handover, impact: "?", summary: "" }, [lacks.summary, lacks.impact]],
  ])("with %s names what lacks", (_name, draft, issues) => {
    expect(refusedWith(decideEscalation(ticketAt(1), { type: "escalate", handover: draft }, tiers))).toEqual([
      "invalid",
      ...issues,
    ]);
  });

  test("names a wrong tier and what lacks at once", () => {
    const command: EscalationCommand = { type: "escalate", tier: 9, handover: { ...handover, impact: "" } };
    expect(refusedWith(decideEscalation(ticketAt(1), command, tiers))).toEqual([
      "invalid",
      "tier: There is no tier 9.",
      lacks.impact,
    ]);
  });

  test("leaves out steps that say nothing", () => {
    const draft = { ...handover, tried: ["", " Asked twice ", "—"] };
    expect(done(decideEscalation(ticketAt(1), { type: "escalate", handover: draft }, tiers))).toMatchObject([
      { handover: { ...handover, tried: ["Asked twice"] } },
    ]);
  });
});

describe("sending back", () => {
  test("goes to whoever sent it up, one after the other", () => {
    const high = follow(ticketAt(1), escalate, escalate);
    expect(high).toMatchObject({ tier: 3, way: { senders: [place(1), place(2)] } });
    expect(decideEscalation(high, giveBack, tiers)).toEqual([
      { type: "returned", from: place(3), to: place(2), missing: "Which invoices?", bounce: 1 },
    ]);
    expect(follow(high, giveBack)).toMatchObject({ tier: 2, way: { senders: [place(1)], bounces: 1 } });
    expect(follow(high, giveBack, giveBack)).toMatchObject({ tier: 1, way: { senders: [], bounces: 2 } });
  });

  test("goes past a tier that was passed over", () => {
    expect(follow(ticketAt(1), { ...escalate, tier: 3 }, giveBack)).toMatchObject({ tier: 1, team: "team_1" });
  });

  test("calls the lead of who gets it back from the third time on", () => {
    let ticket = ticketAt(1);
    const called = Array.from({ length: 5 }, () => {
      const up = follow(ticket, escalate);
      const back = done(decideEscalation(up, giveBack, tiers));
      ticket = after(up, back);
      return back.filter((happening) => happening.type === "lead_called");
    });
    const lead = [{ type: "lead_called", place: place(1), cause: "bounces" }];
    expect(called).toEqual([[], [], lead, lead, lead]);
    expect(ticket.way.bounces).toBe(5);
  });

  test("is refused where nobody sent it up", () => {
    const refusal = ["transition_refused", ": Nobody sent this up to your tier."];
    expect(refusedWith(decideEscalation(ticketAt(2), giveBack, tiers))).toEqual(refusal);
    // Moved down by hand since.
    expect(refusedWith(decideEscalation(ticketAt(1, { senders: [place(1)] }), giveBack, tiers))).toEqual(refusal);
    expect(done(decideEscalation(ticketAt(2, { senders: [place(1), place(2)] }), giveBack, tiers))).toMatchObject([
      { to: place(1) },
    ]);
  });

  test.each([undefined, "", " ", "…", "\u200b"])("is refused without what is missing: %j", (missing) => {
    const ticket = ticketAt(2, { senders: [place(1)] });
    expect(refusedWith(decideEscalation(ticket, { type: "return", missing }, tiers))).toEqual([
      "invalid",
      "missing: Say what is missing, so that it can be added.",
    ]);
  });
});

describe("going up by itself", () => {
  test("after the second reopening at a tier, and after two more there", () => {
    let ticket = ticketAt(1);
    const way = Array.from({ length: 5 }, () => {
      ticket = reopened(ticket);
      return ticket.tier;
    });
    expect(way).toEqual([1, 2, 2, 3, 3]);
  });

  test("at the highest tier calls the lead instead, and again after two more", () => {
    const once = after(ticketAt(3), [{ type: "reopened" }, { type: "reopened" }]);
    const called = done(decideEscalation(once, { type: "reopened" }, tiers));
    expect(called).toEqual([{ type: "lead_called", place: place(3), cause: "reopened" }]);
    expect(after(once, called).way.reopenings).toBe(0);
    expect(decideEscalation(ticketAt(3), { type: "clock", tier: 3 }, tiers)).toEqual([
      { type: "lead_called", place: place(3), cause: "clock" },
    ]);
  });

  test("told twice or late, moves once", () => {
    const late: EscalationCommand = { type: "clock", tier: 1 };
    expect(follow(ticketAt(1), late, late, late)).toMatchObject({ tier: 2, way: { senders: [place(1)] } });
    expect(decideEscalation(follow(ticketAt(1), escalate), late, tiers)).toEqual([]);
    const twice = ticketAt(1, { reopenings: 2 });
    expect(follow(twice, { type: "reopened" }, { type: "reopened" }).tier).toBe(2);
  });

  test("carries a whole handover too, and can be sent back", () => {
    for (const tier of [1, 2]) {
      for (const command of [{ type: "clock", tier } as const, { type: "reopened" } as const]) {
        const [happening] = done(decideEscalation(ticketAt(tier, { reopenings: 2 }), command, tiers));
        if (happening?.type !== "escalated") throw new Error("It did not go up");
        expect(Handover.parse(happening.handover)).toEqual(happening.handover);
        expect(decideEscalation(ticketAt(1), { type: "escalate", handover: happening.handover }, tiers)).toHaveLength(
          1,
        );
      }
    }
    expect(follow(ticketAt(1), { type: "clock", tier: 1 }, giveBack)).toMatchObject({ tier: 1, way: { bounces: 1 } });
  });
});

describe("solving", () => {
  const playbook = { title: "Export fails", signs: "Error 7", steps: ["Give the role back"] };

  test("at tier 2 or higher may leave a playbook", () => {
    expect(decideEscalation(ticketAt(2), { type: "solve", playbook }, tiers)).toEqual([
      { type: "playbook", tier: 2, playbook },
    ]);
    expect(decideEscalation(ticketAt(2), { type: "solve" }, tiers)).toEqual([]);
    expect(decideEscalation(ticketAt(1), { type: "solve" }, tiers)).toEqual([]);
  });

  test("at tier 1 may not", () => {
    expect(refusedWith(decideEscalation(ticketAt(1), { type: "solve", playbook }, tiers))).toEqual([
      "invalid",
      "playbook: A playbook is for tier 1, so it comes from tier 2 or higher.",
    ]);
  });
});

describe("whatever happens", () => {
  const draftText = fc.constantFrom(undefined, "", " ", "…", "Words", " Words ");
  const draft = fc.record({
    summary: draftText,
    missing: draftText,
    impact: draftText,
    publicReason: draftText,
    tried: fc.option(fc.array(fc.constantFrom("", "—", " A step "), { maxLength: 3 }), { nil: undefined }),
  });
  const tier = fc.integer({ min: 1, max: 5 });
  const command: fc.Arbitrary<EscalationCommand> = fc.oneof(
    fc.record({ type: fc.constant("escalate" as const), tier: fc.option(tier, { nil: undefined }), handover: draft }),
    fc.constant(escalate),
    fc.record({ type: fc.constant("return" as const), missing: draftText }),
    fc.constant(giveBack),
    fc.constant({ type: "reopened" as const }),
    fc.record({ type: fc.constant("clock" as const), tier }),
  );
  /** A command, a reopening by the requester, or a move by hand. */
  const step = fc.oneof(
    { weight: 6, arbitrary: command },
    { weight: 2, arbitrary: fc.constant("reopened" as const) },
    { weight: 1, arbitrary: tier },
  );

  test("it never goes up without a whole handover nor down without what is missing, and ways stay possible", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.uniqueArray(tier, { minLength: 1 }), (steps, levels) => {
        let ticket = ticketAt(Math.min(...levels));
        let bounces = 0;
        for (const each of steps) {
          if (each === "reopened") ticket = after(ticket, [{ type: "reopened" }]);
          else if (typeof each === "number") {
            if (levels.includes(each)) ticket = { ...ticket, ...place(each) };
          } else {
            const result = decideEscalation(ticket, each, levels);
            if ("refused" in result) {
              expect(result.issues?.length).toBeGreaterThan(0);
              continue;
            }
            for (const happening of result) {
              if (happening.type === "escalated") {
                expect(Handover.parse(happening.handover)).toEqual(happening.handover);
                expect(HandoverDraftSchema.safeParse(happening.handover).success).toBe(true);
                expect(happening.to).toBeGreaterThan(happening.from.tier);
                expect(levels).toContain(happening.to);
              }
              if (happening.type === "returned") {
                bounces += 1;
                expect(happening.bounce).toBe(bounces);
                expect(happening.missing).not.toBe("");
                expect(happening.to.tier).toBeLessThan(happening.from.tier);
                expect(ticket.way.senders).toContainEqual(happening.to);
                expect(result.some(({ type }) => type === "lead_called")).toBe(bounces >= 3);
              }
            }
            ticket = after(ticket, result);
          }
          const senders = ticket.way.senders.map((sender) => sender.tier);
          expect(senders).toEqual([...new Set(senders)].sort((one, other) => one - other));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("what an agent sends is refused whole or taken whole", () => {
    fc.assert(
      fc.property(draft, (each) => {
        const result = decideEscalation(ticketAt(1), { type: "escalate", handover: each }, tiers);
        const whole = [each.summary, each.missing, each.impact, each.publicReason].every((text) => text?.includes("W"));
        expect("refused" in result).toBe(!(whole && each.tried?.includes(" A step ")));
      }),
      { numRuns: 1_000 },
    );
  });
});
