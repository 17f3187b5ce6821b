import { inLanguage } from "../language.ts";
import { rosters } from "./english/rosters.ts";

/** About who is on duty when. */
export const rosterTexts = await inLanguage(rosters, async () => (await import("./polish/rosters.ts")).rosters);
