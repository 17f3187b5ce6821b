import { inLanguage } from "../language.ts";
import { desk } from "./english/desk.ts";

/** The texts about the desk as a whole. */
export const deskTexts = await inLanguage(desk, async () => (await import("./polish/desk.ts")).desk);
