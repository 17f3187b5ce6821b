import type { ClockAlarm, ClockMetric, DeskEvent, NamedContract, OutcomeName, WhyNobody } from "@firstline/sdk/wire";
import type { Words } from "../../language.ts";
import type { lines as english } from "../english/lines.ts";
import { plural } from "./plural.ts";

type Of<Type extends DeskEvent["type"]> = Extract<DeskEvent, { type: Type }>;

const reasons: Readonly<Record<string, string>> = {
  no_roster: "bez grafiku",
  site: "nie dla tej witryny",
  skill: "bez umiejętności",
  certificate: "bez ważnego certyfikatu",
  language: "bez znajomości języka",
  off_duty: "poza dyżurem",
  absent: "na urlopie lub zwolnieniu",
  full: "z kompletem zgłoszeń",
  away: "z dala od komputera",
  offline: "bez połączenia",
};

const outcomes: Record<OutcomeName, string> = {
  topic: "temat",
  priority: "priorytet",
  tier: "linia",
  team: "zespół",
  skills: "umiejętności",
  certificates: "certyfikaty",
  language: "język",
  tags: "etykiety",
  contract: "umowa",
};

const times = { one: "raz", few: "razy", many: "razy" };
const rules = { one: "reguła", few: "reguły", many: "reguł" };
const version = ({ name, version }: NamedContract): string => `${name}, wersja ${version}`;

