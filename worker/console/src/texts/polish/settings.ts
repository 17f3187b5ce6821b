import type { Words } from "../../language.ts";
import type { settings as english } from "../english/settings.ts";
import { plural } from "./plural.ts";

const things = { one: "rzecz wymaga", few: "rzeczy wymagają", many: "rzeczy wymaga" };

export const settings: Words<typeof english> = {
  title: "Ustawienia",
  groups: { desk: "Biuro obsługi", people: "Ludzie", promises: "Obietnice", access: "Dostęp", programs: "Programy" },
  pages: {
    start: "Pierwsze kroki",
    desk: "Biuro obsługi",
    sites: "Witryny",
    macros: "Makra",
    tiers: "Linie wsparcia",
    teams: "Zespoły",
    agents: "Agenci",
    skills: "Umiejętności",
    rosters: "Grafiki",
    calendars: "Kalendarze",
    contracts: "Umowy",
    rules: "Reguły",
    signIn: "Logowanie",
    sessions: "Sesje zespołu",
    keys: "Klucze",
    identityKeys: "Klucze tożsamości",
    audit: "Dziennik zdarzeń",
    webhooks: "Webhooki",
    transfer: "Import i eksport",
  },
  saved: "Ustawienia zapisane.",
  loadFailed: "Nie udało się wczytać ustawień",
  bar: {
    label: "Niezapisane zmiany",
    changed: "Masz niezapisane zmiany.",
    wrong: (count) => `${count} ${plural(count, things)} jeszcze poprawy.`,
    clashes: "To samo zmienił też ktoś inny. Zapisz ponownie, aby zachować swoją wersję:",
    save: "Zapisz",
    saving: "Zapisywanie …",
    discard: "Odrzuć",
    review: "Co się zmieni?",
    reviewTitle: "Co się zmieni",
    nothing: "Nic się nie różni.",
    newVersions: "Te umowy dostaną nową wersję; zgłoszenia objęte starszą ją zachowają:",
  },
  change: { added: "dodano", removed: "usunięto", changed: "zmieniono", moved: "przesunięto" },
  transfer: {
    intro: "Cała konfiguracja to jeden dokument. Trzymaj go w systemie kontroli wersji albo przenieś na inne biuro.",
    exportTitle: "Eksport",
    exportText: "Pobiera bieżącą konfigurację. Nie zawiera ona sekretów.",
    export: "Pobierz konfigurację",
    importTitle: "Import",
    importText:
      "Wczytuje dokument jako szkic. Zobaczysz, co by się zmieniło; nic się nie zmieni, dopóki nie zapiszesz.",
    import: "Wybierz plik",
    unreadable: (name) => `${name} nie jest dokumentem konfiguracji.`,
    read: (name) => `Wczytano ${name}. Sprawdź, co się zmieni, i zapisz.`,
  },
};
