import type { Wording } from "./wording.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const you = "(?:pan|pani|państwo)";
const your = "(?:pana|pani|państwa|twój|twoja|twoje|twojej|wasz|wasza)";
/** A verb in the past, said to the reader: politely with a word of its own, or to a friend with an ending. */
const past = (stem: string): string => {
  const polite = `${stem}(?:ł|ła|li|ły)`;
  return `(?:${stem}(?:łeś|łaś|liście|łyście)|${polite} ${you}|${you} ${polite})`;
};
const days = "poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli|jutra|końca";

/** Plain Polish. A word of it carries what English says with an article or a preposition, so a sentence has fewer. */
export const polish: Wording = {
  longest: 22,
  shortened: set(
    "np tzn tj m.in ul nr godz tel al os pl wg dr mgr inż prof zob por ok św tys mln mld pkt art ust str p",
  ),
  greetings:
    "dzień dobry|dobry wieczór|witam|witamy|witaj|cześć|hej|szanown[ya]|szanowni|drog[ia]|dziękuję|dziękujemy|dzięki|pan[ie] [\\p{L}]+",
  greeting: "Dzień dobry,\n\n",
  nextSteps: [
    "będę|będzie|będziemy|będą|proszę|prosimy|prosiłbym|prosiłabym|potrzebuję|potrzebujemy|poproszę",
    "odezwę|odezwiemy|wrócę|wrócimy|sprawdzę|sprawdzimy|sprawdzam|sprawdzamy|ustalę|ustalimy",
    "(?:prze|wy|do|ode)ślę|(?:prze|wy|do|ode)ślemy|skontaktuję|skontaktujemy|skontaktuje|przekażę|przekażemy|zadzwonię|zadzwonimy",
    "(?:dam|damy|daj|dajcie|dać) znać|napiszę|napiszemy|poinformuję|poinformujemy|naprawię|naprawimy|zwrócimy|zwrócę|wymienimy",
    "dotrze|dotrą|powinn[aoy]|powinien|powinny|może pan|może pani|mogą państwo|pan może|pani może|państwo mogą|możesz|możecie",
    "wystarczy|trzeba|należy|można|jutro|pojutrze|dziś|dzisiaj|wkrótce|niebawem|jak tylko|gdy tylko|kolejny krok|następny krok",
    `w ciągu|w najbliższ[a-ząęłńśźżćó]+|najpóźniej|po otrzymaniu|za (?:godzinę|dzień|tydzień|\\d+)|do (?:${days})`,
  ].join("|"),
  requests:
    "kliknij|otwórz|wybierz|wejdź|przejdź|spróbuj|uruchom|zaloguj|napisz|odpisz|wyślij|prześlij|zadzwoń|sprawdź|ustaw|wpisz|naciśnij|poczekaj|użyj|usuń|dodaj|zainstaluj|zaktualizuj|weź|najpierw|następnie",
  blames: [
    // After "nie" the object stands in the same case that "potrzebujemy" asks for.
    ...["poda", "dołączy", "przesła", "wysła", "wpisa", "doda", "załączy"].map((stem) => ({
      says: `nie ${past(stem)}`,
      suggestion: "potrzebujemy jeszcze",
    })),
    ...["przeczyta", "sprawdzi", "posłucha", "zrozumi[ae]"].map((stem) => ({ says: `nie ${past(stem)}` })),
    { says: past("zapomni[ae]") },
    { says: `${past("zrobi")} (?:błąd|to źle)|${past("popełni")} błąd`, suggestion: "pojawił się błąd" },
    { says: `${past("pomyli")} się|${past("myli")} się|myli się ${you}|${you} się myli|mylisz się` },
    {
      says: `powinien pan był|powinna pani była|powinni państwo byli|powinieneś był|powinnaś była|powinnaś|trzeba było`,
    },
    {
      says: `(?:z )?${your} (?:własna |własny )?(?:wina|winy|błąd|pomyłka)|(?:wina|błąd|pomyłka) (?:pana|pani|państwa|klienta|użytkownika)`,
    },
    { says: "jak już (?:pisał|mówił|wspominał|tłumaczył)(?:em|am|iśmy|yśmy)", suggestion: "dla przypomnienia" },
    { says: `(?:twierdzi ${you}|${you} twierdzi|twierdzą państwo),? że`, suggestion: "z wiadomości wynika, że" },
    { says: "proszę (?:się uspokoić|czytać uważnie|uważnie czytać)" },
  ],
  excuses: set("jeśli jeżeli gdyby gdy czy o ile nie ani żadna"),
  marks: set(
    "się że jest proszę państwa pana pani państwo dzień oraz tylko czy nie dla przez jeszcze jak już będzie może są został została",
  ),
};
