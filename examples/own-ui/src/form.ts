import type { Site, Ticket } from "@firstline/sdk";
import { firstline, sentenceOf } from "./desk.ts";
import { element } from "./element.ts";

/** The form of a new question, with the topics of the site. */
export function newQuestion(site: Site, onSubmitted: (ticket: Ticket) => void): HTMLElement {
  const topic = element(
    "select",
    { name: "topic" },
    ...site.topics.map(({ id, label }) => element("option", { value: id }, label)),
  );
  const subject = element("input", { name: "subject", required: true, maxLength: 200, autocomplete: "off" });
  const message = element("textarea", { name: "message", required: true, rows: 6, maxLength: 20_000 });
  const email = element("input", { name: "email", type: "email", autocomplete: "email" });
  const send = element("button", {}, "Ask");
  const failed = element("p", { className: "failed", role: "alert" });
  const form = element(
    "form",
    {},
    element("h2", {}, "What can we do for you?"),
    element("p", { className: "state" }, site.greeting),
    element("label", {}, "About", topic),
    element("label", {}, "In short", subject),
    element("label", {}, "Your question", message),
    element("label", {}, "E-mail, if you like", email),
    send,
    failed,
  );

  form.onsubmit = async (event) => {
    event.preventDefault();
    send.disabled = true;
    failed.textContent = "";
    try {
      const chosen = site.topics.find(({ id }) => id === topic.value);
      const { ticket } = await firstline.tickets.submit({
        subject: subject.value,
        message: { text: message.value },
        ...(chosen && { topic: chosen.id }),
        ...(email.value && { email: email.value }),
      });
      onSubmitted(ticket);
    } catch (error) {
      failed.textContent = sentenceOf(error);
      send.disabled = false;
    }
  };
  return form;
}
