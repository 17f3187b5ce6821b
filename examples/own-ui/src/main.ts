import type { Site, Ticket } from "@firstline/sdk";
import { firstline, sentenceOf, stateOf } from "./desk.ts";
import { element } from "./element.ts";
import { newQuestion } from "./form.ts";
import "./page.css";
import { showThread } from "./thread.ts";

const list = element("ul", { className: "tickets" });
const asking = element("a", { className: "new", href: "#" }, "Ask something");
const place = element("main", {}, element("p", { className: "state" }, "Loading …"));
document.body.append(
  element("nav", { ariaLabel: "Your questions" }, element("h1", {}, "Your questions"), asking, list),
  place,
);

const tickets = new Map<string, Ticket>();
let site: Site;
let leave = () => {};

function drawList(): void {
  list.replaceChildren(
    ...[...tickets.values()].map((ticket) => {
      const link = element(
        "a",
        { href: `#${ticket.number}` },
        element("b", {}, ticket.subject),
        element("small", {}, `${ticket.number} · ${stateOf(ticket)}`),
        ticket.unread > 0 && element("span", { className: "unread" }, `${ticket.unread} new`),
      );
      if (location.hash === `#${ticket.number}`) link.ariaCurrent = "page";
      return element("li", {}, link);
    }),
  );
}

/** Takes up a ticket as it is now; what is shown is read. */
function know(ticket: Ticket): void {
  const shown = location.hash === `#${ticket.number}`;
  tickets.set(ticket.number, shown ? { ...ticket, unread: 0 } : ticket);
  drawList();
}

/** Shows what the address names. */
function draw(): void {
  leave();
  leave = () => {};
  asking.ariaCurrent = location.hash.length > 1 ? null : "page";
  const number = location.hash.slice(1);
  if (number === "") {
    place.replaceChildren(
      newQuestion(site, (ticket) => {
        know(ticket);
        location.hash = ticket.number;
      }),
    );
  } else {
    const { root, stop } = showThread(number, know);
    leave = stop;
    place.replaceChildren(root);
  }
  drawList();
}

try {
  site = await firstline.site();
  // Nobody who has no token has tickets.
  if (firstline.token) for await (const ticket of firstline.tickets.list()) tickets.set(ticket.number, ticket);
  draw();
  addEventListener("hashchange", draw);
} catch (error) {
  place.replaceChildren(element("p", { className: "failed", role: "alert" }, sentenceOf(error)));
}
