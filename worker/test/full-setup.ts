import { Setup, type WeekHours } from "@firstline/sdk/wire";
import { weekdays } from "../src/domain/zone.ts";

const office = [
  { from: "09:00", to: "12:30" },
  { from: "13:30", to: "17:00" },
];
const closed: WeekHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

/** A desk whose set-up makes use of everything that a set-up can say, and gets nothing wrong. */
export const fullSetup: Setup = Setup.parse({
  name: "Brightdesk",
  tiers: [
    { level: 1, label: "First line" },
    { level: 2, label: "Second line" },
  ],
  teams: [
    { id: "team_front", name: "Front", tier: 1, members: ["agt_ann", "agt_lea"], lead: "agt_lea" },
    { id: "team_bills", name: "Bills", tier: 1, members: ["agt_bob"] },
    { id: "team_deep", name: "Deep", tier: 2, members: ["agt_ada", "agt_bob"] },
  ],
  agents: [
    { id: "agt_ann", name: "Ann Agent", email: "ann@desk.test", role: "agent", sites: ["site_shop"] },
    { id: "agt_bob", name: "Bob Agent", email: "bob@desk.test", role: "agent", sites: ["site_bank", "site_shop"] },
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
        { id: "top_login", label: "Login" },
        {
          id: "top_order",
          label: "Order",
          fields: [
            { type: "text", id: "orderNumber", label: "Order number", hint: "On the receipt", required: true },
            { type: "choice", id: "matter", label: "What is it about?", options: ["Late", "Broken", "Other"] },
            {
              type: "several",
              id: "parts",
              label: "Broken parts",
              options: ["Wheel", "Frame", "Bell"],
              shownIf: { field: "matter", is: ["Broken", "Other"] },
            },
            { type: "number", id: "pieces", label: "Pieces", min: 1, max: 99 },
          ],
        },
      ],
      limits: { perAddress: 20, perSite: 1_000 },
      glossary: [
        { word: "RMA", instead: "return number" },
        { word: "out of stock", instead: "sold out" },
      ],
    },
    {
      id: "site_bank",
      key: "pk_bankbank",
      name: "Bank",
      prefix: "BANK",
      greeting: "Good day",
      origins: ["https://bank.test"],
      theme: { accent: "#117733", scheme: "light", side: "start" },
      topics: [{ id: "top_cards", label: "Cards" }],
      limits: { perAddress: 3, perSite: 1_000 },
    },
  ],
  calendars: [
    {
      id: "cal_office",
      name: "Office",
      zone: "Europe/Berlin",
      hours: { ...closed, mon: office, tue: office, wed: office, thu: office, fri: office },
      holidays: [
        { date: "2026-12-24", name: "Christmas Eve", hours: [{ from: "09:00", to: "12:00" }] },
        { date: "2026-12-25", name: "Christmas Day" },
      ],
    },
    { id: "cal_always", name: "Day and night", zone: "UTC", hours: "always", holidays: [] },
  ],
  contracts: [
    {
      id: "ctr_gold",
      name: "Gold",
      site: "site_shop",
      plan: "gold",
      calendar: "cal_always",
      targets: {
        low: {},
        normal: { firstResponse: 60, nextResponse: 120, resolution: 480 },
        high: { firstResponse: 30, resolution: 240 },
        urgent: { firstResponse: 15, resolution: 120 },
      },
      tierBudgets: [
        { tier: 1, minutes: 30 },
        { tier: 2, share: 0.5 },
      ],
      ladder: [
        { on: "at_risk", step: "notify" },
        { on: "breached", metrics: ["resolution", "tier"], step: "next_tier" },
        { on: "breached", metrics: ["first_response"], step: "lead" },
        { on: "breached_again", step: "lead" },
      ],
      coverage: { rule: "overflow", team: "team_bills" },
    },
    {
      id: "ctr_plain",
      name: "Plain",
      site: "site_shop",
      plan: null,
      calendar: "cal_office",
      targets: { low: {}, normal: { firstResponse: 240 }, high: { firstResponse: 120 }, urgent: { firstResponse: 60 } },
    },
    {
      id: "ctr_bank",
      name: "Bank",
      site: "site_bank",
      plan: null,
      calendar: "cal_office",
      targets: { low: {}, normal: { firstResponse: 480 }, high: {}, urgent: {} },
      coverage: { rule: "next_tier" },
    },
  ],
  rules: [
    {
      id: "rul_cards",
      name: "Bank cards",
      when: {
        type: "all",
        of: [
          { type: "site", is: ["site_bank"] },
          { type: "words", in: "either", anyOf: ["card", "pin"] },
        ],
      },
      outcome: {
        team: "team_bills",
        priority: "high",
        skills: [{ skill: "skl_cards", level: 2 }],
        certificates: ["skl_money"],
        tags: ["card", "bank"],
      },
    },
    {
      id: "rul_many",
      name: "Many pieces",
      when: { type: "field", field: "pieces", test: { operator: "more_than", value: 10 } },
      outcome: { tier: 2, language: "en" },
    },
    {
      id: "rul_night",
      name: "At night",
      when: { type: "hours", calendar: "cal_office", is: "closed" },
      outcome: { tags: ["night"] },
    },
    { id: "rul_rest", name: "Everything else", when: { type: "always" }, outcome: { team: "team_front" } },
  ],
  roster: {
    skills: [
      { id: "skl_cards", label: "Cards" },
      { id: "skl_money", label: "Handling money" },
    ],
    agents: [
      {
        agent: "agt_ann",
        zone: "Europe/Berlin",
        skills: [{ skill: "skl_cards", level: 1 }],
        certificates: [],
        languages: ["en", "de"],
        capacity: 10,
        shifts: [
          { days: weekdays.slice(0, 5), from: "09:00", to: "17:00" },
          { days: ["sun"], from: "22:00", to: "06:00" },
        ],
      },
      {
        agent: "agt_bob",
        zone: "America/New_York",
        skills: [
          { skill: "skl_cards", level: 4 },
          { skill: "skl_money", level: 2 },
        ],
        certificates: [{ skill: "skl_money", issuer: "Chamber", number: "77", validUntil: "2027-06-30" }],
        languages: ["en"],
        capacity: 5,
        shifts: "always",
      },
    ],
    rotations: [
      {
        id: "rot_deep",
        team: "team_deep",
        agents: ["agt_bob"],
        zone: "UTC",
        starts: "2026-11-23",
        handover: { weekday: "mon", at: "09:00" },
        hours: { from: "18:00", to: "06:00" },
      },
    ],
    teams: [{ team: "team_front", offlineMinutes: 10 }],
  },
});
