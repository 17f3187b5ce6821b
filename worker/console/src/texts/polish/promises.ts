import type { Words } from "../../language.ts";
import type { promises as english } from "../english/promises.ts";
import { plural } from "./plural.ts";

const days = (count: number) => `${count} ${plural(count, { one: "dzień", few: "dni", many: "dni" })}`;
const holidays = (count: number) => `${count} ${plural(count, { one: "święto", few: "święta", many: "świąt" })}`;
const list = new Intl.ListFormat("pl", { type: "conjunction" });

export const promises: Words<typeof english> = {
  calendars: {
    add: "Dodaj kalendarz",
    newName: "Nowy kalendarz",
    empty: { title: "Nie ma kalendarzy", text: "Kalendarz mówi, które godziny liczą się do obietnic." },
    name: "Nazwa",
    always: "Zawsze otwarte, dzień i noc",
    week: "Godziny otwarcia",
    holidays: "Święta",
    holidaysHint: "Dni, w które jest zamknięte albo otwarte w innych godzinach",
    noHolidays: "Jeszcze żadnych",
    year: (year, count) => `${year} (${count})`,
    date: "Data",
    holiday: "Nazwa",
    otherHours: "Otwarte w niektórych godzinach",
    addHoliday: "Dodaj święto",
    undated: "Bez daty",
    newHoliday: "Święto",
    importTitle: "Import z pliku",
    importText:
      "Odczytuje święta z pliku .ics, takiego jak kalendarze świąt państwowych. Zobaczysz je, zanim zostaną dodane.",
    firstYear: "Od roku",
    lastYear: "Do roku",
    choose: "Wybierz plik .ics",
    reading: "Odczytywanie …",
    found: (count, name) => `${name}: ${holidays(count)}.`,
    nothing: (name) => `${name} nie zawiera świąt w tych latach.`,
    knownAs: (name) => `jest już jako „${name}”; zostanie zastąpione`,
    same: "jest już na liście",
    addFound: (count) => `Dodaj ${holidays(count)}`,
    dismiss: "Zrezygnuj",
    unreadable: "Nie można odczytać tego pliku.",
    version:
      "Gdy zmienią się godziny, umowy oparte na tym kalendarzu dostaną nową wersję; zgłoszenia objęte starszą ją zachowają.",
  },

  contracts: {
    add: "Dodaj umowę",
    newName: "Nowa umowa",
    empty: { title: "Nie ma umów", text: "Umowa mówi, jak szybko zgłaszający z witryny dostają odpowiedź i pomoc." },
    needs: "Umowa wymaga witryny i kalendarza. Najpierw je skonfiguruj.",
    detail: (site, plan) => (plan === null ? site : `${site}, plan: ${plan}`),
    version: (version) => `To wersja ${version}. Zmiana tworzy nową wersję; zgłoszenia objęte starszą ją zachowają.`,
    unsaved: "Jeszcze niezapisana.",
    name: "Nazwa",
    site: "Witryna",
    plan: "Plan",
    planHint: "Puste: dla wszystkich, których plan nie ma własnej umowy",
    calendar: "Kalendarz",
    targets: "Terminy",
    targetsHint: "W godzinach pracy według kalendarza. Puste pole oznacza brak obietnicy.",
    priority: "Priorytet",
    firstResponse: "Pierwsza odpowiedź",
    nextResponse: "Każda kolejna odpowiedź",
    resolution: "Rozwiązanie",
    none: "–",
    target: (priority, what) => `${priority}: ${what}`,
    budgets: "Czas dla każdej linii",
    budgetsHint: "Jak długo linia może trzymać zgłoszenie",
    budget: { none: "Bez limitu", minutes: "Określony czas", share: "Część czasu na rozwiązanie" },
    budgetOf: (tier) => `Limit: ${tier}`,
    amountOf: (tier) => `Czas: ${tier}`,
    shareOf: (tier) => `Udział w %: ${tier}`,
    pauses: "Zegary stoją, gdy zgłoszenie",
    pause: { pending: "czeka na zgłaszającego", on_hold: "czeka na kogoś trzeciego" },
    warning: "Ostrzeżenie po % czasu",
    ladder: "Drabina eskalacji",
    ladderHint: "Co się dzieje, gdy czas się kończy, w tej kolejności",
    addStep: "Dodaj krok",
    on: "Gdy zegar",
    alarm: { at_risk: "jest zagrożony", breached: "minął", breached_again: "minął ponownie" },
    step: "wtedy",
    steps: {
      notify: "powiadom osoby, które mają zgłoszenie",
      next_tier: "przekaż na następną linię",
      lead: "przekaż kierownikowi",
    },
    metrics: "Dotyczy tych zegarów; brak wyboru oznacza wszystkie",
    metric: {
      first_response: "pierwsza odpowiedź",
      next_response: "kolejna odpowiedź",
      resolution: "rozwiązanie",
      tier: "czas na linii",
    },
    stepName: (alarm, step) => `${alarm}: ${step}`,
    coverage: "Gdy nikt nie może przyjąć zgłoszenia",
    coverages: {
      wait: "czeka ono na następną zmianę",
      stand_in: "trafia do zastępcy nieobecnej osoby",
      overflow: "trafia do innego zespołu",
      next_tier: "trafia na następną linię",
    },
    overflowTeam: "Który zespół",
    reopenWithin: "Można otworzyć ponownie przez tyle dni",
    closeAfter: "Zamyka się po tylu dniach ciszy",
  },

  summary: {
    title: "Co to obiecuje",
    who: (site, plan, calendar) =>
      plan === null
        ? `Dla zgłoszeń z witryny ${site}, w godzinach kalendarza ${calendar}:`
        : `Dla zgłoszeń z witryny ${site} w planie ${plan}, w godzinach kalendarza ${calendar}:`,
    priority: { low: "niski", normal: "zwykły", high: "wysoki", urgent: "pilny" },
    targets: (priorities, parts) =>
      `Priorytet ${list.format(priorities)}: ${parts.length === 0 ? "nic nie jest obiecane" : list.format(parts)}.`,
    firstResponse: (amount) => `odpowiedź w ciągu ${amount}`,
    nextResponse: (amount) => `na każde kolejne pytanie w ciągu ${amount}`,
    resolution: (amount) => `rozwiązanie w ciągu ${amount}`,
    budget: (tier, amount) => `${tier}: najwyżej ${amount}.`,
    share: (tier, percent) => `${tier}: najwyżej ${percent}% czasu na rozwiązanie.`,
    pauses: (waits) =>
      waits.length === 0
        ? "Zegary nigdy nie stoją."
        : `Zegary stoją, gdy zgłoszenie ${new Intl.ListFormat("pl", { type: "disjunction" }).format(waits)}.`,
    warning: (percent) => `Zegar jest zagrożony od ${percent}% swojego czasu.`,
    ladder: (alarm, steps) => `Gdy zegar ${alarm}: ${list.format(steps)}.`,
    stepOf: (step, metrics) => (metrics.length === 0 ? step : `${step} (${list.format(metrics)})`),
    coverage: (what) => `Gdy nikt nie może przyjąć zgłoszenia, ${what}.`,
    coverageTeam: (team) => `Gdy nikt nie może przyjąć zgłoszenia, trafia ono do zespołu ${team}.`,
    closing: (reopen, close) =>
      `Rozwiązane zgłoszenie można otworzyć ponownie przez ${days(reopen)}; zamyka się, gdy cisza trwa ${days(close)}.`,
  },

  dryRun: {
    title: "Próba na sucho",
    text: "Przykłada umowę w tej postaci do zgłoszeń witryny z ostatnich dni. Nic nie zostanie zapisane.",
    days: "Dni",
    run: "Wypróbuj na dawnych zgłoszeniach",
    running: "Czytanie dawnych zgłoszeń …",
    stale: "Umowa zmieniła się od tej próby.",
    seen: (count, from) =>
      `${count} ${plural(count, { one: "zgłoszenie", few: "zgłoszenia", many: "zgłoszeń" })} od ${from}.`,
    more: "Było ich więcej; sprawdzono najnowsze.",
    nothing: "W tych dniach nie ma takich zgłoszeń.",
    noClocks: "Umowa nic by o nich nie obiecała.",
    kept: "Dotrzymane",
    atRisk: "W ostatniej chwili",
    broken: "Złamane",
    open: "W toku",
    rate: (percent) => `dotrzymane w ${percent}%`,
    all: "Wszystkie zegary",
    byMetric: "Według obietnicy",
    byPriority: "Według priorytetu",
    byTier: "Według linii",
    chart: "Co zostałoby dotrzymane, a co złamane",
    table: "Jako tabela",
    what: "Co",
    worst: "Najbardziej spóźnione",
    number: "Zgłoszenie",
    due: "Termin",
    late: "Spóźnienie",
    bar: (name, kept, atRisk, broken, open) =>
      `${name}: dotrzymane ${kept}, w ostatniej chwili ${atRisk}, złamane ${broken}, w toku ${open}`,
  },
};
