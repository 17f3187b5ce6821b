import type { GuardRule } from "../../guard/check.ts";
import { counted } from "./plural.ts";

/** About the guard of plain language. */
export const guard = {
  label: "Wording",
  count: (count: number) => `${counted(count, "suggestion", "suggestions")} on the wording`,
  hint: "You can send it as it is.",
  rule: {
    greeting: { name: "Greeting", why: "It is the first answer, and it begins without a greeting." },
    jargon: { name: "Client’s words", why: "The client asks for other words here." },
    blame: { name: "Blame", why: "This may read as if it were the reader’s fault." },
    long: { name: "Long sentence", why: "Two shorter sentences are easier to follow." },
    "next-step": { name: "Next step", why: "Say what happens next, who does it and by when." },
  } satisfies Record<GuardRule, { name: string; why: string }>,
  show: (words: string) => `Show “${words}” in the text`,
  use: (words: string) => `Use “${words}”`,
  useFor: (words: string, suggestion: string) => `Use “${suggestion}” for “${words}”`,
  add: (words: string) => `Add “${words}”`,
  more: (count: number) => `and ${count} more`,
  ignore: "Ignore",
  ignoreRule: (name: string) => `Ignore “${name}” in this reply`,
};
