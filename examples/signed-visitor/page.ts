import { createFirstline, isFirstlineError, type Ticket } from "@firstline/sdk";

const { desk = "", site = "" } = document.querySelector<HTMLScriptElement>("script[data-desk]")?.dataset ?? {};
const find = <Found extends Element>(selector: string, kind: new () => Found): Found => {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return found;
};
const known = find("#known", HTMLParagraphElement);
const tickets = find("#tickets", HTMLUListElement);
const ask = find("#ask", HTMLFormElement);
const signOut = find("#sign-out", HTMLFormElement);

// Nothing is kept in the browser: who is signed in finds their tickets on every device.
const firstline = createFirstline({ url: desk, site });

/** What our own server says of whoever is signed in; asked for again when it has run out. */
async function fetchIdentity(): Promise<string> {
  const response = await fetch("/firstline-identity", { method: "POST" });
  if (!response.ok) throw new Error("You are not signed in any more.");
  return response.text();
}

function show({ number, subject, status }: Ticket): void {
  const row = document.createElement("li");
  const state = document.createElement("span");
  state.textContent = status === "new" ? "sent" : status.replace("_", " ");
  row.append(`${number} ${subject}`, state);
  row.dataset.number = number;
  tickets.prepend(row);
}

const tell = (error: unknown) => {
  known.textContent = isFirstlineError(error) || error instanceof Error ? error.message : String(error);
};

ask.addEventListener("submit", async (event) => {
  event.preventDefault();
  const subject = String(new FormData(ask).get("subject"));
  try {
    const { ticket } = await firstline.tickets.submit({ subject, message: { text: subject } });
    show(ticket);
    // Only now, when it is there.
    ask.reset();
  } catch (error) {
    tell(error);
  }
});

signOut.addEventListener("submit", async (event) => {
  event.preventDefault();
  // Our own session ends even if the desk cannot be told.
  await firstline.logout().catch(() => {});
  signOut.submit();
});

try {
  const visitor = await firstline.identify(fetchIdentity);
  known.textContent = `The help desk knows you as ${visitor.name ?? "somebody"}, ${visitor.email ?? "without an address"}.`;
  for (const ticket of (await firstline.tickets.list().toArray()).reverse()) show(ticket);
} catch (error) {
  tell(error);
}
