import type { Placeholder } from "@firstline/sdk/wire";
import type { Values } from "../../models/placeholders.ts";
import { macroTexts as texts } from "../../texts/macros.ts";

/** A stretch of a macro's text: as it is written, put in for a placeholder, or a placeholder that nothing is known for. */
export interface Part {
  readonly kind: "text" | "filled" | "left";
  readonly text: string;
}

/** Whatever stands between two braces and two braces. */
const named = /\{\{([^{}]*)\}\}/;

const isKnown = (name: string, values: Values): name is Placeholder => Object.hasOwn(values, name);

/** A macro's text with the values put in. */
export const filledParts = (text: string, values: Values): Part[] =>
  // Splitting by a pattern with a group gives text and names in turn.
  text.split(named).map((part, index): Part => {
    if (index % 2 === 0) return { kind: "text", text: part };
    const name = part.trim();
    const value = isKnown(name, values) ? values[name] : undefined;
    return value === undefined ? { kind: "left", text: `{{${part}}}` } : { kind: "filled", text: value };
  });

/** What is wrong with a macro's text, while it is typed. */
export function textIssue(text: string): string | undefined {
  if (text.trim() === "") return texts.noText;
  const parts = text.split(named);
  const unknown = parts.find((name, index) => index % 2 === 1 && !Object.hasOwn(texts.placeholders, name.trim()));
  if (unknown !== undefined) return texts.unknown(`{{${unknown}}}`);
  return parts.some((part, index) => index % 2 === 0 && /\{\{|\}\}/.test(part)) ? texts.unclosed : undefined;
}
