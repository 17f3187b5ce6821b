import { readHolidays } from "../../domain/holidays.ts";
import type { Handlers } from "../../http/bind.ts";
import { Refused } from "../../http/refused.ts";

export const deskCalendars = {
  "POST /v1/desk/calendars/holidays": async ({ context, body }) => {
    await context.read({});
    const read = readHolidays(body.file, { first: body.firstYear, last: body.lastYear });
    if ("issues" in read) {
      const issues = read.issues.map(({ path, message }) => ({
        path: "body.file",
        message: `${capital(path)}: ${message}`,
      }));
      throw new Refused("invalid", { issues });
    }
    return { status: 200, body: read };
  },
} satisfies Partial<Handlers>;

/** `line 12` at the beginning of a sentence. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
