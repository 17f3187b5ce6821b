import type { Words } from "../../language.ts";
import type { guide as english } from "../english/guide.ts";

export const guide: Words<typeof english> = {
  intro:
    "Pięć kroków do pierwszej odpowiedzi na zgłoszenie. Możesz przerwać w każdej chwili; przewodnik wie, gdzie skończyłeś.",
  progress: (done, all) => `Gotowe: ${done} z ${all}`,
  done: "Gotowe",
  next: "Zapisz i przejdź dalej",
  saving: "Zapisywanie …",
  name: {
    title: "Nazwij biuro obsługi",
    text: "Nazwa stoi u góry konsoli.",
    label: "Nazwa biura obsługi",
  },
  site: {
    title: "Powiedz, dla jakiej witryny",
    text: "Numery zgłoszeń zaczną się od liter z jej nazwy. Wszystko można później zmienić.",
    name: "Nazwa witryny",
    address: "Adres witryny",
    addressHint: "Zostaw puste, aby najpierw wypróbować tutaj",
  },
  tag: {
    title: "Umieść widżet na stronie",
    text: "Wklej ten wiersz na stronie przed </head> albo wypróbuj widżet na gotowej stronie.",
    snippet: "Co wkleić",
    other: "Inne sposoby: menedżer tagów, WordPress, React",
    tryIt: "Otwórz stronę próbną",
  },
  ticket: {
    title: "Napisz zgłoszenie jako odwiedzający",
    text: "Otwórz dymek na swojej stronie lub na stronie próbnej i wyślij pytanie. Pojawi się tu samo.",
    waiting: "Czekamy na pierwsze zgłoszenie …",
  },
  answer: {
    title: "Odpowiedz na nie",
    text: (number) => `Przyszło zgłoszenie ${number}. Otwórz je i odpisz: odwiedzający zobaczy odpowiedź od razu.`,
    open: (number) => `Otwórz ${number}`,
  },
  finished: "Biuro obsługi działa",
  finishedText: "Pierwsze zgłoszenie ma odpowiedź. Przewodnik teraz zniknie; cała reszta jest w menu.",
  hintTitle: "Witaj w swoim biurze obsługi",
  hint: "Kilka minut i przyjdzie pierwsze zgłoszenie.",
  hintDone: (done, all) => `Gotowe kroki: ${done} z ${all}.`,
  start: "Skonfiguruj biuro",
  goOn: "Dokończ konfigurację",
  failed: "Przewodnik nie wie, jak daleko jesteś",

  tryPage: {
    title: "Strona do wypróbowania widżetu",
    text: "Ta strona zastępuje Twoją witrynę. Otwórz dymek w rogu i napisz do własnego biura obsługi.",
  },
};
