import { gaps, place } from "../src/domain/coverage.ts";
import { type Need, planned, type Situation, type Standing } from "../src/domain/eligibility.ts";
import { holidaysOf } from "../src/domain/roster.ts";
import { Random } from "./random.ts";
import { need, type Person, type Sample, staffOf } from "./staff.ts";

// Measures one decision in desks of growing size: who takes a ticket, by day and at night, and where nobody does.
const DAY = 86_400_000;
const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"];
const holidays = holidaysOf({
  id: "cal_year",
  name: "A year",
  zone: "Europe/Berlin",
  hours: "always",
  holidays: Array.from({ length: 15 }, (_, index) => ({
    date: new Date(Date.UTC(2026, 0, 6 + index * 23)).toISOString().slice(0, 10),
    name: `Holiday ${index}`,
  })),
});

/** Teams of ten in three tiers, four zones, hours that hardly two people share, half of them with the skill. */
function desk(teamCount: number, random: Random): Sample {
  const people: Record<string, Person> = {};
  const teams: Record<string, [number, ...string[]]> = {};
  const absences = [];
  const rotations = [];
  for (let team = 0; team < teamCount; team++) {
    const members: string[] = [];
    for (let seat = 0; seat < 10; seat++) {
      const agent = `agt_${team}x${seat}`;
      members.push(agent);
      const begins = random.whole(6, 10);
      people[agent] = {
        zone: random.pick(zones),
        skills: random.chance(0.5) ? [{ skill: "skl_cards", level: random.whole(1, 5) }] : [],
        certificates: [
          { skill: "skl_gas", issuer: "TÜV", number: agent, validUntil: `2027-0${random.whole(1, 9)}-15` },
        ],
        languages: ["en", random.pick(["de", "fr", "es"])],
        capacity: random.whole(5, 20),
        shifts: [
          { days: ["mon", "tue", "wed", "thu", "fri"], from: `0${begins % 10}:${random.whole(10, 59)}`, to: "12:30" },
          { days: ["mon", "tue", "wed", "thu", "fri"], from: "13:15", to: `${begins + 8}:${random.whole(10, 59)}` },
        ],
      };
      if (random.chance(0.2)) {
        const from = Date.UTC(2026, 10, random.whole(1, 28));
        absences.push({
          id: `abs_${team}x${seat}`,
          agent,
          from: new Date(from).toISOString(),
          to: new Date(from + 7 * DAY).toISOString(),
          standIn: `agt_${team}x${(seat + 1) % 10}`,
        });
      }
    }
    teams[`team_${team}`] = [(team % 3) + 1, ...members];
    rotations.push({
      id: `rot_${team}`,
      team: `team_${team}`,
      agents: members,
      zone: "UTC",
      starts: "2026-01-01",
      handover: { weekday: "mon" as const, at: "09:00" },
      hours: { from: "20:00", to: "06:00" },
    });
  }
  return { people, teams, absences, rotations: rotations.filter((_, index) => index % 5 === 0) };
}

/** The median of so many runs, in microseconds; the first ones, which warm up, are left out. */
function microseconds(runs: number, run: (index: number) => unknown): number {
  const times: number[] = [];
  for (let index = 0; index < runs * 1.25; index++) {
    const begun = performance.now();
    run(index);
    times.push((performance.now() - begun) * 1_000);
  }
  return times.slice(runs / 4).sort((one, other) => one - other)[Math.floor(runs / 2)] ?? 0;
}

const wanted: Need = need({
  skills: [{ skill: "skl_cards", level: 2 }],
  certificates: ["skl_gas"],
  language: "en",
  holidays,
});
const noon = Date.UTC(2026, 10, 23, 14);
const saturday = Date.UTC(2026, 10, 21, 12);
process.stdout.write(
  "agents  named team  whole tier  weekend, wait  weekend, stand-ins  all full, next tier  prepare  gaps of 60 days\n",
);
for (const teamCount of [5, 50, 500]) {
  const sample = desk(teamCount, new Random(7));
  const staff = staffOf(sample);
  const one: Standing = { open: 2, lastAssignedAt: noon - DAY, presence: { state: "online", since: noon - DAY } };
  const situation: Situation = new Map(Object.keys(sample.people).map((agent) => [agent, one]));
  const full: Situation = { get: () => ({ ...one, open: 99 }) };
  const few = teamCount > 50 ? 40 : 400;
  const named = { ...wanted, team: "team_3" };
  const figures = [
    microseconds(few, (index) => place(staff, named, { rule: "wait" }, noon + index * 1_000, situation)),
    microseconds(few, (index) => place(staff, wanted, { rule: "wait" }, noon + index * 1_000, situation)),
    microseconds(few, (index) => place(staff, wanted, { rule: "wait" }, saturday + index * 1_000, situation)),
    microseconds(few, (index) => place(staff, wanted, { rule: "stand_in" }, saturday + index * 1_000, planned)),
    microseconds(few, (index) => place(staff, wanted, { rule: "next_tier" }, noon + index * 1_000, full)),
    microseconds(8, () => staffOf(sample)),
    microseconds(8, () => gaps(staff, wanted, { rule: "stand_in" }, noon, noon + 60 * DAY)),
  ];
  process.stdout.write(`${[teamCount * 10, ...figures.map((figure) => `${figure.toFixed(0)} µs`)].join("   ")}\n`);
}
