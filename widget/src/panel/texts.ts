import type { Event, Status } from "@firstline/sdk/wire";

/** The language of the texts below; dates and times follow the reader's own variant of it. */
export const language = "en";

// What the launcher says before the panel has arrived stands apart, so that the loader carries no more than it needs.
export const help = "Help";
export const failed = "Help did not load. Try again";

const closed = "This ticket is closed.";
const expired = "This ticket was solved too long ago to be opened again.";
const linkNeeded = "To open this ticket here, use its link.";

/** What went wrong, by error code; `problem` is for every code not named. */
const problems: Readonly<Record<string, string>> = {
  network: "We cannot reach the desk. Are you online?",
  timeout: "The desk takes too long to answer.",
  too_many_requests: "Please wait a moment, then try again.",
  origin_not_allowed: "Help is not set up for this page.",
  not_found: "We cannot find this ticket.",
  number_mistyped: "This ticket number has a typing slip.",
  ticket_closed: closed,
  reopen_expired: expired,
  invalid: "Please check what is marked.",
  credentials_invalid: linkNeeded,
  credentials_missing: linkNeeded,
};

/** What to fill in, by the type of the input; without one it goes without saying. */
const fill: Readonly<Record<string, string>> = {
  email: "Please give an address such as name@example.com.",
  url: "Please give an address that begins with https://.",
  number: "Please give a number.",
  date: "Please give a date.",
};

/** What somebody else wrote: set apart, so that writing that runs the other way does not take the sentence with it. */
const quote = (text: string) => `“\u2068${text}\u2069”`;

/** What became of a promised date. `by` is how long after it. */
type PromiseTexts = Record<"due" | "paused" | "late" | "lateDone" | "dropped" | "kept", PromiseText>;
type PromiseText = (at: string, by: string) => string;

/** What the panel says. A function takes what it speaks about. */
export const texts = {
  help,
  unreadHelp: "Help, new answer",
  close: "Close",
  back: "Back",
  retry: "Try again",
  loading: "Loading",
  you: "You",
  support: "Support",
  copy: "Copy",
  copied: "Copied",

  yourTickets: "Your tickets",
  newTicket: "New ticket",
  unread: "New answer",
  forget: "Forget this computer",
  forgetTitle: "Forget this computer?",
  forgetText: "To see a ticket here again you need its link.",
  forgetKeep: "Keep my tickets here",

  topic: "What is it about?",
  subject: "Subject",
  message: "Message",
  messageHint: "What happened, and what did you expect?",
  email: "E-mail",
  name: "Name",
  optional: "optional",
  send: "Send",
  sending: "Sending…",
  required: "Please fill this in.",
  invalid: "Please check this.",
  fill,
  atLeast: (min: string) => `At least ${min}`,
  atMost: (max: string) => `At most ${max}`,
  between: (min: string, max: string) => `${min} to ${max}`,
  kept: "Your text is still here.",

  sentTitle: "We have your ticket",
  sentNumber: "Your ticket number",
  sentNext: (who: string) => `${who} has it now. The answer appears here.`,
  sentLink: "To come back from anywhere",
  sentLinkHint: "Anyone with this link can read the ticket.",
  sentOpen: "See my ticket",

  has: (who: string) => `${who} has it`,
  nextFree: "The next free person takes it",
  messages: "Messages",
  reply: "Write a reply",
  replyHint: "Enter sends, Shift + Enter starts a new line",
  sent: "Sent",
  notSent: "Not sent",
  offline: "You are offline. We keep trying.",
  solvedQuestion: "Is it solved?",
  solvedYes: "Yes, close it",
  solvedNo: "Not yet",
  closed,
  expired,

  answer: {
    due: (at) => `Answer by ${at}`,
    paused: (at) => `Answer paused since ${at}`,
    late: (at, by) => `Answer was due ${at}, ${by} late`,
    lateDone: (at, by) => `Answered ${at}, ${by} late`,
    dropped: (at) => `Not answered by ${at}`,
    kept: (at) => `Answered ${at}, in time`,
  } satisfies PromiseTexts,
  solution: {
    due: (at) => `Solved by ${at}`,
    paused: (at) => `Solution paused since ${at}`,
    late: (at, by) => `Solution was due ${at}, ${by} late`,
    lateDone: (at, by) => `Solved ${at}, ${by} late`,
    dropped: (at) => `Not solved by ${at}`,
    kept: (at) => `Solved ${at}, in time`,
  } satisfies PromiseTexts,
  newDate: (at: string) => `New date: ${at}`,
  /** What lets a paused time go on. */
  waitsFor: {
    requester_reply: "We wait for your answer",
    third_party: "We wait for somebody else",
  },
  staffed: (at: string) => `Nobody is on duty until ${at}; somebody looks at it then.`,

  way: "The way of your ticket",
  wayBack: (tier: string) => `Back to ${tier}`,
  because: (tier: string, at: string, reason: string) => `${tier} since ${at}, because ${quote(reason)}`,

  submitted: (who: string) => `${who} opened this ticket`,
  routed: (tier: string) => `Your ticket went to ${tier}`,
  assigned: (who: string) => `${who} has your ticket now`,
  escalated: (who: string, tier: string, reason: string) => `${who} passed it to ${tier}: ${quote(reason)}`,
  returned: (who: string, tier: string) => `${who} gave it back to ${tier}`,
  newDates: {
    priority: "New dates, because the ticket got another priority",
    contract: "New dates, because another contract applies now",
  } satisfies Record<Extract<Event, { type: "promise" }>["because"], string>,
  reopened: (who: string) => `${who} opened it again`,
  rated: (who: string, score: string) => `${who} rated it ${score} of 5`,
  /** What somebody did, by the status that it led to. */
  moved: {
    new: (who) => `${who} received it`,
    open: (who) => `${who} got to work on it`,
    pending: (who) => `${who} asked for your answer`,
    on_hold: (who) => `${who} put it on hold`,
    solved: (who) => `${who} solved it`,
    closed: (who) => `${who} closed it`,
  } satisfies Record<Status, (who: string) => string>,
  status: {
    new: "Received",
    open: "In progress",
    pending: "Waiting for you",
    on_hold: "On hold",
    solved: "Solved",
    closed: "Closed",
  } satisfies Record<Status, string>,

  problem: "That did not work.",
  problems,
};
