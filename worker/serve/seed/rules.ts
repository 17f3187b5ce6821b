import type { Rule } from "@firstline/sdk/wire";

/** The demo's rules, each on another kind of fact; the two sites' own and the default come last. */
export const rules: Rule[] = [
  {
    id: "rul_gas",
    name: "Gas and injuries are safety matters",
    when: {
      type: "all",
      of: [
        { type: "site", is: ["site_shop"] },
        { type: "words", in: "either", anyOf: ["smell gas", "smelled gas", "smells of gas", "hisses", "injured"] },
      ],
    },
    outcome: { priority: "urgent", team: "team_warranty", certificates: ["skl_gas"], tags: ["safety"] },
  },
  {
    id: "rul_spanish",
    name: "Spanish for who writes in Spanish",
    when: {
      type: "all",
      of: [
        { type: "site", is: ["site_shop"] },
        { type: "language", is: ["es"] },
      ],
    },
    outcome: { language: "es" },
  },
  {
    id: "rul_danish",
    name: "Danish for Tallyroom’s first Danish customers",
    when: {
      type: "all",
      of: [
        { type: "site", is: ["site_tally"] },
        { type: "language", is: ["da"] },
      ],
    },
    outcome: { language: "da" },
  },
  {
    id: "rul_fit",
    name: "Sizes need somebody who knows the range",
    when: { type: "topic", is: ["top_advice"] },
    outcome: { skills: [{ skill: "skl_fit", level: 2 }] },
  },
  {
    id: "rul_stolen",
    name: "A lost or stolen key locks people out",
    when: {
      type: "all",
      of: [
        { type: "topic", is: ["top_login"] },
        { type: "words", in: "either", anyOf: ["stolen", "lost my phone", "locked out"] },
      ],
    },
    outcome: { priority: "high", tags: ["account-safety"] },
  },
  {
    id: "rul_interface",
    name: "The API needs somebody who has used it",
    when: { type: "topic", is: ["top_interface"] },
    outcome: { skills: [{ skill: "skl_api", level: 2 }] },
  },
  {
    id: "rul_oldversion",
    name: "Version 1 of the API ends this year",
    when: { type: "field", field: "apiVersion", test: { operator: "equals", value: "v1" } },
    outcome: { tags: ["old-api"] },
  },
  {
    id: "rul_business",
    name: "Business customers",
    when: { type: "plan", is: ["Business"] },
    outcome: { tags: ["business"] },
  },
  {
    id: "rul_again",
    name: "Wrote in another ticket since yesterday",
    when: { type: "repeat", withinDays: 1 },
    outcome: { tags: ["again"] },
  },
  {
    id: "rul_closed",
    name: "Came while the shop was closed",
    when: {
      type: "all",
      of: [
        { type: "site", is: ["site_shop"] },
        { type: "hours", calendar: "cal_shop", is: "closed" },
      ],
    },
    outcome: { tags: ["after-hours"] },
  },
  {
    id: "rul_shop",
    name: "Larkmoor",
    when: { type: "site", is: ["site_shop"] },
    outcome: { team: "team_shop" },
  },
  {
    id: "rul_tally",
    name: "Tallyroom",
    when: { type: "site", is: ["site_tally"] },
    outcome: { team: "team_product" },
  },
  { id: "rul_default", name: "Everything else", when: { type: "always" }, outcome: { tier: 1 } },
];
