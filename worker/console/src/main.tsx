import { createDesk } from "@firstline/sdk/desk";
import { render } from "preact";
import { language, languages } from "./language.ts";
import { SessionModel } from "./models/session.ts";
import { arrival, createSurroundings } from "./surroundings.ts";
import { Console } from "./views/console.tsx";

document.documentElement.lang = language;
document.documentElement.dir = languages.find(({ tag }) => tag === language)?.dir ?? "ltr";
const desk = createDesk({ url: location.origin });
const session = new SessionModel(desk, arrival);
const host = document.getElementById("console");
if (host) render(<Console desk={desk} session={session} around={createSurroundings()} />, host);
void session.start();
// A one-time link opened in a tab that already shows the console changes the fragment only.
addEventListener("hashchange", () => {
  if (arrival.read() !== undefined) void session.start();
});
