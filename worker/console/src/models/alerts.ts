import type { Changed } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal } from "@preact/signals";
import { texts } from "../texts.ts";
import { newsOf } from "./news.ts";
import type { Preferences } from "./preferences.ts";
import type { Availability } from "./presence.ts";
import type { Me } from "./views.ts";

/** How a page that is not looked at makes itself heard. */
export interface Bell {
  /** Whether the desktop may be written on; asks, where nobody has answered yet. */
  ask(): Promise<boolean>;
  show(note: { readonly title: string; readonly body: string; readonly tag: string }, open: () => void): void;
  ring(): void;
}

/** Tells news on the desktop and by a sound, as far as the agent chose so. */
export interface Alerts extends Pick<Bell, "ask" | "ring"> {
  hear(changed: Changed): void;
}

/** What alerts need from around them. */
export interface AlertSurroundings {
  readonly bell: Bell;
  readonly preferences: Preferences;
  readonly me: Me;
  readonly presence: ReadonlySignal<Availability>;
  /** Whether a ticket is before the agent's eyes. */
  inView(number: string): boolean;
  open(number: string): void;
}

export const Alerts = createModel<Alerts, [AlertSurroundings]>(({ bell, preferences, me, presence, inView, open }) => ({
  ask: bell.ask,
  ring: bell.ring,
  hear(changed) {
    const { number, subject } = changed.ticket;
    const news = newsOf(changed, me);
    if (!news || presence.peek() === "away" || inView(number)) return;
    if (preferences.sound.peek()) bell.ring();
    if (!preferences.desktop.peek()) return;
    bell.show({ title: texts.alerts.title[news](number), body: subject, tag: number }, () => open(number));
  },
}));
