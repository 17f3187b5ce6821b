import { language, type MoreTexts, worded } from "./texts.ts";

const files = import.meta.glob<{ default: MoreTexts }>("./languages/*.more.ts");

/** What those parts say that come only when they are asked for, once `speakMore` has brought it. */
export let more: MoreTexts;

/** Brings these texts in the language of the others. Rejects if they do not come. */
export async function speakMore(): Promise<void> {
  const file = await files[`./languages/${language}.more.ts`]?.();
  if (file) more = worded(file.default);
}
