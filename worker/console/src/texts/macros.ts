import { inLanguage } from "../language.ts";
import { macros } from "./english/macros.ts";

/** About the texts that agents write often. */
export const macroTexts = await inLanguage(macros, async () => (await import("./polish/macros.ts")).macros);
