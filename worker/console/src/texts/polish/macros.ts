import type { Words } from "../../language.ts";
import type { macros as english } from "../english/macros.ts";

export const macros: Words<typeof english> = {
  intro:
    "Teksty, które agenci piszą często, w kolejności, w jakiej są podpowiadane. Makro może przy wysłaniu także zmienić zgłoszenie; jeśli tego nie robi, jest po prostu gotowym tekstem.",
  list: "Makra",
  add: "Dodaj makro",
  newName: "Nowe makro",
  newText: "Dzień dobry,",
  snippet: "Nie zmienia nic więcej",
  does: "Dodatkowo:",
  name: "Nazwa",
  allSites: "Dla wszystkich witryn, także przyszłych",
  sites: "Witryny",
  noSite: "Wybierz co najmniej jedną witrynę.",
  language: "Język",
  languageHint: "Na przykład en albo pl; przy zgłoszeniach w tym języku makro jest na początku listy",
  text: "Treść",
  noText: "Wpisz tekst do wstawienia.",
  insert: "Wstaw",
  placeholders: {
    "contact.name": "Imię zgłaszającego",
    "ticket.number": "Numer zgłoszenia",
    "ticket.subject": "Temat",
    "agent.name": "Imię agenta",
    "site.name": "Nazwa witryny",
    "promise.answerBy": "Termin odpowiedzi",
    "promise.solvedBy": "Termin rozwiązania",
  },
  unknown: (whole) => `${whole} nic nie znaczy. Wybierz jedno z pól poniżej.`,
  unclosed: "Podwójny nawias klamrowy nie ma pary.",
  preview: "Po wstawieniu",
  previewHint:
    "Z przykładowymi wartościami. To, czego o zgłoszeniu nie wiadomo, pozostaje oznaczone, dopóki ktoś tego nie uzupełni.",
  samples: {
    contact: "Anna Kowalska",
    subject: "Gdzie jest moja paczka?",
    answerBy: "dziś, 16:30",
    solvedBy: "jutro, 12:00",
  },
  actions: "Przy wysłaniu dodatkowo",
  status: "Status",
  priority: "Priorytet",
  team: "Zespół",
  tags: "Dodawane tagi",
  leave: "Bez zmian",
  toMe: "Przypisz temu, kto wysyła",
};
