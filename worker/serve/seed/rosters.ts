import type { Absence, AgentRoster, Roster, Shift, SkillAtLevel } from "@firstline/sdk/wire";

const DAY = 86_400_000;
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const working: Shift["days"] = ["mon", "tue", "wed", "thu", "fri"];
const shift = (days: Shift["days"], from: string, to: string): Shift => ({ days, from, to });
const level = (skill: string, level: number): SkillAtLevel => ({ skill, level });

/** Who works when, and what they can do. Certificates and the turns on call are set around `now` (ms since 1970). */
export const roster = (now: number): Roster => ({
  skills: [
    { id: "skl_gas", label: "Gas appliances" },
    { id: "skl_fit", label: "Sizes and fitting" },
    { id: "skl_api", label: "API and webhooks" },
  ],
  agents: agents(now),
  rotations: [
    // Somebody has to be there for the demo's shop at any time, on holidays too.
    { id: "rot_shop", team: "team_shop", agents: ["agt_amara"], ...weekly(now, "Europe/London") },
    {
      id: "rot_shopday",
      team: "team_shop",
      agents: ["agt_hanna", "agt_mateo"],
      ...weekly(now, "Europe/London"),
      hours: { from: "09:00", to: "19:00" },
    },
    { id: "rot_product", team: "team_product", agents: ["agt_priya", "agt_tom"], ...weekly(now, "Europe/Berlin") },
    {
      id: "rot_warranty",
      team: "team_warranty",
      agents: ["agt_jonas", "agt_leila"],
      ...weekly(now, "Europe/London"),
      hours: { from: "09:00", to: "19:00" },
    },
    {
      id: "rot_engineers",
      team: "team_engineers",
      // The first has the turn of this week, and the last had that of the week before.
      agents: ["agt_sofia", "agt_leila", "agt_kenji"],
      ...weekly(now, "UTC"),
    },
  ],
  teams: [
    { team: "team_shop", offlineMinutes: 30 },
    { team: "team_product", offlineMinutes: 30 },
  ],
});

/** A turn of a week, handed over on Monday mornings, since three turns ago. */
const weekly = (now: number, zone: string) => ({
  zone,
  starts: dateOf(now - 27 * DAY),
  handover: { weekday: "mon" as const, at: "09:00" },
});

const agents = (now: number): AgentRoster[] => [
  {
    agent: "agt_amara",
    zone: "Europe/London",
    skills: [level("skl_fit", 3), level("skl_api", 2)],
    certificates: [],
    languages: ["en", "fr", "de", "es"],
    // Room for whatever is tried out in the shop, so that she is the least loaded for long.
    capacity: 100,
    shifts: "always",
  },
  {
    agent: "agt_hanna",
    zone: "Europe/Warsaw",
    skills: [level("skl_fit", 2)],
    certificates: [],
    languages: ["en", "pl", "de"],
    capacity: 8,
    shifts: [shift(working, "09:30", "13:30"), shift(working, "14:00", "18:00")],
  },
  {
    agent: "agt_mateo",
    zone: "Europe/Madrid",
    skills: [level("skl_fit", 4)],
    certificates: [],
    languages: ["en", "es", "pt"],
    capacity: 8,
    shifts: [shift(["tue", "wed", "thu", "fri", "sat"], "11:30", "20:00")],
  },
  {
    agent: "agt_priya",
    zone: "Asia/Kolkata",
    skills: [level("skl_api", 3)],
    certificates: [],
    languages: ["en", "hi", "fr"],
    capacity: 10,
    shifts: [shift(working, "12:00", "20:30")],
  },
  {
    agent: "agt_tom",
    zone: "Europe/London",
    skills: [level("skl_api", 4)],
    certificates: [],
    languages: ["en", "cy"],
    capacity: 8,
    shifts: [shift(working, "09:00", "13:00"), shift(working, "14:00", "17:30"), shift(["sat"], "10:00", "14:00")],
  },
  {
    agent: "agt_jonas",
    zone: "Europe/Stockholm",
    skills: [level("skl_gas", 3), level("skl_fit", 3), level("skl_api", 2)],
    certificates: [
      {
        skill: "skl_gas",
        issuer: "Energigas Sverige",
        number: "EG-20418",
        validUntil: dateOf(now + 400 * DAY),
      },
    ],
    languages: ["en", "sv"],
    capacity: 10,
    shifts: [shift(working, "08:30", "17:00")],
  },
  {
    agent: "agt_leila",
    zone: "Africa/Casablanca",
    skills: [level("skl_gas", 4), level("skl_fit", 4), level("skl_api", 2)],
    certificates: [
      {
        skill: "skl_gas",
        issuer: "Gas Safety Register",
        number: "GSR-77120",
        evidence: "https://gas-register.example/77120",
        validUntil: dateOf(now + 21 * DAY),
      },
    ],
    languages: ["en", "ar", "fr"],
    capacity: 10,
    shifts: [shift(["tue", "wed", "thu", "fri", "sat"], "10:00", "18:30")],
  },
  {
    agent: "agt_kenji",
    zone: "Asia/Tokyo",
    skills: [level("skl_api", 5)],
    certificates: [],
    languages: ["en", "ja"],
    capacity: 8,
    shifts: [shift(working, "10:00", "18:30")],
  },
  {
    agent: "agt_sofia",
    zone: "America/Mexico_City",
    skills: [level("skl_api", 5)],
    certificates: [],
    languages: ["en", "es"],
    capacity: 8,
    // Two nights a week, so that the engineers' day follows the sun.
    shifts: [shift(["mon", "tue", "wed"], "08:00", "16:30"), shift(["thu", "fri"], "22:00", "06:00")],
  },
];

/**
 * One colleague on holiday with somebody in his place, two who will be away, one of them with nobody for her, and one who
 * came back at an instant (ms): what has come in since goes to her before anybody else.
 */
export const absences = (now: number, amaraIsBackAt: number): Absence[] => [
  {
    id: "abs_kenji",
    agent: "agt_kenji",
    from: new Date(now - DAY).toISOString(),
    to: new Date(now + 6 * DAY).toISOString(),
    standIn: "agt_sofia",
    reason: "Holiday in Hokkaido",
  },
  {
    id: "abs_jonas",
    agent: "agt_jonas",
    from: new Date(now + 9 * DAY).toISOString(),
    to: new Date(now + 14 * DAY).toISOString(),
    standIn: "agt_leila",
    reason: "Course in Malmö",
  },
  {
    id: "abs_sofia",
    agent: "agt_sofia",
    from: new Date(now + 20 * DAY).toISOString(),
    to: new Date(now + 23 * DAY).toISOString(),
    reason: "Moving house",
  },
  {
    id: "abs_amara",
    agent: "agt_amara",
    from: new Date(amaraIsBackAt - 60 * DAY).toISOString(),
    to: new Date(amaraIsBackAt).toISOString(),
    reason: "Parental leave",
  },
];
