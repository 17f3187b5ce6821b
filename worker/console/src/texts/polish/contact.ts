import type { Words } from "../../language.ts";
import type { contact as english } from "../english/contact.ts";
import { plural } from "./plural.ts";

const tickets = { one: "zgłoszenie", few: "zgłoszenia", many: "zgłoszeń" };

export const contact: Words<typeof english> = {
  title: "Kontakt",
  back: "Wróć do zgłoszenia",
  failedTitle: "Nie udało się wczytać kontaktu",
  proof: {
    identified: "Tożsamość potwierdzona przez witrynę",
    email: "Adres potwierdzony",
    none: "Nikt nie potwierdził, kto to jest",
  },
  subject: "W witrynie znany jako",
  language: "Język",
  since: "Pierwszy kontakt",
  wrote: "Ostatnia wiadomość",
  never: "Nigdy",
  mergedInto: "Ten kontakt połączono z innym. Zgłoszenia są tam.",
  openMerged: "Otwórz drugi kontakt",
  erased: "Dane tej osoby usunięto. Przebieg zgłoszeń pozostał, ich treści i plików już nie ma.",

  details: "Szczegóły",
  name: "Imię i nazwisko",
  plan: "Plan taryfowy",
  attributes: "Atrybuty",
  attributesHint: "Co warto o tej osobie wiedzieć. Osoba zgłaszająca tego nie widzi.",
  attributeName: "Atrybut",
  attributeValue: "Wartość",
  addAttribute: "Dodaj atrybut",
  removeAttribute: (name) => (name ? `Usuń: ${name}` : "Usuń atrybut"),
  save: "Zapisz",
  saving: "Zapisywanie …",
  discard: "Odrzuć",
  saved: "Kontakt zapisano.",
  twice: "Jest już atrybut o tej nazwie.",

  notes: "Notatki",
  notesEmpty: "Nie ma jeszcze notatek.",
  newNote: "Napisz notatkę. Zobaczy ją tylko zespół.",
  addNote: "Dodaj notatkę",
  removeNote: "Usuń notatkę",
  noteRemoved: "Notatkę usunięto.",
  undo: "Cofnij",

  tickets: "Zgłoszenia",
  older: "Starsze znajdziesz, szukając adresu.",
  origins: "Skąd pisano",
  originsEmpty: "Strony nic nie przekazały.",

  alike: "Może to ta sama osoba",
  alikeHint:
    "Podano tu ten sam adres. Nikt nie dowiódł, że to ta sama osoba. Połącz kontakty tylko wtedy, gdy masz pewność.",
  merge: "Połącz",
  mergeTitle: (name) => `Połączyć z: ${name}?`,
  mergeText:
    "Wszystkie zgłoszenia i notatki przejdą do drugiego kontaktu. Nikt nie zobaczy więcej niż dotąd: każda przeglądarka zachowa własne zgłoszenia. Tego nie można cofnąć.",
  mergeConfirm: "Połącz kontakty",
  merging: "Łączenie …",
  merged: "To teraz jeden kontakt.",

  data: "Dane tej osoby",
  exportText: "Wszystko, co biuro przechowuje o tej osobie, w jednym pliku: dla osoby, która o to prosi.",
  export: "Pobierz wszystkie dane",
  exporting: (count) => `Dotąd ${count} ${plural(count, tickets)} …`,
  eraseText:
    "Usuwa dane osoby oraz wszystkie treści i pliki w jej zgłoszeniach, które zostaną zamknięte. Przebieg zdarzeń pozostaje.",
  erase: "Usuń dane tej osoby",
  eraseTitle: (name) => `Usunąć na zawsze dane: ${name}?`,
  eraseWarning: "Treści i plików nie da się przywrócić, nawet z zapisów biura. Aby kontynuować, wpisz słowo.",
  eraseWord: "USUŃ",
  eraseLabel: (word) => `Wpisz ${word}`,
  eraseConfirm: "Usuń na zawsze",
  erasing: "Usuwanie …",
  eraseDone: (count) => `Dane usunięto. Opróżniono ${count} ${plural(count, tickets)}.`,
  eraseGoesOn: "Dane usunięto. Starsze zgłoszenia są jeszcze opróżniane; potrwa to kilka minut.",
};
