import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type KnownText, knownTexts } from "./own-words.ts";

export type WidgetTextsState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed" }
  | { readonly kind: "ready"; readonly texts: readonly KnownText[] };

/** What the widget says in a language, as it was built. */
export interface WidgetTexts {
  readonly state: ReadonlySignal<WidgetTextsState>;
  load(language: string): Promise<void>;
}

/** The languages that the widget speaks. */
export const widgetLanguages: readonly string[] =
  "en pl de fr es it nl pt da sv nb fi cs sk hu ro el uk tr ar fa he hi id ja ko th vi zh zh-Hant".split(" ");

export const WidgetTexts = createModel<WidgetTexts>(() => {
  const state = signal<WidgetTextsState>({ kind: "loading" });
  let asked = "";
  return {
    state,
    async load(language) {
      asked = language;
      state.value = { kind: "loading" };
      const next = await read(language);
      // Another language was asked for in the meantime.
      if (asked === language) state.value = next;
    },
  };
});

async function read(language: string): Promise<WidgetTextsState> {
  try {
    const answer = await fetch(`texts/${language}.json`);
    if (!answer.ok) return { kind: "failed" };
    return { kind: "ready", texts: knownTexts(await answer.json()) };
  } catch {
    return { kind: "failed" };
  }
}
