import type { Html } from "../schema.ts";
import { errors } from "./errors.ts";
import { events } from "./events.ts";
import { identify } from "./identify.ts";
import { moving } from "./moving.ts";
import { ownUi } from "./own-ui.ts";
import { start } from "./start.ts";
import { testing } from "./testing.ts";

export interface Guide {
  /** Its folder: `/docs/guides/start/`. */
  readonly id: string;
  readonly title: string;
  /** What somebody has after it. */
  readonly about: string;
  readonly body: Html;
}

/** The guides, in the order in which somebody new would read them. */
export const guides: readonly Guide[] = [
  {
    id: "start",
    title: "Five minutes",
    about: "A desk, the widget on a page, a ticket asked and answered.",
    body: start,
  },
  {
    id: "identify",
    title: "Identify your users",
    about: "Whoever is signed in to your site finds their tickets on every device.",
    body: identify,
  },
  { id: "own-ui", title: "Your own UI", about: "Tickets in your product, drawn by you.", body: ownUi },
  { id: "events", title: "React to events", about: "On the page, in a program, and by webhook.", body: events },
  {
    id: "testing",
    title: "Test your integration",
    about: "A desk in memory, time at will, faults on demand.",
    body: testing,
  },
  {
    id: "errors",
    title: "Errors and retries",
    about: "What happens by itself, and what is left to you.",
    body: errors,
  },
  {
    id: "moving",
    title: "Move from a chat widget",
    about: "Each call of Intercom, Zendesk, Chatwoot, Help Scout and Crisp, and what to write instead.",
    body: moving,
  },
];
