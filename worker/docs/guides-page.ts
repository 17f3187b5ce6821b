import { html } from "hono/html";
import { framed } from "./frame.ts";
import { type Guide, guides } from "./guides/index.ts";
import type { Html } from "./schema.ts";

const contents = (current?: Guide): Html =>
  html`<section><h2>Guides</h2><ul>${guides.map(
    (guide) =>
      html`<li data-words="${[guide.title, guide.about, guide.id].join(" ").toLowerCase()}"><a href="/docs/guides/${guide.id}/"${
        guide === current ? html` aria-current="page"` : ""
      }>${guide.title}</a></li>`,
  )}</ul></section>`;

export function renderGuide(guide: Guide, version: string): Promise<string> {
  const next = guides[guides.indexOf(guide) + 1];
  return framed({
    part: "guides",
    title: `${guide.title} · Firstline`,
    description: guide.about,
    version,
    contents: contents(guide),
    main: html`<h1>${guide.title}</h1>
  <section class="prose">${guide.body}
    ${next === undefined ? "" : html`<p class="next">Next: <a href="/docs/guides/${next.id}/">${next.title}</a></p>`}
  </section>`,
  });
}

export function renderGuideIndex(version: string): Promise<string> {
  return framed({
    part: "guides",
    title: "Guides · Firstline",
    description: "Short ways to what people want from a help desk in their page.",
    version,
    contents: contents(),
    main: html`<h1>Guides</h1>
  <section class="prose">
    <p class="lead">Short ways to what you came for. The code of the SDK in them is compiled with it.</p>
    <ul class="cards">${guides.map(
      ({ id, title, about }) => html`<li><a href="/docs/guides/${id}/"><b>${title}</b><span>${about}</span></a></li>`,
    )}</ul>
    <p>For every name there is the <a href="/docs/sdk/">SDK's reference</a>, for every request the
      <a href="/docs/">API's</a>. Whole programs to copy are in the repository's <code>examples/</code>.</p>
  </section>`,
  });
}
