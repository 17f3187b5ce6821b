import type { Operations } from "./described.ts";
import * as example from "./examples-lines.ts";
import { contract, diff, setup } from "./examples-setup.ts";

/** What leads and admins ask about the lines of support, and how they set them up. */
export const lineOperations = {
  "POST /v1/desk/routing/explain": {
    id: "desk.routing.explain",
    tag: "Lines of support",
    description:
      "The real decision, on a ticket that is there (`number`) or one that might come (`ticket`), as if it came in `at` an instant. The answer has every rule with the condition that failed, everybody who was looked at with every reason why not, and all clocks with their due times.",
    sdk: `const { placement, rules, promise } = await desk.routing.explain({
  ticket: { site: "site_shop", subject: "Where is it?", topic: "top_delivery" },
  at: "2026-11-23T09:30:00.000Z",
});
if (placement.kind === "agent") console.log(placement.taker.agent.name);`,
    body: {
      ticket: { site: "site_shop", subject: "Where is it?", topic: "top_delivery" },
      at: "2026-11-23T09:30:00.000Z",
    },
    answer: example.explanation,
  },
  "GET /v1/desk/coverage": {
    id: "desk.coverage.at",
    tag: "Lines of support",
    description:
      "By the rosters alone: a plan of the future knows nobody's presence. In a query, lists are divided by commas, and a skill's level stands after a colon: `skill=skl_gas:3`.",
    sdk: `const { placement, otherwise } = await desk.coverage.at({
  site: "site_shop",
  at: "2026-12-25T03:00:00.000Z",
});`,
    query: { site: "site_shop", at: "2026-12-25T03:00:00.000Z" },
    body: undefined,
    answer: example.coverage,
  },
  "GET /v1/desk/coverage/gaps": {
    id: "desk.coverage.gaps",
    tag: "Lines of support",
    description: "Nights, holidays, absences and certificates that expire in between all count.",
    sdk: `const { gaps } = await desk.coverage.gaps({ site: "site_shop", days: 60 });
for (const { from, to, why } of gaps) console.log(from, to, why);`,
    query: { site: "site_shop", days: 60 },
    body: undefined,
    answer: example.gaps,
  },
  "GET /v1/desk/coverage/calendar": {
    id: "desk.coverage.calendar",
    tag: "Lines of support",
    description:
      "Everybody in a team that such a ticket may go to, whom the coverage rule adds included, from `from` on for so many days. Agents who see none of the caller's sites are left out; gaps are found with everybody.",
    sdk: `const { lanes, gaps } = await desk.coverage.calendar({ site: "site_shop", tier: 1, days: 60 });
for (const { agent, absences } of lanes) console.log(agent.name, absences);`,
    query: { site: "site_shop", tier: 1, days: 60 },
    body: undefined,
    answer: example.calendar,
  },
  "GET /v1/desk/board": {
    id: "desk.board.get",
    tag: "Lines of support",
    description:
      "Everything is counted on the sites that the caller may see, or on the one that `site` names, and on no others: an agent's capacity is for all of theirs. Days and weeks are those of UTC.",
    sdk: `const { atRisk, unassigned, rating } = await desk.board.get();
for (const { number } of atRisk) console.log(number);`,
    query: {},
    body: undefined,
    answer: example.board,
  },
  "GET /v1/desk/standings": {
    id: "desk.standings.list",
    tag: "Lines of support",
    sdk: `for (const { agent, open, capacity } of await desk.standings.list()) {
  console.log(agent.name, open, "of", capacity);
}`,
    body: undefined,
    answer: { items: [example.standing] },
  },
  "PUT /v1/desk/presence": {
    id: "desk.presence.set",
    tag: "Lines of support",
    description:
      "The console says it every minute. An agent who is away is given nothing; one who is offline for longer than their team allows gives their tickets back.",
    sdk: `await desk.presence.set("away");`,
    body: { state: "away" },
    answer: null,
  },
  "GET /v1/desk/absences": {
    id: "desk.absences.list",
    tag: "Lines of support",
    sdk: `const absences = await desk.absences.list();`,
    body: undefined,
    answer: { items: [example.absence] },
  },
  "POST /v1/desk/absences/plan": {
    id: "desk.absences.plan",
    tag: "Lines of support",
    sdk: `const { moves } = await desk.absences.plan({
  agent: "agt_amara",
  from: "2026-12-21T07:00:00.000Z",
  to: "2026-12-28T07:00:00.000Z",
  standIn: "agt_jonas",
});`,
    body: example.newAbsence,
    answer: example.absencePlan,
  },
  "POST /v1/desk/absences": {
    id: "desk.absences.create",
    tag: "Lines of support",
    description: "Only the agent and the leads ever see the reason.",
    sdk: `const { absence, plan } = await desk.absences.create({
  agent: "agt_amara",
  from: "2026-12-21T07:00:00.000Z",
  to: "2026-12-28T07:00:00.000Z",
  standIn: "agt_jonas",
  reason: "Holiday",
});`,
    body: example.newAbsence,
    answer: { absence: example.absence, plan: example.absencePlan },
  },
  "DELETE /v1/desk/absences/:absence": {
    id: "desk.absences.delete",
    tag: "Lines of support",
    sdk: `await desk.absences.delete("abs_5Hq2Lm");`,
    body: undefined,
    answer: null,
  },
  "GET /v1/desk/alarms": {
    id: "desk.alarms.list",
    tag: "Lines of support",
    description: "Looked for once a day: gaps in the weeks ahead, and certificates 30 days before they expire.",
    sdk: `for (const alarm of await desk.alarms.list()) {
  if (alarm.kind === "gap") console.log(alarm.site, alarm.from, alarm.to);
  else console.log(alarm.agent.name, alarm.skill, alarm.expiresAt);
}`,
    body: undefined,
    answer: { items: example.alarms },
  },
  "POST /v1/desk/contracts/dry-run": {
    id: "desk.contracts.dryRun",
    tag: "Lines of support",
    description:
      "What would this contract have come to? It is replayed over what really happened, with a calendar of its own if one is named.",
    sdk: `const { all, worst } = await desk.contracts.dryRun({ contract, days: 30 });
console.log(all.kept, "kept,", all.broken, "broken");`,
    body: { contract, days: 30 },
    answer: example.replay,
  },

  "GET /v1/desk/setup": {
    id: "desk.setup.get",
    tag: "Desk set-up",
    sdk: `const { version, setup } = await desk.setup.get();`,
    body: undefined,
    answer: { version: 12, setup: setup },
  },
  "PUT /v1/desk/setup": {
    id: "desk.setup.put",
    tag: "Desk set-up",
    sdk: `const { version, setup } = await desk.setup.get();
setup.name = "Fernweg support";
await desk.setup.put({ version, setup });`,
    body: setup,
    answer: { version: 13, setup: setup },
  },
  "POST /v1/desk/setup/diff": {
    id: "desk.setup.diff",
    tag: "Desk set-up",
    description: "Checks it like the real thing: what is wrong is refused with a sentence for each.",
    sdk: `const { changes, contracts } = await desk.setup.diff(setup);
for (const { change, path } of changes) console.log(change, path);`,
    body: setup,
    answer: diff,
  },
  "POST /v1/desk/setup/explain": {
    id: "desk.setup.explain",
    tag: "Desk set-up",
    description:
      "What `POST /v1/desk/routing/explain` would answer if this set-up were saved: absences and what everybody has are those of now, and a ticket that is there (`number`) is read as the desk has it. A set-up that could not be saved is refused with a sentence for each thing.",
    sdk: `const { placement, rules } = await desk.setup.explain({
  setup,
  explain: { ticket: { site: "site_shop", subject: "Where is it?" } },
});
if (placement.kind === "agent") console.log(placement.taker.agent.name);`,
    body: { setup, explain: { ticket: { site: "site_shop", subject: "Where is it?" } } },
    answer: example.explanation,
  },
  "POST /v1/desk/calendars/holidays": {
    id: "desk.calendars.readHolidays",
    tag: "Desk set-up",
    description:
      "The holidays come back ready for a calendar of the set-up. What cannot be read rightly is refused with its line: a holiday that is silently missing would break promises.",
    sdk: `const holidays = await desk.calendars.readHolidays({
  file: await readFile("holidays.ics", "utf8"),
  firstYear: 2026,
  lastYear: 2027,
});`,
    body: {
      file: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      firstYear: 2026,
      lastYear: 2027,
    },
    answer: { holidays: [{ date: "2026-12-25", name: "Christmas Day" }] },
  },
} satisfies Partial<Operations>;
