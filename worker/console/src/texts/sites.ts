import { inLanguage } from "../language.ts";
import { sites } from "./english/sites.ts";

/** The texts about sites. */
export const siteTexts = await inLanguage(sites, async () => (await import("./polish/sites.ts")).sites);
