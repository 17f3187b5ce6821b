import type { Field, Setup, SiteSetup, Topic } from "@firstline/sdk/wire";
import { calendars, contracts } from "./contracts.ts";
import { macros } from "./macros.ts";
import { roster } from "./rosters.ts";
import { rules } from "./rules.ts";

/** The public key of the demo's shop; its page carries it in the script tag. */
export const shopKey = "pk_larkmoor4f7c2a91";

/** Any page on this machine, and room enough for trying things out: without a proxy all visitors share one address. */
export const openOnThisMachine: Pick<SiteSetup, "origins" | "limits" | "identifiedOnly" | "uploads"> = {
  origins: ["loopback"],
  limits: { perAddress: 1_000_000, perSite: 1_000_000 },
  identifiedOnly: false,
  uploads: { maxBytes: 10 * 1024 * 1024, maxFiles: 5 },
};

const topic = (id: string, label: string, ...fields: Field[]): Topic => ({ id, label, fields });

const orderNumber: Field = {
  type: "text",
  id: "orderNumber",
  label: "Order number",
  hint: "Five digits, on the slip in your parcel",
  required: false,
};
const apiVersion: Field = {
  type: "choice",
  id: "apiVersion",
  label: "Version of the API",
  required: false,
  options: ["v2", "v1"],
};

/** The demo's desk around an instant (ms since 1970): a firm that answers for a shop and for a software maker. */
export const demoSetup = (now: number): Setup => ({
  name: "Northgate Support",
  tiers: [
    { level: 1, label: "First line" },
    { level: 2, label: "Second line" },
    { level: 3, label: "Specialists" },
  ],
  teams: [
    {
      id: "team_shop",
      name: "Shop care",
      tier: 1,
      members: ["agt_amara", "agt_mateo", "agt_hanna"],
      lead: "agt_amara",
    },
    {
      id: "team_product",
      name: "Product help",
      tier: 1,
      members: ["agt_amara", "agt_priya", "agt_tom"],
      lead: "agt_priya",
    },
    {
      id: "team_warranty",
      name: "Orders and warranty",
      tier: 2,
      members: ["agt_jonas", "agt_leila"],
      lead: "agt_jonas",
    },
    {
      id: "team_engineers",
      name: "Engineering",
      tier: 3,
      members: ["agt_kenji", "agt_sofia", "agt_leila"],
      lead: "agt_sofia",
    },
  ],
  agents: [
    { id: "agt_amara", name: "Amara Okafor", email: "amara@northgate.example", role: "admin", sites: "all" },
    { id: "agt_jonas", name: "Jonas Lindqvist", email: "jonas@northgate.example", role: "lead", sites: "all" },
    { id: "agt_priya", name: "Priya Raman", email: "priya@northgate.example", role: "agent", sites: "all" },
    { id: "agt_mateo", name: "Mateo Álvarez", email: "mateo@northgate.example", role: "agent", sites: ["site_shop"] },
    { id: "agt_hanna", name: "Hanna Kowalska", email: "hanna@northgate.example", role: "agent", sites: ["site_shop"] },
    { id: "agt_kenji", name: "Kenji Watanabe", email: "kenji@northgate.example", role: "agent", sites: "all" },
    { id: "agt_sofia", name: "Sofía Reyes", email: "sofia@northgate.example", role: "agent", sites: "all" },
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
      fallbackEmail: "help@larkmoor.example",
      glossary: [
        { word: "RMA", instead: "return number" },
        { word: "consignment", instead: "parcel" },
        { word: "out of stock", instead: "sold out" },
        { word: "dispatched", instead: "sent" },
      ],
      topics: [
        topic("top_delivery", "Order and delivery", orderNumber),
        topic("top_returns", "Returns and exchanges", orderNumber),
        topic("top_advice", "Sizes and advice"),
        topic("top_repair", "Warranty and repair", orderNumber),
        topic("top_other", "Something else"),
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
      fallbackEmail: "help@tallyroom.example",
      glossary: [
        { word: "dunning", instead: "reminders" },
        { word: "SSO", instead: "signing in with your company account" },
        { word: "downgrade", instead: "change to a smaller plan" },
        { word: "instance", instead: "Tallyroom account" },
      ],
      topics: [
        topic("top_login", "Signing in"),
        topic("top_invoices", "Invoices and reminders"),
        topic("top_billing", "My plan and billing"),
        topic("top_interface", "API and integrations", apiVersion),
      ],
      ...openOnThisMachine,
    },
  ],
  calendars: calendars(now),
  contracts,
  rules,
  macros,
  roster: roster(now),
});
