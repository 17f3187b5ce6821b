import type * as z from "zod";

const units: Readonly<Record<string, string>> = { string: "characters", array: "entries" };

const formats: Readonly<Record<string, string>> = {
  email: "This is not an e-mail address.",
  datetime: "This is not an instant such as 2026-11-23T09:30:00.000Z.",
};

/** How the library's own words begin; the others are a schema's. */
const library = /^(Invalid|Too (small|big)|Unrecognized)/;

/** What is wrong with a value, as a sentence for whoever sent it: in the schema's own words, if it has any. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
  if (!library.test(issue.message)) return whole(issue.message);
  switch (issue.code) {
    case "too_small": {
      const unit = units[issue.origin];
      if (unit && issue.minimum === 1) return "This is needed.";
      return unit ? `At least ${issue.minimum} ${unit} are needed.` : `The least is ${issue.minimum}.`;
    }
    case "too_big": {
      const unit = units[issue.origin];
      return unit ? `At most ${issue.maximum} ${unit} are allowed.` : `The most is ${issue.maximum}.`;
    }
    case "invalid_type":
      return issue.input === undefined ? "This is needed." : `This has to be ${withArticle(issue.expected)}.`;
    case "invalid_format":
      return formats[issue.format] ?? "This is not written as it should be.";
    case "invalid_value":
      return `This has to be one of ${issue.values.map((value) => `“${String(value)}”`).join(", ")}.`;
    case "unrecognized_keys":
      return `There is no ${issue.keys
        .slice(0, 5)
        .map((key) => `“${key.slice(0, 40)}”`)
        .join(", ")} here.`;
    case "invalid_union":
      return "This has none of the allowed shapes.";
    case "invalid_key": {
      const [inner] = issue.issues;
      return inner ? sentenceOf(inner) : issue.message;
    }
    default:
      return issue.message;
  }
}

/** Schemas say `must be a time such as 09:00`, or a sentence of their own. */
const whole = (words: string): string => (words.startsWith("must ") ? `This ${words}.` : words);

const withArticle = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
