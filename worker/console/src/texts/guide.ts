import { inLanguage } from "../language.ts";
import { guide } from "./english/guide.ts";

/** The texts of the first-run guide. */
export const guideTexts = await inLanguage(guide, async () => (await import("./polish/guide.ts")).guide);
