import { language } from "./texts.ts";

const units = ["byte", "kilobyte", "megabyte"] as const;

/** How large a file is, in words, by the units of 1024 that computers show. `bytes` is less than a gigabyte. */
export function sizeText(bytes: number): string {
  const step = bytes < 1_024 ? 0 : bytes < 1_024 ** 2 ? 1 : 2;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: units[step] ?? "byte",
    maximumSignificantDigits: 3,
  }).format(bytes / 1_024 ** step);
}
