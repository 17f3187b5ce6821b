import type { ComponentChildren } from "preact";

const address = /^https?:\/\/[^\s/?#@]+\.?[^\s@]*$/;
const trailing = new Set([".", ",", ";", ":", "!", "?", ")", "]", "}", "'", '"', ">", "’", "”"]);
const longest = 2_000;

/** A person's text as text, with its http and https addresses as links. One pass over the words, whatever they hold. */
export function LinkedText({ text }: { text: string }) {
  const parts: ComponentChildren[] = [];
  for (const word of text.split(/(\s+)/)) {
    const end = endOfAddress(word);
    const start = word.startsWith("(") || word.startsWith("<") ? 1 : 0;
    const link = word.slice(start, end);
    if (link.length > longest || !isAddress(link)) {
      parts.push(word);
      continue;
    }
    parts.push(
      word.slice(0, start),
      <a href={link} target="_blank" rel="noopener noreferrer nofollow ugc">
        {link}
      </a>,
      word.slice(end),
    );
  }
  return <p class="text">{parts}</p>;
}

function endOfAddress(word: string): number {
  let end = word.length;
  while (end > 0 && trailing.has(word.charAt(end - 1))) end -= 1;
  return end;
}

const isAddress = (word: string): boolean =>
  (word.startsWith("http://") || word.startsWith("https://")) && address.test(word) && URL.canParse(word);
