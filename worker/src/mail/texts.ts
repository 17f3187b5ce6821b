/** The words of the desk's own mails and of the page that stops them. None of them is anybody's but ours. */
export interface MailTexts {
  /** As BCP 47 writes it. */
  readonly language: string;
  readonly restore: {
    readonly subject: (site: string) => string;
    readonly text: (site: string, link: string, stop: string) => string;
  };
  /** To an agent who wants to sign in. */
  readonly signIn: {
    readonly subject: (desk: string) => string;
    readonly text: (desk: string, link: string, stop: string) => string;
  };
  readonly stop: {
    readonly title: (desk: string) => string;
    readonly question: string;
    readonly button: string;
    readonly done: string;
    readonly unknown: string;
  };
}

const paragraphs = (...texts: readonly string[]): string => `${texts.join("\n\n")}\n`;

const en: MailTexts = {
  language: "en",
  restore: {
    subject: (site) => `Your tickets at ${site}`,
    text: (site, link, stop) =>
      paragraphs(
        `You asked to see your tickets at ${site} again. This link opens them:`,
        link,
        "It works once, within an hour. Whoever has it can read your tickets, so keep it to yourself.",
        "If you did not ask for it, you need not do anything.",
        `If you want no more mail of this kind, stop it here:\n${stop}`,
      ),
  },
  signIn: {
    subject: (desk) => `Sign in to ${desk}`,
    text: (desk, link, stop) =>
      paragraphs(
        `You asked to sign in to ${desk}. This link does it:`,
        link,
        "It works once, within 15 minutes. Whoever has it works in your name, so keep it to yourself.",
        "If you did not ask for it, you need not do anything.",
        `If you want no more mail of this kind, stop it here:\n${stop}`,
      ),
  },
  stop: {
    title: (desk) => `Mail from ${desk}`,
    question: "Once you stop it, nothing more is sent to your address, not even a link that you ask for.",
    button: "Stop all mail",
    done: "It is done. Nothing more will be sent to your address.",
    unknown: "This link is not whole. Copy it again from the mail.",
  },
};

const pl: MailTexts = {
  language: "pl",
  restore: {
    subject: (site) => `Twoje zgłoszenia: ${site}`,
    text: (site, link, stop) =>
      paragraphs(
        `Ta wiadomość jest odpowiedzią na prośbę o ponowny dostęp do zgłoszeń w serwisie ${site}. Otwiera je ten link:`,
        link,
        "Działa jeden raz, przez godzinę. Każdy, kto go ma, może przeczytać Twoje zgłoszenia, więc nikomu go nie przekazuj.",
        "Jeśli to nie była Twoja prośba, nie musisz nic robić.",
        `Jeśli nie chcesz dostawać takich wiadomości, możesz je zatrzymać tutaj:\n${stop}`,
      ),
  },
  signIn: {
    subject: (desk) => `Logowanie: ${desk}`,
    text: (desk, link, stop) =>
      paragraphs(
        `Ta wiadomość jest odpowiedzią na prośbę o zalogowanie: ${desk}. Zaloguje Cię ten link:`,
        link,
        "Działa jeden raz, przez 15 minut. Każdy, kto go ma, może pracować w Twoim imieniu, więc nikomu go nie przekazuj.",
        "Jeśli to nie była Twoja prośba, nie musisz nic robić.",
        `Jeśli nie chcesz dostawać takich wiadomości, możesz je zatrzymać tutaj:\n${stop}`,
      ),
  },
  stop: {
    title: (desk) => `Wiadomości od ${desk}`,
    question: "Po zatrzymaniu nie wyślemy już niczego na Twój adres, nawet linku, o który poprosisz.",
    button: "Zatrzymaj wszystkie wiadomości",
    done: "Gotowe. Na Twój adres nic już nie wyślemy.",
    unknown: "Ten link jest niepełny. Skopiuj go z wiadomości jeszcze raz.",
  },
};

const de: MailTexts = {
  language: "de",
  restore: {
    subject: (site) => `Ihre Anfragen bei ${site}`,
    text: (site, link, stop) =>
      paragraphs(
        `Sie möchten Ihre Anfragen bei ${site} wieder sehen. Dieser Link öffnet sie:`,
        link,
        "Er gilt einmal und eine Stunde lang. Wer ihn hat, kann Ihre Anfragen lesen: Geben Sie ihn nicht weiter.",
        "Wenn Sie nicht danach gefragt haben, brauchen Sie nichts zu tun.",
        `Wenn Sie solche Mails nicht mehr bekommen möchten, stellen Sie sie hier ab:\n${stop}`,
      ),
  },
  signIn: {
    subject: (desk) => `Anmeldung bei ${desk}`,
    text: (desk, link, stop) =>
      paragraphs(
        `Sie möchten sich bei ${desk} anmelden. Dieser Link erledigt es:`,
        link,
        "Er gilt einmal und 15 Minuten lang. Wer ihn hat, arbeitet in Ihrem Namen: Geben Sie ihn nicht weiter.",
        "Wenn Sie nicht danach gefragt haben, brauchen Sie nichts zu tun.",
        `Wenn Sie solche Mails nicht mehr bekommen möchten, stellen Sie sie hier ab:\n${stop}`,
      ),
  },
  stop: {
    title: (desk) => `Mails von ${desk}`,
    question: "Danach wird an Ihre Adresse nichts mehr gesendet, auch kein Link, um den Sie bitten.",
    button: "Alle Mails abstellen",
    done: "Erledigt. An Ihre Adresse wird nichts mehr gesendet.",
    unknown: "Dieser Link ist nicht vollständig. Kopieren Sie ihn noch einmal aus der Mail.",
  },
};

const all: ReadonlyMap<string, MailTexts> = new Map([en, pl, de].map((texts) => [texts.language, texts]));

/** The texts in a language such as `pl` or `de-AT`; English in one that there are none in. */
export const mailTexts = (language: string | null): MailTexts =>
  all.get(language?.split("-")[0]?.toLowerCase() ?? "") ?? en;
