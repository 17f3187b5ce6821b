import { effect } from "@preact/signals-core";
import type { Tell } from "../widget.ts";
import type { PanelModel } from "./models/panel.ts";

/** Tells the page what happens in the panel. Returns what ends it. */
export function tellPage(model: PanelModel, tell: Tell): () => void {
  /** The ticket on the screen, and up to which event it was told. */
  let shown = "";
  let toldUpTo = 0;
  const ends = [
    effect(() => {
      const view = model.view.value;
      tell("view", { view: view.name });
      if (view.name === "sent") tell("ticket:created", { ticket: view.submitted.ticket });
    }),
    effect(() => {
      const desk = model.desk.state.value;
      const thread = desk.kind === "ready" ? desk.value.thread.value?.state.value : undefined;
      if (thread?.kind !== "ready") return;
      const { ticket } = thread.value;
      if (ticket.number === shown && ticket.seq > toldUpTo) tell("ticket:updated", { ticket });
      shown = ticket.number;
      toldUpTo = ticket.seq;
    }),
    effect(() => {
      const desk = model.desk.state.value;
      const site = desk.kind === "ready" ? desk.value.site.state.value : desk;
      if (site.kind !== "failed") return;
      const { code, message, status } = site.error;
      tell("problem", { code });
      // For whoever runs the page; the visitor is told in the panel.
      if (status) console.warn(`Firstline: ${message}`);
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
