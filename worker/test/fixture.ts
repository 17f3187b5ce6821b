import type { Setup } from "@firstline/sdk/wire";

/** A desk with two client sites, so that every test can ask what the other one sees. */
export const setup: Setup = {
  name: "Brightdesk",
  tiers: [
    { level: 1, label: "First line" },
    { level: 2, label: "Second line" },
  ],
  teams: [
    { id: "team_front", name: "Front", tier: 1, members: ["agt_ann", "agt_lea"] },
    { id: "team_bills", name: "Bills", tier: 1, members: ["agt_bob"] },
    { id: "team_deep", name: "Deep", tier: 2, members: ["agt_ada"] },
  ],
  agents: [
    { id: "agt_ann", name: "Ann Agent", email: "ann@desk.test", role: "agent", sites: ["site_shop"] },
    { id: "agt_bob", name: "Bob Agent", email: "bob@desk.test", role: "agent", sites: ["site_bank"] },
    { id: "agt_lea", name: "Lea Lead", email: "lea@desk.test", role: "lead", sites: ["site_shop"] },
    { id: "agt_ada", name: "Ada Admin", email: "ada@desk.test", role: "admin", sites: "all" },
  ],
  sites: [
    {
      id: "site_shop",
      key: "pk_shopshop",
      name: "Shop",
      prefix: "SHOP",
      greeting: "How can we help?",
      origins: ["https://shop.test", "loopback"],
      theme: { accent: "#3355ff", scheme: "auto", side: "end" },
      defaultTeam: "team_front",
      topics: [
        { id: "top_login", label: "Login" },
        { id: "top_billing", label: "Billing", team: "team_bills" },
      ],
      limits: { perAddress: 1_000_000, perSite: 1_000_000 },
    },
    {
      id: "site_bank",
      key: "pk_bankbank",
      name: "Bank",
      prefix: "BANK",
      greeting: "Good day",
      origins: ["https://bank.test"],
      theme: { accent: "#117733", scheme: "light", side: "start" },
      defaultTeam: "team_bills",
      topics: [],
      limits: { perAddress: 3, perSite: 1_000_000 },
    },
  ],
};
