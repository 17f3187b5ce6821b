import { alerts } from "./polish/alerts.ts";
import { commands } from "./polish/commands.ts";
import { general } from "./polish/general.ts";
import { guard } from "./polish/guard.ts";
import { inbox } from "./polish/inbox.ts";
import { lines } from "./polish/lines.ts";
import { preferences } from "./polish/preferences.ts";

export const polish = { ...general, inbox, lines, guard, commands, preferences, alerts };
