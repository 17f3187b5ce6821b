import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { createTestDesk } from "../../test/desk.ts";
import { newsOf } from "./news.ts";

const stored = [...createTestDesk().tickets.values()].find(({ ticket }) => ticket.status === "open");
if (!stored) throw new Error("the desk has no open ticket");
const { ticket } = stored;
const me = { id: "agt_1", teams: new Set([ticket.team.id]) };
const mine: DeskTicket = { ...ticket, assignee: { id: "agt_1", name: "Anna Berg" } };
const unassigned: DeskTicket = { ...ticket, assignee: null };
const contact = { kind: "contact", id: "con_1", name: "Clara" } as const;
const numbered = { seq: 9, prev: 8, at: "2026-03-02T09:00:00.000Z" };
const asked: DeskEvent = { ...numbered, actor: contact, type: "message", message: { id: "msg_1", text: "And?" } };
const submitted: DeskEvent = { ...numbered, actor: contact, type: "submitted", fields: {} };
const ann = { kind: "agent", id: "agt_1", name: "Anna Berg" } as const;
const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;
const called: DeskEvent = {
  ...numbered,
  actor: tomas,
  type: "note",
  note: { id: "msg_2", text: "@Anna Berg" },
  mentions: [{ id: "agt_1", name: "Anna Berg" }],
};
const given: DeskEvent = {
  ...numbered,
  actor: { kind: "system" },
  type: "assigned",
  agent: { id: "agt_1", name: "Anna Berg" },
};

test.each([
  ["a reply on mine", mine, [asked], "reply"],
  ["a reply on somebody else's", { ...mine, assignee: { id: "agt_2", name: "Tomás" } }, [asked], undefined],
  ["a new one in my teams", unassigned, [submitted, asked], "submitted"],
  ["a new one in other teams", { ...unassigned, team: { id: "team_x", name: "X" } }, [submitted], undefined],
  ["a new one that is mine at once", mine, [submitted, asked, given], "assigned"],
  ["what I took myself", mine, [{ ...given, actor: ann }], undefined],
  ["a note that calls me", unassigned, [called], "mention"],
  ["a note of my own", unassigned, [{ ...called, actor: ann }], undefined],
  ["a note that calls somebody else", mine, [{ ...called, mentions: [{ id: "agt_3", name: "Mei" }] }], undefined],
  ["a closed one", { ...mine, status: "closed" }, [asked], undefined],
] satisfies [string, DeskTicket, DeskEvent[], string | undefined][])("%s", (_, about, events, news) => {
  expect(newsOf({ ticket: about, events }, me)).toBe(news);
});
