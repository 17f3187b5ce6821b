import { inLanguage } from "../language.ts";
import { forms } from "./english/forms.ts";

/** The texts of the parts that forms are made of. */
export const formTexts = await inLanguage(forms, async () => (await import("./polish/forms.ts")).forms);
