import "./hosted.css";
import { mount } from "../late.ts";
import { direction, speak, texts } from "./texts.ts";

// The ticket's own page: `/t/NUMBER`, with the secret of its link in the fragment (`#k=…`) on the first visit. A mailed
// link, `/t/PREFIX#r=…`, opens all tickets of an address.
const container = document.querySelector("main");
const mark = document.querySelector("header span");
const heading = document.querySelector("h1");
// No page around it has a language of its own.
document.documentElement.lang = navigator.language;
const site = document.querySelector<HTMLMetaElement>("meta[name=firstline-site]")?.content;

if (container && !site) {
  // The desk names the site by the number's prefix, so a number that it cannot read has none.
  void speak().then(() => {
    document.dir = direction;
    if (heading) heading.textContent = texts.help;
    container.textContent = texts.problems.number_mistyped;
  });
} else if (container && site) {
  const number = location.pathname.split("/").at(-1) ?? "";
  const secrets = new URLSearchParams(location.hash.slice(1));
  /** Else it is the prefix alone, of the page of all tickets. */
  const isTicket = number.includes("-");
  const mailed = secrets.get("r");
  /** Once a secret has been used it must not stay in the address, where it would be shared or remembered. */
  const forgetSecret = () => history.replaceState(null, "", location.pathname);
  const url = `${location.origin}/`;
  const panel = mount({
    url,
    site,
    container,
    root: document,
    // Whoever comes by a link sees whose desk this is.
    onSite({ name }) {
      document.dir = container.dir;
      document.title = isTicket ? `${number} · ${name}` : name;
      if (heading) heading.textContent = name;
      if (mark) mark.textContent = [...name][0] ?? "";
    },
  });
  panel.setOpen(true);
  if (isTicket) {
    document.title = number;
    panel.showTicket(number, secrets.get("k") ?? undefined, forgetSecret);
  } else if (mailed) {
    // The mail still has it, and it is not used before somebody says so.
    forgetSecret();
    panel.navigate("find");
    void panel.model.connect().then((desk) => {
      desk.mailed.value = mailed;
    });
  }
}
