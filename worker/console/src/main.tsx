import { createDesk } from "@firstline/sdk/desk";
import { render } from "preact";
import { SessionModel } from "./models/session.ts";
import { createSurroundings, signInLink } from "./surroundings.ts";
import { Console } from "./views/console.tsx";

const desk = createDesk({ url: location.origin });
const session = new SessionModel(desk, signInLink);
const host = document.getElementById("console");
if (host) render(<Console desk={desk} session={session} around={createSurroundings()} />, host);
void session.start();
// A one-time link opened in a tab that already shows the console changes the fragment only.
addEventListener("hashchange", () => {
  if (signInLink.read() !== undefined) void session.start();
});
