const cardinals = new Intl.PluralRules("en");
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

/** A whole number with its noun: 1 ticket, 5 tickets. */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${cardinals.select(count) === "one" ? one : many}`;

/** The place in a row of a whole number from 1: 1st, 2nd, 3rd, 11th. */
export const ordinal = (count: number): string => `${count}${endings[ordinals.select(count)] ?? "th"}`;
