import { inLanguage } from "../language.ts";
import { hours } from "./english/hours.ts";

/** What the settings say about times, zones and amounts of time. */
export const hoursTexts = await inLanguage(hours, async () => (await import("./polish/hours.ts")).hours);
