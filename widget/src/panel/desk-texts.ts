import { type DeskTexts, fill, language, speaking } from "./texts.ts";

const files = import.meta.glob<{ default: DeskTexts }>("./languages/*.desk.ts");

/** What is said behind the form, empty until `speakDesk` has brought it. */
export const deskTexts = {} as DeskTexts;

/** Brings these texts in the language of the form. Rejects if they do not come. */
export async function speakDesk(): Promise<void> {
  await speaking;
  const file = await files[`./languages/${language}.desk.ts`]?.();
  if (file) fill(deskTexts, file.default);
}
