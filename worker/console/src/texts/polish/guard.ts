import type { GuardRule } from "../../guard/check.ts";
import type { Words } from "../../language.ts";
import type { guard as english } from "../english/guard.ts";
import { plural } from "./plural.ts";

const suggestions = { one: "sugestia", few: "sugestie", many: "sugestii" };

export const guard: Words<typeof english> = {
  label: "Język",
  count: (count) => `Język: ${count} ${plural(count, suggestions)}`,
  hint: "Możesz wysłać tekst tak, jak jest.",
  rule: {
    greeting: { name: "Powitanie", why: "To pierwsza odpowiedź, a zaczyna się bez powitania." },
    jargon: { name: "Słownictwo klienta", why: "Klient prosi tutaj o inne słowa." },
    blame: { name: "Obwinianie", why: "Może brzmieć tak, jakby zawinił odbiorca." },
    long: { name: "Długie zdanie", why: "Dwa krótsze zdania czyta się łatwiej." },
    "next-step": { name: "Następny krok", why: "Napisz, co się teraz stanie, kto to zrobi i do kiedy." },
  } satisfies Record<GuardRule, { name: string; why: string }>,
  show: (words) => `Pokaż „${words}” w tekście`,
  use: (words) => `Użyj „${words}”`,
  useFor: (words, suggestion) => `Użyj „${suggestion}” zamiast „${words}”`,
  add: (words) => `Dodaj „${words}”`,
  more: (count) => `i jeszcze ${count}`,
  ignore: "Pomiń",
  ignoreRule: (name) => `Pomiń regułę „${name}” w tej odpowiedzi`,
};
