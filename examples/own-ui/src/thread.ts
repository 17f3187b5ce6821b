import { type Event, newMessageId, type Ticket } from "@firstline/sdk";
import { firstline, promiseOf, sentenceOf, stateOf, timeOf } from "./desk.ts";
import { element } from "./element.ts";

/** A line of the timeline; nothing for what the visitor need not read. A newer desk may know more kinds. */
function entryOf(event: Event): HTMLElement | undefined {
  switch (event.type) {
    case "message": {
      const own = event.actor.kind === "contact";
      const name = event.actor.kind === "agent" ? event.actor.name : own ? "You" : "Tallyroom";
      return element(
        "li",
        { className: own ? "message own" : "message" },
        element("p", {}, event.message.text),
        element("small", {}, `${name}, ${timeOf(event.at)}`),
      );
    }
    case "assigned":
      return event.agent ? element("li", { className: "note" }, `${event.agent.name} takes care of it`) : undefined;
    case "escalated":
      return element("li", { className: "note" }, `Now with ${event.to.label}: ${event.reason}`);
    default:
      return undefined;
  }
}

/** Shows a ticket and follows it live. Returns its element, and what ends the following. */
export function showThread(
  number: string,
  onChange: (ticket: Ticket) => void,
): { root: HTMLElement; stop: () => void } {
  const title = element("h2", { tabIndex: -1 }, number);
  const state = element("p", { className: "state" });
  const line = element("p", { className: "connection", role: "status" });
  const log = element("ol", { className: "log" });
  const asks = element("div", { className: "asks" });
  const text = element("textarea", { name: "text", rows: 3, required: true, maxLength: 20_000 });
  const send = element("button", {}, "Send");
  const failed = element("p", { className: "failed", role: "alert" });
  const form = element("form", {}, element("label", {}, "Write a reply", text), send, failed);
  const root = element("article", {}, title, state, log, asks, form, line);
  let stop = () => {};
  /** The number of the last event that is shown. */
  let last = 0;
  /** The reply that is being sent: trying again sends the same one. */
  let sending: { readonly id: string; readonly text: string } | undefined;

  function take({ ticket, events }: { ticket: Ticket; events: readonly Event[] }): void {
    title.textContent = ticket.subject;
    state.textContent = `${ticket.number} · ${stateOf(ticket)}. ${promiseOf(ticket)}`;
    for (const event of events) {
      // A reply's answer and the live connection may both bring it.
      if (event.seq <= last) continue;
      last = event.seq;
      const entry = entryOf(event);
      if (entry) log.append(entry);
    }
    asks.replaceChildren(...(ticket.status === "solved" ? [question()] : []));
    form.hidden = ticket.status === "closed";
    onChange(ticket);
  }

  const act = (call: Promise<{ ticket: Ticket; events: readonly Event[] }>) =>
    call.then(take).catch((error) => {
      failed.textContent = sentenceOf(error);
    });

  const question = () =>
    element(
      "p",
      {},
      "Is it solved? ",
      element("button", { type: "button", onclick: () => void act(firstline.tickets.confirm(number)) }, "Yes"),
      " ",
      element(
        "button",
        { type: "button", className: "plain", onclick: () => void act(firstline.tickets.reopen(number)) },
        "No",
      ),
    );

  form.onsubmit = async (event) => {
    event.preventDefault();
    const reply = sending?.text === text.value ? sending : { id: newMessageId(), text: text.value };
    sending = reply;
    send.disabled = true;
    failed.textContent = "";
    try {
      take(await firstline.tickets.reply(number, reply));
      // Only now: until the desk has it, what was typed stays, and so does what was typed meanwhile.
      if (text.value === reply.text) text.value = "";
      sending = undefined;
    } catch (error) {
      failed.textContent = sentenceOf(error);
    }
    send.disabled = false;
  };

  async function follow(): Promise<void> {
    take(await firstline.tickets.get(number));
    title.focus();
    const read = () => void firstline.tickets.read(number, last).catch(() => {});
    read();
    stop = firstline.tickets.watch(number, {
      after: last,
      onChange: (changed) => {
        take(changed);
        read();
      },
      onStatus: (status) => {
        line.textContent = status === "offline" ? "Offline. What comes is shown when you are back." : "";
      },
    });
    if (!root.isConnected) stop();
  }
  void follow().catch((error) => {
    failed.textContent = sentenceOf(error);
  });

  return { root, stop: () => stop() };
}
