import { inLanguage } from "../language.ts";
import { work as english } from "./english/work.ts";

/** The texts about working on one ticket. */
export const work = await inLanguage(english, async () => (await import("./polish/work.ts")).work);
