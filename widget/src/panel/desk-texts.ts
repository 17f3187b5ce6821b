import { fetchTexts } from "./fetch-texts.ts";
import { type DeskTexts, fill, language, speaking } from "./texts.ts";

/** What is said behind the form, empty until `speakDesk` has brought it. */
export const deskTexts = {} as DeskTexts;

/** Brings these texts in the language of the form. Rejects if they do not come. */
export async function speakDesk(): Promise<void> {
  await speaking;
  fill(deskTexts, await fetchTexts<DeskTexts>(language, ".desk"));
}
