import { inLanguage } from "../language.ts";
import { explain } from "./english/explain.ts";

/** Why a ticket goes where it goes, who takes it, and what is promised. */
export const explainTexts = await inLanguage(explain, async () => (await import("./polish/explain.ts")).explain);
