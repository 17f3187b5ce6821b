import { html } from "hono/html";
import type { Html } from "./schema.ts";

/** One alternative per colour; whatever matches none stays plain. */
const tokens =
  /(?<comment>\/\/[^\n]*)|(?<key>"[^"\n]*"(?=\s*:))|(?<string>"(?:[^"\\\n]|\\.)*")|(?<word>\b(?:const|await|for|of|import|from|new|true|false|null|curl)\b)|(?<number>\b\d+\b)/g;

/** Code with its strings, keys, words, numbers and comments marked for the style sheet. */
export function highlight(code: string): Html {
  const parts: Html[] = [];
  let done = 0;
  for (const match of code.matchAll(tokens)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ["plain"];
    parts.push(html`${code.slice(done, match.index)}<span class="${kind}">${match[0]}</span>`);
    done = match.index + match[0].length;
  }
  return html`${parts}${code.slice(done)}`;
}

/** A labelled block of code; docs.js adds a button that copies it. */
export function codeBlock(label: string, code: string): Html {
  return html`<figure class="code"><figcaption>${label}</figcaption><pre tabindex="0" aria-label="${label}"><code>${highlight(code)}</code></pre></figure>`;
}
