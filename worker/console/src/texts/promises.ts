import { inLanguage } from "../language.ts";
import { promises } from "./english/promises.ts";

/** About what is promised: calendars and contracts. */
export const promiseTexts = await inLanguage(promises, async () => (await import("./polish/promises.ts")).promises);
