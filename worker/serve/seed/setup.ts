import { randomBytes } from "node:crypto";
import type { Setup, SiteSetup } from "@firstline/sdk/wire";

/** The public key of the demo's shop; its page carries it in the script tag. */
export const shopKey = "pk_larkmoor4f7c2a91";

/** Any page on this machine, and room enough for trying things out: without a proxy all visitors share one address. */
const openOnThisMachine: Pick<SiteSetup, "origins" | "limits"> = {
  origins: ["loopback"],
  limits: { perAddress: 1_000_000, perSite: 1_000_000 },
  identifiedOnly: false,
};

/** The demo's desk: a firm that answers for a shop and for a software maker. */
export const demoSetup: Setup = {
  name: "Northgate Support",
  tiers: [
    { level: 1, label: "First line" },
    { level: 2, label: "Second line" },
    { level: 3, label: "Specialists" },
  ],
  teams: [
    { id: "team_shop", name: "Shop care", tier: 1, members: ["agt_amara", "agt_mateo", "agt_hanna"] },
    { id: "team_product", name: "Product help", tier: 1, members: ["agt_amara", "agt_priya", "agt_tom"] },
    { id: "team_warranty", name: "Orders and warranty", tier: 2, members: ["agt_jonas", "agt_leila"] },
    { id: "team_engineers", name: "Engineering", tier: 3, members: ["agt_kenji", "agt_leila"] },
  ],
  agents: [
    { id: "agt_amara", name: "Amara Okafor", email: "amara@northgate.example", role: "admin", sites: "all" },
    { id: "agt_jonas", name: "Jonas Lindqvist", email: "jonas@northgate.example", role: "lead", sites: "all" },
    { id: "agt_priya", name: "Priya Raman", email: "priya@northgate.example", role: "agent", sites: "all" },
    { id: "agt_mateo", name: "Mateo Álvarez", email: "mateo@northgate.example", role: "agent", sites: ["site_shop"] },
    { id: "agt_hanna", name: "Hanna Kowalska", email: "hanna@northgate.example", role: "agent", sites: ["site_shop"] },
    { id: "agt_kenji", name: "Kenji Watanabe", email: "kenji@northgate.example", role: "agent", sites: "all" },
    { id: "agt_leila", name: "Leila Haddad", email: "leila@northgate.example", role: "agent", sites: "all" },
    { id: "agt_tom", name: "Tom Pritchard", email: "tom@northgate.example", role: "agent", sites: ["site_tally"] },
  ],
  sites: [
    {
      id: "site_shop",
      key: shopKey,
      name: "Larkmoor Outfitters",
      prefix: "LARK",
      greeting: "Hello! Ask us about an order, a size or a route. A person answers, usually within the hour.",
      theme: { accent: "#2f6b4f", scheme: "auto", side: "end" },
      defaultTeam: "team_shop",
      topics: [
        { id: "top_delivery", label: "Order and delivery", team: "team_shop" },
        { id: "top_returns", label: "Returns and exchanges", team: "team_shop" },
        { id: "top_advice", label: "Sizes and advice" },
        { id: "top_repair", label: "Warranty and repair" },
        { id: "top_other", label: "Something else" },
      ],
      ...openOnThisMachine,
    },
    {
      id: "site_tally",
      key: "pk_tallyroom83bd06e5",
      name: "Tallyroom",
      prefix: "TALLY",
      greeting: "Stuck on an invoice? Tell us what you see and we will look at it together.",
      theme: { accent: "#4b45c6", scheme: "auto", side: "end" },
      defaultTeam: "team_product",
      topics: [
        { id: "top_login", label: "Signing in", team: "team_product" },
        { id: "top_invoices", label: "Invoices and reminders", team: "team_product" },
        { id: "top_billing", label: "My plan and billing" },
        { id: "top_interface", label: "API and integrations" },
      ],
      ...openOnThisMachine,
    },
  ],
};

/** A desk to start from: one of everything, with a public key of its own. */
export const emptySetup = (): Setup => ({
  name: "My desk",
  tiers: [{ level: 1, label: "First line" }],
  teams: [{ id: "team_first", name: "First line", tier: 1, members: ["agt_admin"] }],
  agents: [{ id: "agt_admin", name: "Admin", email: "admin@desk.example", role: "admin", sites: "all" }],
  sites: [
    {
      id: "site_main",
      key: `pk_${randomBytes(9).toString("hex")}`,
      name: "Help desk",
      prefix: "HELP",
      greeting: "Hello! How can we help?",
      theme: { accent: "#2457c5", scheme: "auto", side: "end" },
      defaultTeam: "team_first",
      topics: [],
      ...openOnThisMachine,
    },
  ],
});
