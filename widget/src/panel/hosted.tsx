import "./hosted.css";
import { mount } from "../late.ts";
import { direction, speak, texts } from "./texts.ts";

// The ticket's own page: `/t/NUMBER`, with the secret of its link in the fragment (`#k=…`) on the first visit.
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
  const secret = new URLSearchParams(location.hash.slice(1)).get("k") ?? undefined;
  const url = `${location.origin}/`;
  const panel = mount({
    url,
    site,
    container,
    root: document,
    // Whoever comes by a link sees whose desk this is.
    onSite({ name }) {
      document.dir = container.dir;
      document.title = `${number} · ${name}`;
      if (heading) heading.textContent = name;
      if (mark) mark.textContent = [...name][0] ?? "";
    },
  });
  document.title = number;
  panel.setOpen(true);
  // Once the secret has been used it must not stay in the address, where it would be shared or remembered.
  panel.showTicket(number, secret, () => history.replaceState(null, "", location.pathname));
}
