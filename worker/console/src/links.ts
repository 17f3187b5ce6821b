/** A piece of a text: words as they are, or an address that may be a link. */
export type Piece = { readonly text: string } | { readonly address: string };

const opening = new Set(["(", "<", "[", '"', "“", "„"]);
const closing = new Set([".", ",", ";", ":", "!", "?", ")", "]", "}", "'", '"', ">", "’", "”"]);
const longest = 2_000;

/**
 * Finds the http and https addresses of a text, without the punctuation around them. Each word is looked at once from
 * either end, so the time grows with the length of the text alone; the pieces joined are the text.
 */
export function findLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  for (const word of text.split(/(\s+)/)) {
    let start = 0;
    let end = word.length;
    while (start < end && opening.has(word.charAt(start))) start += 1;
    while (end > start && closing.has(word.charAt(end - 1))) end -= 1;
    const address = word.slice(start, end);
    if (!isAddress(address)) {
      plain += word;
      continue;
    }
    if (plain + word.slice(0, start) !== "") pieces.push({ text: plain + word.slice(0, start) });
    pieces.push({ address });
    plain = word.slice(end);
  }
  if (plain !== "") pieces.push({ text: plain });
  return pieces;
}

/** An @ could hide the true host behind a name, so an address with one stays plain text. */
const isAddress = (word: string): boolean =>
  (word.startsWith("http://") || word.startsWith("https://")) &&
  word.length <= longest &&
  !word.includes("@") &&
  URL.canParse(word);
