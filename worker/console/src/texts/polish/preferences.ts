import type { Words } from "../../language.ts";
import type { preferences as english } from "../english/preferences.ts";

export const preferences: Words<typeof english> = {
  title: "Preferencje",
  intro: "Obowiązują w tej przeglądarce.",
  language: "Język",
  asBrowser: "Jak w przeglądarce",
  scheme: "Kolory",
  schemes: { system: "Jak w systemie", light: "Jasne", dark: "Ciemne" },
  desktop: "Powiadomienia na pulpicie",
  desktopHint: "Nowe w zespołach, przypisane do Ciebie, odpowiedź, zagrożony termin",
  refused: "Przeglądarka na nie nie pozwala. Zezwól tej stronie na powiadomienia w ustawieniach przeglądarki.",
  sound: "Dźwięk",
  soundHint: "Krótki, przy tych samych wiadomościach",
};
