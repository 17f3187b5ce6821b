// In the place of fetch-texts.ts where the files are served beside the code: a map of ninety names would weigh too much.

/** The tags of the languages, and the hash that their files share; the build fills them in. */
declare const LANGUAGES: readonly string[];
declare const TEXTS: string;

export const languages = LANGUAGES;

export async function fetchTexts<Some>(language: string, part: string): Promise<Some> {
  const file: { default: Some } = await import(/* @vite-ignore */ `./${language}${part}-${TEXTS}.js`);
  return file.default;
}
