import { createFirstline, isFirstlineError, type Ticket } from "@firstline/sdk";

const { VITE_FIRSTLINE_URL: url, VITE_FIRSTLINE_SITE: site } = import.meta.env;
const kept = `questions:${site}`;

/** Keeps working where the browser keeps nothing: the token then lasts as long as the page. */
function stored<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export const firstline = createFirstline({
  url,
  site,
  token: stored(() => localStorage.getItem(kept)) ?? undefined,
  onToken: (token) => {
    stored(() => (token ? localStorage.setItem(kept, token) : localStorage.removeItem(kept)));
  },
});

/** What went wrong, in words for people. */
export const sentenceOf = (error: unknown): string =>
  isFirstlineError(error) ? error.message : "Something went wrong here. Please reload the page.";

const states: Readonly<Record<Ticket["status"], string>> = {
  new: "Sent",
  open: "Being looked at",
  pending: "Waits for you",
  on_hold: "Waits for somebody else",
  solved: "Solved",
  closed: "Closed",
};
export const stateOf = ({ status }: Ticket): string => states[status];

const times = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "numeric", minute: "numeric" });
export const timeOf = (at: string): string => times.format(new Date(at));

/** What the visitor is promised, in a sentence; nothing where nothing is. */
export function promiseOf({ promise, assignee, status }: Ticket): string {
  if (status === "solved" || status === "closed") return "";
  const who = assignee ? `${assignee.name} has it. ` : "";
  return promise?.answer?.is === "due" ? `${who}You will have an answer by ${timeOf(promise.answer.at)}.` : who;
}
