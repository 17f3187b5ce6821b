import { alerts } from "./english/alerts.ts";
import { commands } from "./english/commands.ts";
import { general } from "./english/general.ts";
import { guard } from "./english/guard.ts";
import { inbox } from "./english/inbox.ts";
import { lines } from "./english/lines.ts";
import { preferences } from "./english/preferences.ts";

export const english = { ...general, inbox, lines, guard, commands, preferences, alerts };
