import type { AnswerBody, Body, Query, RouteName } from "@firstline/sdk/wire";

/** The documentation's chapters, in order. */
export const tags = {
  Site: "What a page may know before anybody has written.",
  Tickets: "What a visitor does with their own tickets. They see public entries only: no notes, no teams, no priority.",
  Files:
    "A file is uploaded first; a message that names it then takes it into the ticket. Its type is told by its content: pictures, PDF, text, ZIP, gzip, Office and OpenDocument files, MP4, QuickTime and WebM are taken, HTML and SVG never.",
  Visitors: "How a browser comes to hold a visitor token, says who its visitor is, and lets go of it.",
  Live: "Web sockets that say what changed. Push is a hint, HTTP is the truth.",
  "Desk tickets": "What agents, and programs with a secret key, do with every ticket they may see.",
  "Saved views": "Lists that are worth a name: a view, a filter and an order, of one's own or shared.",
  Contacts: "The people who write: who they are, what agents know of them, and how they are joined or forgotten.",
  "Lines of support": "Who takes which ticket, who is there, and what was promised: asked before it matters.",
  "Desk set-up":
    "Tiers, teams, agents, sites, calendars, contracts, rules and rosters: one versioned document, which may live in git.",
  "Desk sessions":
    "How a person signs in to the console (a mailed link, a passkey, or an issuer by OpenID Connect), and where they are signed in.",
  "Desk audit": "Who did what to who may do what.",
  "Desk keys": "Secret keys for programs, and the keys with which a site's server signs who its users are.",
  "Desk webhooks":
    "Addresses of yours that are told what happens to tickets, signed, at least once, in no promised order. A message that is not taken is tried ten times in all, over three days.",
} as const;
export type Tag = keyof typeof tags;

/** What the contract does not say of a route and its readers want: a name, a chapter, a snippet and an example. */
export interface Described<Name extends RouteName> {
  /** OpenAPI's operationId: the SDK's own name of the call. */
  readonly id: string;
  readonly tag: Tag;
  /** What the one line of the contract leaves open. */
  readonly description?: string;
  readonly sdk: string;
  /** What the curl snippet asks for, where a route needs it or is hard to understand without. */
  readonly query?: Query<Name>;
  readonly body: Body<Name>;
  readonly answer: AnswerBody<Name>;
  /** The answers of other statuses, where a route has several bodies. */
  readonly otherAnswers?: Readonly<Record<string, AnswerBody<Name>>>;
}

/** A row for every route. */
export type Operations = { readonly [Name in RouteName]: Described<Name> };
