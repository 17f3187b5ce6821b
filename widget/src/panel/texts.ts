import type { Status } from "@firstline/sdk/wire";

/** The language of the texts below; dates and times follow the reader's own variant of it. */
export const language = "en";

// What the launcher says before the panel has arrived stands apart, so that the loader carries no more than it needs.
export const help = "Help";
export const failed = "Help did not load. Try again";

const closed = "This ticket is closed.";
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
  credentials_invalid: linkNeeded,
  credentials_missing: linkNeeded,
};

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

  submitted: (who: string) => `${who} opened this ticket`,
  routed: (tier: string) => `Your ticket went to ${tier}`,
  assigned: (who: string) => `${who} took your ticket`,
  reopened: (who: string) => `${who} opened it again`,
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
