import type { Words } from "../../language.ts";
import type { forms as english } from "../english/forms.ts";

export const forms: Words<typeof english> = {
  notANumber: "Podaj liczbę.",
  notWhole: "Podaj liczbę całkowitą.",
  atLeast: (min) => `Co najmniej ${min}.`,
  atMost: (max) => `Co najwyżej ${max}.`,
  notAColour: "Podaj kolor, na przykład #2457c5.",
  pickColour: (label) => `Wybierz: ${label}`,
  gone: (name) => `${name} (już nie istnieje)`,
  twice: (name) => `${name} jest już na liście.`,
  unnamed: "Bez nazwy",
  remove: (name) => `Usuń: ${name}`,
  removed: (name) => `Usunięto: ${name}.`,
  undo: "Cofnij",
  drag: (name) => `Przesuń: ${name}`,
  dragHint: "Przeciągnij albo użyj Alt i strzałki",
  moveUp: (name) => `Przesuń wyżej: ${name}`,
  moveDown: (name) => `Przesuń niżej: ${name}`,
  movedTo: (name, position) => `${name}: teraz na pozycji ${position}.`,
  issues: (count) => `Do poprawy: ${count}`,
  goneTitle: "Tego tu nie ma",
  goneText: "Zostało usunięte albo w adresie jest błąd. Wybierz coś innego z listy.",
  copy: "Kopiuj",
  copied: "Skopiowano",
};
