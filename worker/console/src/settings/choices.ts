import type { Choice } from "./parts/fields.tsx";

/** Things of the set-up to choose from, by their names. */
export const choicesOf = (things: readonly { readonly id: string; readonly name: string }[]): Choice<string>[] =>
  things.map(({ id, name }) => ({ value: id, label: name }));

/** Things that carry a label. */
export const labelled = (things: readonly { readonly id: string; readonly label: string }[]): Choice<string>[] =>
  things.map(({ id, label }) => ({ value: id, label }));
