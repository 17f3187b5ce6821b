// What the guide “Errors and retries” shows.
import { createFirstline, newMessageId } from "@firstline/sdk";
import type { KnownTicket } from "@firstline/sdk/desk";

declare const known: KnownTicket;
declare const number: string;
declare function tell(sentence: string): void;
const firstline = createFirstline({ url: "https://desk.example", site: "pk_yourpublickey" });

// #region options
import { createDesk, isFirstlineError } from "@firstline/sdk/desk";

const desk = createDesk({
  url: "https://desk.example",
  key: process.env.FIRSTLINE_KEY,
  timeout: 5_000, // each try, in ms
  totalTimeout: 20_000, // all tries and pauses
  retries: 4, // beyond the first
  onRetry: ({ route, attempt, error, wait }) => console.warn(route, attempt, error.code, wait),
});
// #endregion

// #region branch
try {
  await desk.tickets.update(known, { priority: "high" });
} catch (error) {
  if (isFirstlineError(error, "version_mismatch")) {
    const { ticket } = await desk.tickets.get(known.number); // somebody was quicker: read, decide anew
    await desk.tickets.update(ticket, { priority: "high" });
  } else if (isFirstlineError(error)) {
    console.error(error.code, error.requestId, error.issues);
    throw error;
  } else throw error;
}
// #endregion

// #region safe
const id = newMessageId();
const text = "Thank you, it works.";
sessionStorage.setItem("draft", JSON.stringify({ id, text })); // until the desk has it
await firstline.tickets.reply(number, { id, text });
sessionStorage.removeItem("draft");
// #endregion

// #region people
await firstline.tickets.confirm(number).catch((error: unknown) => {
  if (!isFirstlineError(error)) throw error;
  tell(error.message); // a sentence for people that says what to do
});
// #endregion
