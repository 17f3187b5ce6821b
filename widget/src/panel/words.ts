import type { OwnTexts } from "../widget.ts";

/** Texts by name. A function takes what it speaks about. */
export type Texts = { [name: string]: string | ((...about: string[]) => string) | Texts };

/** Puts a page's own words in the place of ours. In what speaks about something `{}` stands for it. */
export function replaceTexts(texts: Texts, own: OwnTexts): void {
  for (const [name, words] of Object.entries(own)) {
    const ours = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (typeof words === "string") {
      if (typeof ours === "string") texts[name] = words;
      if (typeof ours === "function") texts[name] = (...about) => words.replaceAll("{}", () => about.shift() ?? "");
    } else if (typeof ours === "object") replaceTexts(ours, words);
  }
}
