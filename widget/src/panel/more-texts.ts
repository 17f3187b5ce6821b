import { fill, language, type MoreTexts } from "./texts.ts";

const files = import.meta.glob<{ default: MoreTexts }>("./languages/*.more.ts");

/** What those parts say that come only when they are asked for, empty until `speakMore` has brought it. */
export const more = {} as MoreTexts;

/** Brings these texts in the language of the form. Rejects if they do not come. */
export async function speakMore(): Promise<void> {
  const file = await files[`./languages/${language}.more.ts`]?.();
  if (file) fill(more, file.default);
}
