import type { Site } from "@firstline/sdk/wire";

/** What the settings tell the preview: the site as it would be, and how to look at it. */
export interface PreviewDraft {
  readonly kind: "firstline-preview";
  readonly site: Site;
  /** What the visitor's system would ask for, where the theme leaves it open. */
  readonly scheme: "light" | "dark";
  readonly language: string;
  /** The topic whose form is shown; empty: the form before one is picked; undefined: the widget as it opens. */
  readonly topic: string | undefined;
}

/** What the preview tells the settings once it can be told something. */
export const ready = "firstline-preview-ready";

/** Whether a message is a draft. It comes from our own origin, so what it holds is as good as it says. */
export const isDraft = (message: unknown): message is PreviewDraft =>
  typeof message === "object" && message !== null && "kind" in message && message.kind === "firstline-preview";
