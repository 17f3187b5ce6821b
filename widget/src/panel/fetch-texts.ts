const files = import.meta.glob<{ default: unknown }>("./languages/*.ts");

/** The tags of the languages that there are. */
export const languages: readonly string[] = Object.keys(files).flatMap(
  (name) => /\/([^./]+)\.ts$/.exec(name)?.[1] ?? [],
);

/** Fetches one of the three files of a language: `""`, `.desk` or `.more`. Rejects if it does not come. */
export async function fetchTexts<Some>(language: string, part: string): Promise<Some> {
  const file = await files[`./languages/${language}${part}.ts`]?.();
  return file?.default as Some;
}
