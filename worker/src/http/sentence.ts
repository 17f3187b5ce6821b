import type * as z from "zod";

const units: Readonly<Record<string, string>> = { string: "characters", array: "entries" };

const formats: Readonly<Record<string, string>> = {
  email: "This is not an e-mail address.",
  datetime: "This is not an instant such as 2026-11-23T09:30:00.000Z.",
};

/** What is wrong with a value, as a sentence for whoever sent it. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
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
      // A schema's own words are sentences already; the library's own begin like this.
      if (!issue.message.startsWith("Invalid")) return issue.message;
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
    default:
      return issue.message;
  }
}

const withArticle = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
