import type { Event, Ticket } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import { deskTexts } from "../desk-texts.ts";

export const Chip = ({ status }: Pick<Ticket, "status">) => (
  <span class={`chip ${status}`}>{deskTexts.status[status]}</span>
);

/** Who has a ticket: the person once there is one, else the line of support. */
export const holder = ({ assignee, tier }: Ticket) => assignee?.name ?? tier.label;

/** Who did something, in words. */
export const who = (actor: Event["actor"]) =>
  actor.kind === "agent" ? actor.name : actor.kind === "contact" ? deskTexts.you : deskTexts.support;

const copied = signal("");

/** Copies a text; says so once the browser has done it. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => (
  <button
    type="button"
    aria-label={`${deskTexts.copy}: ${label}`}
    onClick={() => {
      // Where the clipboard is closed to us, the text beside the button can still be selected.
      navigator.clipboard?.writeText(text).then(
        () => {
          copied.value = text;
        },
        () => {},
      );
    }}
  >
    <span role="status">{copied.value === text ? deskTexts.copied : deskTexts.copy}</span>
  </button>
);
