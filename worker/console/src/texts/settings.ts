import { inLanguage, type Words } from "../language.ts";
import { settings } from "./english/settings.ts";

/** The texts of the settings. */
export const settingsTexts = await inLanguage(settings, async () => (await import("./polish/settings.ts")).settings);
export type SettingsTexts = Words<typeof settings>;
