import type { Words } from "../../language.ts";
import type { board as english } from "../english/board.ts";
import { plural } from "./plural.ts";

const tickets = (count: number): string =>
  `${count} ${plural(count, { one: "zgłoszenie", few: "zgłoszenia", many: "zgłoszeń" })}`;
const gaps = { one: "luka", few: "luki", many: "luk" };
const ratings = { one: "ocena", few: "oceny", many: "ocen" };
const promises = { one: "termin jest zagrożony", few: "terminy są zagrożone", many: "terminów jest zagrożonych" };
const move = { one: "przejdzie do innych", few: "przejdą do innych", many: "przejdzie do innych" };

export const board: Words<typeof english> = {
  title: "Tablica",
  tabs: { now: "Teraz", coverage: "Obsada", absences: "Nieobecności" },
  tabsLabel: "Części tablicy",
  site: "Witryna",
  allSites: "Wszystkie witryny",
  failed: "Nie udało się wczytać tablicy",
  stale: (time) => `Nie udało się odświeżyć tablicy. Pokazuje stan z godziny ${time}.`,

  tiles: {
    label: "Biuro w liczbach",
    open: "Otwarte",
    atRisk: "Zagrożone",
    breached: "Po terminie",
    unassigned: "Nieprzypisane",
    rating: "Ocena, 30 dni",
    ratings: (count) => `${count} ${plural(count, ratings)}`,
    noRating: "jeszcze brak",
  },

  lists: {
    atRisk: "Najbliższe terminy",
    atRiskNone: "Żaden termin nie jest zagrożony.",
    breached: "Po terminie i nadal otwarte",
    breachedNone: "Żaden termin nie został przekroczony.",
    unassigned: "Nikt ich nie ma",
    unassignedNone: "Każde zgłoszenie ma swoją osobę.",
    bounced: "Odesłane co najmniej trzy razy",
    bouncedNone: "Nic nie krąży tam i z powrotem.",
    alarms: "Przed nami",
    alarmsNone: "Brak luk w ciągu 60 dni; w ciągu 30 dni nie wygasa żaden certyfikat.",
    nobody: "nikt",
    bounces: (count) => `${count} ${plural(count, { one: "raz", few: "razy", many: "razy" })}`,
    unlooked: "Nikogo jeszcze nie szukano.",
    until: (moment) => `Ktoś będzie mógł je przejąć: ${moment}.`,
    ever: "Nikt nie rozpocznie dyżuru, by je przejąć.",
    gap: (site, tier) => `Luka: ${site}, ${tier}`,
    gapSpan: (from, to) => `od ${from} do ${to}`,
    certificate: (skill) => `Wygasa certyfikat: ${skill}`,
    webhook: (name) => `Wyłączono webhook: ${name}`,
    webhookWhy: { gone: "Adres odpowiedział, że już go nie ma.", failed: "Od trzech dni niczego nie przyjął." },
    more: (count) => `i jeszcze ${count}`,
  },

  load: {
    agents: "Obciążenie osób",
    teams: "Obciążenie zespołów",
    agent: "Osoba",
    team: "Zespół",
    onDuty: "Dyżur",
    load: "Obciążenie",
    open: "Otwarte",
    atRisk: "Zagrożone",
    breached: "Po terminie",
    unassigned: "Nieprzypisane",
    of: (open, capacity) => `${open} z ${capacity}`,
    noRoster: "bez grafiku",
    duty: {
      shift: "Na zmianie",
      onCall: "Pod telefonem",
      off: "Po dyżurze",
      absent: (until) => `Nieobecność do: ${until}`,
    },
    presence: {
      online: "Na miejscu",
      away: "Zaraz wraca",
      offline: "Bez połączenia",
      unknown: "Jeszcze nie zalogowano",
    },
    markIll: "Zgłoś chorobę",
    markIllOf: (name) => `Zgłoś chorobę: ${name}`,
    actions: "Działania",
  },

  charts: {
    flow: "Nowe i rozwiązane, ostatnie 30 dni",
    flowSummary: (opened, solved) =>
      `Nowe: ${opened}, rozwiązane: ${solved}${
        opened > solved ? `. Nowych było o ${opened - solved} więcej niż rozwiązanych.` : "."
      }`,
    opened: "Nowe",
    solved: "Rozwiązane",
    answers: "Pierwsze odpowiedzi, ostatnie 12 tygodni",
    answersSummary: (kept, missed) =>
      kept + missed === 0
        ? "Żadna pierwsza odpowiedź nie miała terminu."
        : `W terminie: ${kept}, spóźnione: ${missed}. Dotrzymano ${Math.round((100 * kept) / (kept + missed))} % terminów.`,
    kept: "W terminie",
    missed: "Spóźnione",
    day: "Dzień",
    week: "Tydzień od",
    table: "Pokaż jako tabelę",
    utc: "Dni liczone według czasu UTC.",
    onDay: (day, opened, solved) => `${day}: nowe ${opened}, rozwiązane ${solved}`,
    inWeek: (day, kept, missed) => `Tydzień od ${day}: w terminie ${kept}, spóźnione ${missed}`,
  },

  coverage: {
    title: "Kto jest na miejscu",
    zoom: "Zakres",
    zooms: { 1: "Dzień", 7: "Tydzień", 60: "60 dni" },
    earlier: "Wcześniej",
    later: "Później",
    today: "Dzisiaj",
    site: "Witryna",
    whom: "Linia lub zespół",
    language: "Język",
    languageHint: "na przykład de",
    certificate: "Certyfikat",
    any: "Dowolny",
    failed: "Nie udało się wczytać kalendarza",
    empty: "W tych zespołach nikogo nie ma.",
    grid: (from, to) => `Obsada od ${from} do ${to}. Strzałki przenoszą między dniami.`,
    who: "Kto",
    gaps: "Luki",
    gapsNone: "obsadzone",
    allCovered: "O każdej z pokazanych godzin ktoś przyjmuje takie zgłoszenia.",
    gapCount: (count) => `${count} ${plural(count, gaps)} w pokazanych dniach`,
    kind: { shift: "na zmianie", on_call: "pod telefonem", absent: "nieobecność", gap: "nikogo" },
    legend: { shift: "Na zmianie", on_call: "Pod telefonem", absent: "Nieobecność", gap: "Luka" },
    span: (from, to) => `${from}–${to}`,
    allDay: "cały dzień",
    free: "po dyżurze",
    lacking: "nie spełnia wymagań",
    qualifiedUntil: (day) => `certyfikat do: ${day}`,
    via: { overflow: "wsparcie", next_tier: "kolejna linia" },
    standIn: (name) => `zastępstwo: ${name}`,
    zone: (zone) => `Godziny według strefy ${zone}.`,
  },

  absences: {
    title: "Nadchodzące nieobecności",
    mark: "Zgłoś nieobecność",
    none: "Nikt nie jest nieobecny ani teraz, ani później.",
    noneTitle: "Wszyscy są na miejscu",
    failed: "Nie udało się wczytać nieobecności",
    agent: "Osoba",
    span: "Od – do",
    standIn: "Zastępstwo",
    reason: "Powód",
    takeBack: "Cofnij",
    takeBackOf: (name) => `Cofnij nieobecność: ${name}`,
    takenBack: (name) => `Cofnięto nieobecność: ${name}.`,
    now: "trwa",
  },

  mark: {
    title: "Zgłoś nieobecność",
    titleOf: (name) => `Zgłoś nieobecność: ${name}`,
    intro:
      "Gdy nieobecność się zacznie, zgłoszenia tej osoby przejdą do innych. Nic nie zostanie zapisane, zanim nie zobaczysz, które.",
    agent: "Kto?",
    choose: "Wybierz osobę",
    from: "Od",
    to: "Do",
    standIn: "Zastępstwo",
    nobody: "Nikt",
    reason: "Powód",
    reasonHint: "widzą go kierownicy i ta osoba",
    plan: "Zobacz, co się stanie",
    planning: "Obliczanie …",
    planTitle: "Co się stanie",
    moves: (count) =>
      count === 0 ? "Żadne zgłoszenie nie zmieni osoby." : `${tickets(count)} ${plural(count, move)}:`,
    hidden: (count) => `Dotyczy to też zgłoszeń z witryn, których nie widzisz: ${count}.`,
    atRisk: (count) =>
      count === 0 ? "Żaden termin nie będzie przez to zagrożony." : `${count} ${plural(count, promises)}.`,
    toAgent: (name) => `przejmie ${name}`,
    waits: (name, moment) => `poczeka na: ${name}, ${moment}`,
    nobodyTakes: "nikt nie może go przejąć",
    back: "Wstecz",
    save: "Zgłoś nieobecność",
    saving: "Zapisywanie …",
    done: (name, count) =>
      count === 0
        ? `Zapisano nieobecność: ${name}.`
        : `Zapisano nieobecność: ${name}. Do innych przechodzi ${tickets(count)}.`,
  },

  wall: {
    label: "Ekran ścienny",
    leave: "Zamknij (Esc)",
    lost: (time) => `Brak połączenia z biurem. Dane z godziny ${time}.`,
    next: "Najbliższe terminy",
    onDuty: "Na dyżurze",
    calm: "Nic nie jest zagrożone.",
  },
};
