/**
 * A ticket's number: the site's prefix, a dash, the ticket's sequence in that site and one check digit.
 *
 * The check digit is Damm's: it catches every single wrong digit and every swap of two neighbours, so that a
 * mistyped number is told apart from an unknown one without asking the database. Source: H. Michael Damm,
 * "Total anti-symmetrische Quasigruppen", Philipps-Universität Marburg, 2004; this is the order-10 quasigroup
 * in common use, which other implementations can check.
 */
const quasigroup = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

export interface ParsedNumber {
  readonly prefix: string;
  /** Counted from 1, at most `Number.MAX_SAFE_INTEGER`. */
  readonly sequence: number;
}

/** A prefix is 2–6 capital letters; a sequence has no leading zero. */
const shape = /^(?<prefix>[A-Z]{2,6})-(?<sequence>[1-9][0-9]{0,15})(?<check>[0-9])$/;

/** Damm's check digit of a string of decimal digits. */
function checkDigit(digits: string): string {
  let interim = "0";
  for (const digit of digits) interim = quasigroup[Number(interim)]?.[Number(digit)] ?? "";
  return interim;
}

/** Writes a ticket's number, such as `SHOP-10019` for the prefix `SHOP` and the sequence 1001. */
export function formatNumber(prefix: string, sequence: number): string {
  const digits = String(sequence);
  return `${prefix}-${digits}${checkDigit(digits)}`;
}

/** Reads a ticket's number. Whatever `formatNumber` could not have written is `"mistyped"`. */
export function parseNumber(text: string): ParsedNumber | "mistyped" {
  const { prefix, sequence: digits, check } = shape.exec(text)?.groups ?? {};
  if (prefix === undefined || digits === undefined || check !== checkDigit(digits)) return "mistyped";
  const sequence = Number(digits);
  return Number.isSafeInteger(sequence) ? { prefix, sequence } : "mistyped";
}
