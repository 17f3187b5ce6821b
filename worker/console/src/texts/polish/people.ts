import type { Words } from "../../language.ts";
import type { people as english } from "../english/people.ts";
import { plural } from "./plural.ts";

const persons = (count: number) => `${count} ${plural(count, { one: "osoba", few: "osoby", many: "osób" })}`;

export const people: Words<typeof english> = {
  removal: {
    title: (name) => `Usuwanie: ${name}`,
    remove: (name) => `Usuń: ${name}`,
    named: "Nie można usunąć, dopóki odwołują się do tego:",
  },

  tiers: {
    intro:
      "Linia 1 przyjmuje wszystko, każda kolejna wie więcej. Zgłaszający widzi nazwę linii, która ma jego zgłoszenie. Numer linii to jej miejsce, więc zgłoszenia w drodze pozostają tam, gdzie są.",
    level: "Linia",
    label: "Nazwa",
    teams: "Zespoły",
    none: "Nie obsługuje jej jeszcze żaden zespół",
    add: "Dodaj linię",
    remove: (level) => `Usuń linię ${level}`,
    removeHint: "Ostatnią linię można usunąć, gdy nic się do niej nie odwołuje.",
  },

  teams: {
    add: "Dodaj zespół",
    newName: "Nowy zespół",
    empty: { title: "Nie ma zespołów", text: "Zespół to grupa agentów obsługująca jedną linię." },
    detail: (tier, count) => `${tier} · ${persons(count)}`,
    name: "Nazwa",
    tier: "Linia",
    tierOption: (level, label) => `${level}: ${label}`,
    lead: "Kierownik",
    leadHint: "Dostaje to, czego nie rozstrzygnął nikt inny",
    noLead: "Brak",
    members: "Członkowie",
    offline: "Minuty offline",
    offlineHint: "Jak długo osoby na zmianie mogą być offline i zachować zgłoszenia; domyślnie 15",
    only: "Potrzebny jest co najmniej jeden zespół.",
    rotations: (count) =>
      count === 1
        ? "Razem z nim zniknie jego dyżur."
        : `Razem z nim ${plural(count, { one: "zniknie", few: "znikną", many: "zniknie" })} ${count} ${plural(count, { one: "dyżur", few: "dyżury", many: "dyżurów" })}.`,
  },

  agents: {
    add: "Dodaj agenta",
    newName: "Nowy agent",
    empty: { title: "Nie ma agentów", text: "Dodaj osoby, które odpowiadają na zgłoszenia." },
    role: { agent: "Agent", lead: "Kierownik", admin: "Administrator" },
    roleHint: {
      agent: "Odpowiada na zgłoszenia",
      lead: "Widzi też tablicę i planuje nieobecności",
      admin: "Zmienia też te ustawienia",
    },
    detail: (role, names) => (names === "" ? role : `${role} · ${names}`),
    name: "Imię i nazwisko",
    email: "E-mail",
    roleLabel: "Rola",
    allSites: "Widzi wszystkie witryny, także przyszłe",
    sites: "Witryny",
    teams: "Zespoły",
    you: "Nie możesz usunąć samego siebie.",
    lastAdmin: "To jedyny administrator, a ktoś musi móc zmieniać ustawienia.",
    hangs: {
      teams: (names) => `Odejdzie z zespołów: ${names}.`,
      leads: (names) => `Przestanie kierować: ${names}.`,
      rotations: (count) => `Odejdzie z ${count} ${plural(count, { one: "dyżuru", few: "dyżurów", many: "dyżurów" })}.`,
      roster: "Znikną przypisane zmiany, umiejętności i certyfikaty.",
      tickets: (count) =>
        `${count} ${plural(count, { one: "otwarte zgłoszenie przejmie", few: "otwarte zgłoszenia przejmie", many: "otwartych zgłoszeń przejmie" })} ktoś inny.`,
      session: "Po zapisaniu zakończą się otwarte sesje tej osoby.",
    },
    link: {
      title: "Link do logowania",
      text: "Otwiera konsolę jeden raz, w ciągu 72 godzin. Wyślij go drogą, którą nikt inny nie przeczyta.",
      make: "Utwórz link",
      making: "Tworzenie …",
      unsaved: "Najpierw zapisz, potem można utworzyć link.",
      label: "Link do logowania, widoczny tylko teraz",
      ends: (moment) => `Wygasa: ${moment}, albo po użyciu.`,
      copy: "Kopiuj",
      copied: "Skopiowano",
    },
  },

  abilities: {
    title: "Co potrafi",
    none: "Bez grafiku biuro nie przydziela zgłoszeń; nadal można brać je samemu.",
    give: "Przydzielaj zgłoszenia",
    take: "Nie przydzielaj zgłoszeń",
    capacity: "Otwarte zgłoszenia naraz",
    languages: "Języki",
    languagesHint: "Na przykład en, pl lub pt-BR",
    notALanguage: (tag) => `${tag} to nie język taki jak de lub pt-BR.`,
    skills: "Umiejętności",
    skill: "Umiejętność",
    level: "Poziom",
    levels: {
      1: "1: zna podstawy",
      2: "2: z pomocą",
      3: "3: samodzielnie",
      4: "4: w trudnych sprawach",
      5: "5: uczy innych",
    },
    addSkill: "Dodaj umiejętność",
    noSkills: "Nie ma jeszcze umiejętności. Listę znajdziesz na stronie Umiejętności.",
    certificates: "Certyfikaty",
    certificate: (skill) => `Certyfikat: ${skill}`,
    addCertificate: "Dodaj certyfikat",
    issuer: "Wystawca",
    number: "Numer",
    evidence: "Potwierdzenie",
    evidenceHint: "Adres, pod którym można go zobaczyć",
    validUntil: "Ważny do",
    hours: "Zmiany są na stronie Grafiki.",
    toRosters: "Otwórz grafik",
  },

  skills: {
    intro:
      "To, czego może wymagać zgłoszenie. Certyfikat to umiejętność potwierdzona przez kogoś innego; bez ważnego nikt nie dostanie zgłoszenia, które go wymaga.",
    label: "Umiejętność",
    who: "Kto ją ma",
    nobody: "Jeszcze nikt",
    level: (name, level) => `${name} (${level})`,
    certificate: (name) => `${name}: certyfikat`,
    add: "Dodaj umiejętność",
    newName: "Nowa umiejętność",
    empty: {
      title: "Nie ma umiejętności",
      text: "Dodaj to, czego mogą wymagać zgłoszenia, na przykład „Płatności kartą”.",
    },
    holders: persons,
    certified: "Certyfikaty",
    agent: "Agent",
    validUntil: "Ważny do",
    left: (days) =>
      days === 0 ? "kończy się dzisiaj" : `jeszcze ${days} ${plural(days, { one: "dzień", few: "dni", many: "dni" })}`,
    expired: "wygasł",
    valid: "ważny",
    hangs: (count) => `${plural(count, { one: "Straci", few: "Stracą", many: "Straci" })} ją ${persons(count)}.`,
  },
};
