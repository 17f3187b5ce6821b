import { inLanguage } from "./language.ts";
import { english } from "./texts/english.ts";

/** Every text of the console's first screens. What is loaded later brings its own, in the same way. */
export const texts = await inLanguage(english, async () => (await import("./texts/polish.ts")).polish);
