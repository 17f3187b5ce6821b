import type { Setup } from "@firstline/sdk/wire";

/** The agent whose queue is listed. */
export const frontAgent = "agt_front";

export const siteId = "site_bench";
export const publicKey = "pk_benchbench";
export const prefix = "BENCH";

export const teams = Array.from({ length: 10 }, (_, index) => `team_${index}`);

/** One site without limits, ten teams, an agent who serves the first of them. */
export const benchSetup: Setup = {
  name: "Bench",
  tiers: [{ level: 1, label: "First line" }],
  teams: teams.map((id, index) => ({ id, name: `Team ${index}`, tier: 1, members: index === 0 ? [frontAgent] : [] })),
  agents: [{ id: frontAgent, name: "Front Agent", email: "front@desk.example", role: "admin", sites: "all" }],
  sites: [
    {
      id: siteId,
      key: publicKey,
      name: "Bench",
      prefix,
      greeting: "Hello!",
      origins: ["loopback"],
      theme: { accent: "#2457c5", scheme: "auto", side: "end" },
      defaultTeam: "team_0",
      topics: [],
      limits: { perAddress: 1_000_000_000, perSite: 1_000_000_000 },
      identifiedOnly: false,
    },
  ],
};
