import { inLanguage } from "../language.ts";
import { contact } from "./english/contact.ts";

/** The texts of the contact's screen. */
export const contactTexts = await inLanguage(contact, async () => (await import("./polish/contact.ts")).contact);
