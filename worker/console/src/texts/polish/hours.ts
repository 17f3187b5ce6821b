import type { Words } from "../../language.ts";
import type { hours as english } from "../english/hours.ts";

export const hours: Words<typeof english> = {
  from: "Od",
  to: "Do",
  closed: "Zamknięte",
  addRange: (what) => `Dodaj godziny: ${what}`,
  removeRange: (range) => `Usuń ${range}`,
  notATime: "Podaj godziny, na przykład 09:00; koniec najpóźniej o 24:00.",
  zone: "Strefa czasowa",
  zoneHint: "Na przykład Europe/Warsaw",
  notAZone: "Nie ma takiej strefy czasowej. Użyj nazwy takiej jak Europe/Warsaw.",
  amountHint: "Na przykład 30 min lub 4 h",
  notAnAmount: "Podaj czas, na przykład 30 min, 4 h lub 1 h 30 min.",
  tooShort: "Co najmniej minuta.",
  tooLong: "Najwyżej 8784 h.",
  days: "Dni",
};
