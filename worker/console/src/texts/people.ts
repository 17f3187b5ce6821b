import { inLanguage } from "../language.ts";
import { people } from "./english/people.ts";

/** About who answers: tiers, teams, agents, skills. */
export const peopleTexts = await inLanguage(people, async () => (await import("./polish/people.ts")).people);
