import { inLanguage } from "../language.ts";
import { webhooks } from "./english/webhooks.ts";

/** The texts of the webhooks. */
export const webhooksTexts = await inLanguage(webhooks, async () => (await import("./polish/webhooks.ts")).webhooks);
