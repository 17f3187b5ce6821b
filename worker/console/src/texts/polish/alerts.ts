import type { Words } from "../../language.ts";
import type { alerts as english } from "../english/alerts.ts";

export const alerts: Words<typeof english> = {
  title: {
    submitted: (number) => `Nowe w Twoich zespołach: ${number}`,
    assigned: (number) => `Przypisano Ci ${number}`,
    reply: (number) => `Jest odpowiedź: ${number}`,
    atRisk: (number) => `Zagrożony termin: ${number}`,
    mention: (number) => `Wspomniano o Tobie: ${number}`,
  },
};
