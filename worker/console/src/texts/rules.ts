import { inLanguage } from "../language.ts";
import { rules } from "./english/rules.ts";

/** About rules: what they look at, and what they decide. */
export const rulesTexts = await inLanguage(rules, async () => (await import("./polish/rules.ts")).rules);
