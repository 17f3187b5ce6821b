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
      topics: [
        { id: "top_login", label: "Login", fields: [] },
        { id: "top_billing", label: "Billing", fields: [] },
      ],
      limits: { perAddress: 1_000_000, perSite: 1_000_000 },
      identifiedOnly: false,
      uploads: { maxBytes: 200_000, maxFiles: 3 },
    },
    {
      id: "site_bank",
      key: "pk_bankbank",
      name: "Bank",
      prefix: "BANK",
      greeting: "Good day",
      origins: ["https://bank.test"],
      theme: { accent: "#117733", scheme: "light", side: "start" },
      topics: [],
      limits: { perAddress: 3, perSite: 1_000_000 },
      identifiedOnly: false,
      uploads: { maxBytes: 10_000, maxFiles: 1 },
    },
  ],
  calendars: [],
  contracts: [],
  rules: [
    {
      id: "rul_billing",
      name: "Billing",
      when: { type: "topic", is: ["top_billing"] },
      outcome: { team: "team_bills" },
    },
    { id: "rul_bank", name: "The bank", when: { type: "site", is: ["site_bank"] }, outcome: { team: "team_bills" } },
    { id: "rul_default", name: "Everything else", when: { type: "always" }, outcome: { team: "team_front" } },
  ],
  macros: [
    { id: "mac_hello", name: "Hello", sites: "all", text: "Hello {{contact.name}}," },
    {
      id: "mac_bulb",
      name: "Another bulb",
      sites: ["site_shop"],
      language: "en",
      text: "Please try another bulb. {{agent.name}}",
      actions: { status: "pending", tags: ["bulb"] },
    },
    { id: "mac_card", name: "Block the card", sites: ["site_bank"], text: "Your card is blocked." },
  ],
  roster: { skills: [], agents: [], rotations: [], teams: [] },
  signIn: { oidc: [{ id: "oidc_id", name: "Identity", issuer: "https://id.test", clientId: "firstline" }] },
};
