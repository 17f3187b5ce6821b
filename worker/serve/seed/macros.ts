import type { Macro } from "@firstline/sdk/wire";

/** What the demo's agents write often. */
export const macros: Macro[] = [
  {
    id: "mac_depot",
    name: "Ask the depot",
    sites: ["site_shop"],
    language: "en",
    text: `Hello {{contact.name}},

I have asked the depot where your parcel is. You will hear from me by {{promise.answerBy}}, even if they do not know yet.

{{agent.name}}`,
    actions: { status: "pending", tags: ["depot"], assignToMe: true },
  },
  {
    id: "mac_return",
    name: "Send a return label",
    sites: ["site_shop"],
    language: "en",
    text: `Hello {{contact.name}},

here is your return label. Put {{ticket.number}} on the parcel, then we know what it is about as soon as it arrives.

{{agent.name}}, {{site.name}}`,
    actions: { status: "pending", tags: ["return"] },
  },
  {
    id: "mac_zwrot",
    name: "Etykieta zwrotna",
    sites: ["site_shop"],
    language: "pl",
    text: `Dzień dobry {{contact.name}},

w załączniku jest etykieta zwrotna. Proszę dopisać na paczce numer {{ticket.number}}.

{{agent.name}}, {{site.name}}`,
    actions: { status: "pending", tags: ["return"] },
  },
  {
    id: "mac_invoice",
    name: "Invoice sent again",
    sites: ["site_tally"],
    language: "en",
    text: `Hello {{contact.name}},

I have sent the invoice again. It should be with you within a few minutes; please look among the unwanted mail too.

{{agent.name}}`,
    actions: { status: "solved" },
  },
  {
    id: "mac_urgent",
    name: "Everybody is affected",
    sites: "all",
    text: "Thank you for telling us. Others see this too, and our engineers are at it. We write again by {{promise.answerBy}}.",
    actions: { priority: "urgent", team: "team_engineers" },
  },
  {
    id: "mac_thanks",
    name: "Thanks and goodbye",
    sites: "all",
    text: "You are welcome, {{contact.name}}. Have a good day!",
  },
];
