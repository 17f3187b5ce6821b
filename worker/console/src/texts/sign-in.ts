import { inLanguage } from "../language.ts";
import { signIn } from "./english/sign-in.ts";

/** The texts of the ways in. */
export const signInTexts = await inLanguage(signIn, async () => (await import("./polish/sign-in.ts")).signIn);
