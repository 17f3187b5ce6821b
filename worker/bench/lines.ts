import { compileCalendar } from "../src/domain/calendar.ts";
import type { Surroundings } from "../src/domain/decision.ts";
import type { Situation } from "../src/domain/eligibility.ts";
import { linesOf } from "../src/domain/lines.ts";
import { open, type Submission } from "../src/domain/open.ts";
import { scheduleOf } from "../src/domain/schedule.ts";
import type { TicketState } from "../src/domain/ticket.ts";
import { wake } from "../src/domain/wake.ts";
import { type LinesSize, linesSetup } from "./lines-setup.ts";

// What decisions on lines of support cost by themselves, in processor time, and how that grows with the desk.
const HOUR = 3_600_000;
/** A Tuesday at noon in Berlin. */
const noon = Date.UTC(2026, 11, 8, 11);
const sizes: readonly LinesSize[] = [
  { rules: 20, agents: 50, teams: 5 },
  { rules: 200, agents: 500, teams: 50 },
  { rules: 1_000, agents: 5_000, teams: 500 },
];

const words = "The parcel that you sent on Monday has not moved since, and nobody at the depot picks up the phone. ";
const submission: Submission = {
  subject: "Where is my parcel?",
  topic: "top_billing",
  channel: "web",
  priority: "normal",
  contact: "con_bench",
  language: "en",
  fields: { order: "20417" },
  tags: [],
  message: { id: "msg_bench", text: words.repeat(8) },
  plan: null,
  verified: false,
  lastContactAt: null,
};

/** Processor time of this process so far, in microseconds: what else the machine does is not in it. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The processor time of a run in microseconds: the median of nine batches, after one that warms up. */
function microseconds(runs: number, run: (index: number) => unknown): number {
  const batches: number[] = [];
  for (let batch = 0; batch < 10; batch++) {
    const begun = spent();
    for (let index = 0; index < runs; index++) run(batch * runs + index);
    batches.push((spent() - begun) / runs);
  }
  return batches.slice(1).sort((one, other) => one - other)[4] ?? 0;
}

const write = (line: string) => process.stdout.write(`${line}\n`);

write("\nA decision: routing, who takes it, clocks and events of a new ticket\n");
write("rules  agents  teams   by day µs   by night µs   prepare ms");
for (const size of sizes) {
  const setup = linesSetup(size);
  const begun = spent();
  const lines = linesOf(setup, []);
  const prepare = (spent() - begun) / 1_000;
  const situation: Situation = new Map(
    setup.agents.map(({ id }, index) => [id, { open: index % 5, lastAssignedAt: noon - index, presence: null }]),
  );
  const at = (now: number): Surroundings => ({ now, site: "site_bench", lines, situation, termsOf: newest });
  const newest: Surroundings["termsOf"] = ({ id }) => {
    const terms = lines.terms.get(id);
    if (!terms) throw new Error(`There is no contract ${id}`);
    return terms;
  };
  const runs = size.agents > 1_000 ? 10 : 100;
  const opened = (now: number) => open(submission, { kind: "contact", id: "con_bench" }, at(now));
  const byDay = microseconds(runs, (index) => opened(noon + index * 1_000));
  // A Saturday night: nobody is on shift, and the coverage rule looks at the tier above.
  const byNight = microseconds(runs, (index) => opened(noon + 4 * 24 * HOUR + 12 * HOUR + index * 1_000));
  write(
    [
      `${size.rules}`.padStart(5),
      `${size.agents}`.padStart(7),
      `${size.teams}`.padStart(6),
      byDay.toFixed(0).padStart(11),
      byNight.toFixed(0).padStart(13),
      prepare.toFixed(1).padStart(12),
    ].join(" "),
  );
}

write("\nBusiness time, in a calendar with lunch breaks and so many holidays\n");
write("holidays   add µs   measure µs   add a year µs");
for (const holidays of [16, 160, 1_600]) {
  const [calendar] = linesSetup({ rules: 1, agents: 1, teams: 1 }).calendars;
  if (!calendar) throw new Error("The bench has a calendar");
  const time = compileCalendar({
    ...calendar,
    holidays: Array.from({ length: holidays }, (_, index) => ({
      date: new Date(noon + (1 + index * (index < 16 ? 23 : 5)) * 24 * HOUR).toISOString().slice(0, 10),
      name: `${index}`,
    })),
  });
  const figures = [
    microseconds(10_000, (index) => time.addBusinessTime(noon + index * 60_000, 40 * HOUR)),
    microseconds(10_000, (index) => time.businessTimeBetween(noon + index * 60_000, noon + index * 60_000 + 99 * HOUR)),
    microseconds(1_000, (index) => time.addBusinessTime(noon + index * 60_000, 2_000 * HOUR)),
  ];
  write(
    `${`${holidays}`.padStart(8)} ${figures.map((figure, index) => figure.toFixed(2).padStart([8, 12, 15][index] ?? 0)).join(" ")}`,
  );
}

write("\nA sweep: waking tickets whose first response is at risk, then missed and raised a tier\n");
write("tickets   warn ms   per ticket µs   raise ms   per ticket µs");
const lines = linesOf(linesSetup({ rules: 20, agents: 50, teams: 5 }), []);
const around = (now: number): Surroundings => ({
  now,
  site: "site_bench",
  lines,
  situation: new Map(),
  termsOf: ({ id }) => {
    const terms = lines.terms.get(id);
    if (!terms) throw new Error(`There is no contract ${id}`);
    return terms;
  },
});
for (const count of [1_000, 10_000, 100_000]) {
  const { ticket } = open(submission, { kind: "contact", id: "con_bench" }, around(noon));
  let tickets: TicketState[] = Array.from({ length: count }, () => ticket);
  const rounds = [noon + 1.7 * HOUR, noon + 3.5 * HOUR].map((now) => {
    const begun = spent();
    tickets = tickets.map((one) => {
      const woken = wake(one, around(now)).ticket;
      scheduleOf(woken, around(now).termsOf, now);
      return woken;
    });
    return (spent() - begun) / 1_000;
  });
  write(
    `${`${count}`.padStart(7)} ${rounds
      .flatMap((round) => [round.toFixed(0).padStart(9), ((round * 1_000) / count).toFixed(1).padStart(15)])
      .join(" ")}`,
  );
}
