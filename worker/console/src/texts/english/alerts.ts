import type { News } from "../../models/news.ts";

/** What is told on the desktop. */
export const alerts = {
  title: {
    submitted: (number: string) => `${number} is new in your teams`,
    assigned: (number: string) => `${number} is yours now`,
    reply: (number: string) => `${number} has an answer`,
    atRisk: (number: string) => `${number} is at risk`,
    mention: (number: string) => `You are mentioned in ${number}`,
  } satisfies Record<News, (number: string) => string>,
};
