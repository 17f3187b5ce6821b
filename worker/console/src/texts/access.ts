import { inLanguage } from "../language.ts";
import { access } from "./english/access.ts";

/** The texts about sessions, passkeys, keys, issuers and the audit log. */
export const accessTexts = await inLanguage(access, async () => (await import("./polish/access.ts")).access);
