import { randomBytes } from "node:crypto";
import type { Setup } from "@firstline/sdk/wire";
import { openOnThisMachine } from "./setup.ts";

/**
 * A desk to start from: one of everything, with a public key of its own. Its admin is given whatever comes in, day and
 * night, and may be offline for a day. Without a contract nothing is promised.
 */
export const emptySetup = (): Setup => ({
  name: "My desk",
  tiers: [{ level: 1, label: "First line" }],
  teams: [{ id: "team_first", name: "First line", tier: 1, members: ["agt_admin"], lead: "agt_admin" }],
  agents: [{ id: "agt_admin", name: "Admin", email: "admin@desk.example", role: "admin", sites: "all" }],
  sites: [
    {
      id: "site_main",
      key: `pk_${randomBytes(9).toString("hex")}`,
      name: "Help desk",
      prefix: "HELP",
      greeting: "Hello! How can we help?",
      theme: { accent: "#2457c5", scheme: "auto", side: "end" },
      topics: [],
      ...openOnThisMachine,
    },
  ],
  calendars: [],
  contracts: [],
  rules: [{ id: "rul_default", name: "Everything", when: { type: "always" }, outcome: { team: "team_first" } }],
  macros: [],
  roster: {
    skills: [],
    agents: [
      {
        agent: "agt_admin",
        zone: "UTC",
        skills: [],
        certificates: [],
        languages: ["en"],
        capacity: 50,
        shifts: "always",
      },
    ],
    rotations: [],
    teams: [{ team: "team_first", offlineMinutes: 1_440 }],
  },
});
