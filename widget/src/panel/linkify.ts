/** A piece of a text: plain, or the address of a web page. */
export type Piece = { readonly text: string; readonly url?: string };

/**
 * Splits a text into plain pieces and http(s) addresses; joined again they are the text.
 * An @ before the host could hide the true one behind a name, so such an address stays plain.
 * One pass over the words, each looked at a fixed number of times, so the time grows with the length only.
 */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  for (const word of text.split(/(\s+)/)) {
    const start = word.search(/https?:\/\//i);
    const url = start < 0 ? "" : withoutTrailing(word.slice(start));
    if (!URL.canParse(url) || !/^https?:\/\/[^/@]+(\/|$)/i.test(url)) {
      plain += word;
      continue;
    }
    plain += word.slice(0, start);
    if (plain) pieces.push({ text: plain });
    pieces.push({ text: url, url });
    plain = word.slice(start + url.length);
  }
  if (plain) pieces.push({ text: plain });
  return pieces;
}

/** An address without the punctuation that ends its sentence; a closing bracket stays when one was opened inside. */
function withoutTrailing(address: string): string {
  const endings = `.,;:!?'"*_>]}${address.includes("(") ? "" : ")"}`;
  let end = address.length;
  while (end > 0 && endings.includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}
