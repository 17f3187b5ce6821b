import fc from "fast-check";
import { expect, test } from "vitest";
import { play, type Step, step } from "../../test/history.ts";
import { staffed } from "../../test/staffed.ts";
import { newestIn } from "../../test/surroundings.ts";
import { isActive, isPublic, type TicketEvent } from "./event.ts";
import { linesOf } from "./lines.ts";
import { evolve, type TicketState } from "./ticket.ts";

const termsOf = newestIn(linesOf(staffed, []));
const evolved = (ticket: TicketState, event: TicketEvent) => evolve(ticket, event, termsOf);

const holds = (check: (steps: readonly Step[]) => void) =>
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), check), { numRuns: 300, seed: 1 });

test("event numbers have no gap, and `prev` is the last public one before", () => {
  holds((steps) => {
    const { history } = play(steps, () => {});
    let lastPublic = 0;
    history.forEach((event, index) => {
      expect(event.seq).toBe(index + 1);
      expect(event.prev).toBe(lastPublic);
      if (isPublic(event)) lastPublic = event.seq;
    });
  });
});

test("the ticket is what its events add up to", () => {
  holds((steps) => {
    const { opened, ticket, history } = play(steps, () => {});
    expect(history.slice(opened.events.length).reduce(evolved, opened.ticket)).toEqual(ticket);
    expect(ticket.seq).toBe(history.length);
    expect(ticket.publicSeq).toBe(history.findLast(isPublic)?.seq);
    expect(ticket.publicAt).toBe(history.findLast(isPublic)?.at);
    expect(ticket.updatedAt).toBe(history.at(-1)?.at);
  });
});

test("a decision changes nothing but by its events", () => {
  holds((steps) => {
    play(steps, (before, _step, ticket, events) => {
      expect(events.reduce(evolved, before)).toEqual(ticket);
      if (events.length === 0) expect(ticket).toEqual(before);
    });
  });
});

test("closed never changes but for notes", () => {
  holds((steps) => {
    play([...steps, ...steps], (before, { command }, ticket) => {
      if (before.status !== "closed") return;
      expect(command.type).toBe("note");
      const { seq, updatedAt, clocks, ...rest } = before;
      expect(ticket).toMatchObject(rest);
      expect(ticket.clocks?.list).toEqual(clocks?.list);
    });
  });
});

test("a status never moves to itself, and no event says that nothing changed", () => {
  holds((steps) => {
    play(steps, (before, _step, _ticket, events) => {
      for (const event of events) {
        if (event.type === "status" || event.type === "priority") expect(event.to).not.toBe(event.from);
        if (event.type === "assigned") expect(event.agent).not.toBe(before.assignee);
      }
    });
  });
});

test("unread counts the desk's answers and is never negative", () => {
  holds((steps) => {
    const { ticket, history } = play(steps, () => {});
    const answers = history.filter((event) => event.type === "message" && event.actor.kind !== "contact");
    expect(ticket.unread).toBe(answers.length);
  });
});

test("who waits has waited since the first message that nobody answered", () => {
  holds((steps) => {
    const { ticket, history } = play(steps, () => {});
    const ended = history.findLastIndex(
      (event) =>
        (event.type === "message" && event.actor.kind !== "contact") ||
        (event.type === "status" && !isActive(event.to)),
    );
    const asked = history
      .slice(ended + 1)
      .find(
        (event) =>
          event.type === "submitted" ||
          (event.actor.kind === "contact" &&
            (event.type === "message" || (event.type === "status" && !isActive(event.from)))),
      );
    expect(ticket.waitingSince).toBe(asked?.at ?? null);
  });
});
