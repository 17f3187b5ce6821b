import { fetchTexts } from "./fetch-texts.ts";
import { fill, language, type MoreTexts } from "./texts.ts";

/** What those parts say that come only when they are asked for, empty until `speakMore` has brought it. */
export const more = {} as MoreTexts;

/** Brings these texts in the language of the form. Rejects if they do not come. */
export async function speakMore(): Promise<void> {
  fill(more, await fetchTexts<MoreTexts>(language, ".more"));
}