export const lines: Words<typeof english> = {
  clock: {
    label: "Co obiecano",
    metric: (metric, tier) =>
      ({
        first_response: "Pierwsza odpowiedź",
        next_response: "Kolejna odpowiedź",
        resolution: "Rozwiązanie",
        tier: `Czas na linii: ${tier}`,
      })[metric],
    short: {
      first_response: "Odpowiedź",
      next_response: "Odpowiedź",
      resolution: "Rozwiązanie",
      tier: "Linia",
    } satisfies Record<ClockMetric, string>,
    word: { at_risk: "blisko terminu", paused: "na pauzie", missed: "po terminie" },
    left: (amount) => `zostało ${amount}`,
    late: (amount) => `${amount} po terminie`,
    paused: "Na pauzie",
    kept: "Dotrzymano",
    dropped: "Już się nie liczy",
    open: "Jeszcze bez terminu",
    by: (moment) => `termin: ${moment}`,
    newDate: (moment) => `nowy termin: ${moment}`,
    wasDue: (moment) => `termin minął: ${moment}`,
    at: (moment) => moment,
    since: (moment) => `od ${moment}`,
    doneAt: (moment) => `zrobione po terminie, ${moment}`,
    droppedAt: (moment) => `zakończone bez tego, ${moment}`,
    waitsFor: { pending: "czeka na odpowiedź", on_hold: "czeka na kogoś z zewnątrz" },
    row: {
      running: (amount) => `za ${amount}`,
      atRisk: (amount) => `blisko terminu, ${amount}`,
      missed: "po terminie",
      paused: "na pauzie",
    },
  },

  nobody: {
    until: (moment) => `Nikt nie może się tym zająć. Najbliższa możliwość: ${moment}.`,
    ever: "Nikt nie może się tym zająć i nikt nie ma zaplanowanego dyżuru.",
    why: {
      no_members: "W zespole nikogo nie ma.",
      not_qualified: "Nikt nie ma potrzebnych umiejętności, certyfikatów lub języka.",
      off_duty: "Wszystkie osoby, które by mogły, są poza dyżurem lub nieobecne.",
      busy: "Wszystkie osoby, które by mogły, mają komplet zgłoszeń albo są z dala od komputera.",
    } satisfies Record<WhyNobody, string>,
  },

  way: {
    label: "Droga zgłoszenia",
    received: "Przyjęto",
    solved: "Rozwiązano",
    since: (moment) => `od ${moment}`,
    because: "powód:",
    bounces: (count) => `odesłano ${count} ${plural(count, times)}`,
  },

  event: {
    explain: "Jak o tym zdecydowano",
    looked: (count) => `${count} ${plural(count, rules)} w sprawdzeniu.`,
    decided: (name, what) =>
      what.length === 0
        ? `Reguła „${name}” pasuje.`
        : `Reguła „${name}” zdecydowała: ${what.map((one) => outcomes[one]).join(", ")}.`,
    failed: (rule, by) => `Reguła ${rule} nie pasuje: ${by.join(", ")}.`,
    tagged: (tags) => `· etykiety: ${tags.join(", ")}`,
    weighed: ({ eligible, leftOut }) => {
      const others = Object.entries(leftOut).map(([why, count]) => `${reasons[why] ?? why}: ${count}`);
      const could = eligible === 1 ? "jedyna możliwa osoba" : `możliwych osób: ${eligible}`;
      return `· ${could}${others.length === 0 ? "" : `; pominięto: ${others.join(", ")}`}`;
    },
    unplaced: (moment) =>
      moment === undefined
        ? "Nikt nie może się tym zająć."
        : `Nikt nie może się tym zająć. Najbliższa możliwość: ${moment}.`,
    alarm: "Umowa nie pozwala, żeby to czekało.",
    givenBack: {
      gone: "{agent} już tu nie pracuje, więc zgłoszenie wróciło do zespołu",
      absent: "{agent}: nieobecność, więc zgłoszenie wróciło do zespołu",
      offline: "{agent}: brak połączenia, więc zgłoszenie wróciło do zespołu",
    },
    escalated: {
      agent: "{who}: eskalowano, {from} → {to}",
      reopened: "Dwa razy otwarto ponownie, więc trafiło wyżej: {from} → {to}",
      clock: "Skończył się czas, więc trafiło wyżej: {from} → {to}",
    } satisfies Record<Of<"escalated">["cause"], string>,
    returned: "{who}: odesłano, {from} → {to}",
    bounce: (count) => (count === 1 ? "" : `· po raz ${count}.`),
    leadCalled: {
      bounces: "Wezwano osobę kierującą: odesłano po raz trzeci",
      reopened: "Wezwano osobę kierującą: dwa razy otwarto ponownie, a wyższej linii nie ma",
      clock: "Wezwano osobę kierującą: minął obiecany czas",
    } satisfies Record<Of<"lead_called">["cause"], string>,
    playbook: "{who}: instrukcja dla pierwszej linii",
    erased: "Dane osoby zgłaszającej usunięto: treści i plików już nie ma",
    clock: {
      at_risk: (what) => `${what}: termin jest zagrożony`,
      breached: (what, moment) => `${what}: nie dotrzymano terminu (${moment})`,
      breached_again: (what, moment) => `${what}: znów nie dotrzymano terminu (nowy: ${moment})`,
    } satisfies Record<ClockAlarm, (what: string, moment: string) => string>,
    contract: (from, to) => `Umowa: ${version(from)} → ${version(to)}`,
    anew: "· obiecane terminy obliczono na nowo",
  },

  handover: {
    label: "Przekazanie",
    summary: "Podsumowanie",
    tried: "Co zrobiono",
    missing: "Czego brakuje",
    impact: "Skutki",
    publicReason: "Widzi osoba zgłaszająca",
  },
  playbook: { label: "Instrukcja", signs: "Objawy", steps: "Kroki" },

  escalate: {
    action: "Eskaluj",
    title: (number) => `Eskaluj ${number}`,
    intro:
      "Przekaż tak, żeby nikt nie musiał pytać drugi raz. W biurze obsługi widać wszystko; osoba zgłaszająca czyta tylko ostatnie pole.",
    to: "Trafia do",
    summary: "O co chodzi?",
    tried: "Co już zrobiono, krok po kroku?",
    step: (position) => `Krok ${position}`,
    addStep: "Dodaj krok",
    removeStep: (position) => `Usuń krok ${position}`,
    missing: "Czego brakuje, żeby to rozwiązać?",
    missingHint: "Wiedzy, dostępu, decyzji",
    impact: "Kogo to dotyczy i jak poważnie?",
    publicReason: "Dlaczego idzie dalej? Słowami dla osoby zgłaszającej",
    publicReasonHint: "Jeden wiersz",
    preview: "Osoba zgłaszająca przeczyta",
    previewHas: (tier) => `Twoim zgłoszeniem zajmuje się teraz ${tier}`,
    previewEmpty: "Tutaj będzie Twój powód.",
    submit: "Eskaluj",
    sending: "Eskalowanie …",
    done: (number, tier) => `Zgłoszeniem ${number} zajmuje się teraz ${tier}.`,
  },
  return: {
    action: "Odeślij",
    title: (number) => `Odeślij ${number}`,
    intro:
      "Wróci do osoby, która je eskalowała. Napisz, czego brakuje, żeby można było to uzupełnić; osoba zgłaszająca tego nie czyta.",
    missing: "Czego brakuje?",
    submit: "Odeślij",
    sending: "Odsyłanie …",
    done: (number, tier) => `Odesłano ${number}: ${tier}.`,
  },
  solve: {
    title: (number) => `Rozwiąż ${number}`,
    intro:
      "Czy następnym razem rozwiąże to pierwsza linia? Zostaw jej instrukcję. Możesz też nie wypełniać pól i po prostu rozwiązać zgłoszenie.",
    name: "Tytuł instrukcji",
    signs: "Po czym poznać takie zgłoszenie?",
    steps: "Jak je rozwiązać, krok po kroku?",
    submit: "Rozwiąż",
    submitWith: "Rozwiąż z instrukcją",
    sending: "Rozwiązywanie …",
    done: (number) => `Rozwiązano ${number}.`,
  },
  presence: { label: "Dostępność", online: "Na miejscu", away: "Nieobecność" },
};
