import { html } from "hono/html";
import type { oas32 } from "zod-openapi";
import type { Declaration, Member } from "./declarations.ts";
import { framed } from "./frame.ts";
import { codeBlock } from "./highlight.ts";
import { operations } from "./operations.ts";
import { groups, type ReferencePage } from "./reference.ts";
import { type Html, prose } from "./schema.ts";

/** The snippet of each operation, by the SDK's name of it; the contract's own examples. */
const snippets = new Map(Object.values(operations).map(({ id, sdk }) => [id, sdk]));

/** Where a name is explained: a schema of the API, or a declaration of a page. */
export type Places = ReadonlyMap<string, string>;

export function placesOf(pages: readonly ReferencePage[], document: oas32.OpenAPIObject): Places {
  const places = new Map<string, string>();
  for (const name of Object.keys(document.components?.schemas ?? {})) places.set(name, `/docs/#schema-${name}`);
  // The first page that tells of a type is its own.
  for (const page of pages.toReversed()) {
    for (const { name } of page.declarations) places.set(name, `/docs/sdk/${page.id}/#${name}`);
  }
  return places;
}

/** Source in which every name that is explained somewhere leads there. */
function linked(text: string, places: Places): Html {
  const parts = text.split(/\b([A-Z]\w+)\b/);
  return html`<pre class="signature" tabindex="0" aria-label="Signature"><code>${parts.map((part, index) => {
    const place = index % 2 === 1 ? places.get(part) : undefined;
    return place === undefined ? html`${part}` : html`<a href="${place}">${part}</a>`;
  })}</code></pre>`;
}

const paragraphs = (doc: string): Html | "" =>
  doc === "" ? "" : html`${doc.split(/\n\n+/).map((part) => html`<p>${prose(part.replaceAll("\n", " "))}</p>`)}`;

function fields(members: readonly Member[], places: Places): Html {
  return html`<ul class="fields">${members.map(
    ({ name, doc, text, members: inner }) => html`<li>
    ${inner.length > 0 ? html`<p class="field"><code class="name">${name}</code></p>` : linked(text, places)}
    ${paragraphs(doc)}
    ${inner.length > 0 ? fields(inner, places) : ""}
  </li>`,
  )}</ul>`;
}

function methodOf(page: ReferencePage, member: Member, places: Places): Html {
  const called = `${page.prefix}${member.name}`;
  // The API names a visitor's calls without their variable.
  const operation = called.replace(/^firstline\./, "");
  const snippet = snippets.get(operation);
  return html`<article id="${member.name}" aria-labelledby="${member.name}-title">
    <div class="about">
      <h3 id="${member.name}-title"><a href="#${member.name}">${called}${member.isMethod ? "()" : ""}</a></h3>
      ${linked(member.text, places)}
      ${paragraphs(member.doc)}
      ${snippet === undefined ? "" : html`<p><a href="/docs/#${operation}">The call behind it</a>: what is sent, what comes back, and every refusal.</p>`}
    </div>
    <div class="samples">${snippet === undefined ? "" : codeBlock("Example", snippet)}</div>
  </article>`;
}

const declarationOf = ({ name, kind, doc, text, members }: Declaration, places: Places): Html => html`
  <section class="schema" id="${name}">
    <h3><a href="#${name}">${name}${kind === "function" ? "()" : ""}</a></h3>
    ${linked(text, places)}
    ${paragraphs(doc)}
    ${members.length > 0 ? fields(members, places) : ""}
  </section>`;

/** The contents at the side: every page, and of the one that is read its parts. */
export const sdkContents = (pages: readonly ReferencePage[], current?: ReferencePage): Html =>
  html`${groups.map(
    (group) =>
      html`<section><h2>${group}</h2><ul>${pages
        .filter((page) => page.group === group)
        .map((page) => {
          const words = [page.id, page.title, ...page.methods.map(({ name }) => name), page.doc];
          const names = [...words, ...page.declarations.map(({ name }) => name)].join(" ").toLowerCase();
          const is = page === current ? html` aria-current="page"` : "";
          return html`<li data-words="${names}"><a href="/docs/sdk/${page.id}/"${is}>${page.title}</a></li>`;
        })}</ul></section>`,
  )}`;

/** A page of the reference. */
export function renderReference(
  page: ReferencePage,
  pages: readonly ReferencePage[],
  places: Places,
  version: string,
): Promise<string> {
  const functions = page.declarations.filter(({ kind }) => kind === "function");
  const types = page.declarations.filter(({ kind }) => kind !== "function");
  return framed({
    part: "sdk",
    title: `${page.title} · Firstline SDK`,
    description: page.doc.split("\n")[0] ?? "",
    version,
    contents: sdkContents(pages, page),
    main: html`<h1>${page.prefix === "" ? page.title : page.prefix.slice(0, -1)}</h1>
  <section class="prose">
    <div class="lead">${paragraphs(page.doc)}</div>
    ${codeBlock("Import", page.imported)}
  </section>
  ${functions.length > 0 ? html`<section class="prose"><h2>Functions</h2>${functions.map((one) => declarationOf(one, places))}</section>` : ""}
  ${page.methods.length > 0 ? html`<section><h2>Members</h2>${page.methods.map((member) => methodOf(page, member, places))}</section>` : ""}
  ${types.length > 0 ? html`<section class="prose"><h2>Types</h2>${types.map((one) => declarationOf(one, places))}</section>` : ""}`,
  });
}

/** The reference's first page: what there is, and where to begin. */
export function renderReferenceIndex(pages: readonly ReferencePage[], version: string): Promise<string> {
  return framed({
    part: "sdk",
    title: "Firstline SDK",
    description: "Every name of the SDK and the widget, from their own doc comments.",
    version,
    contents: sdkContents(pages),
    main: html`<h1>SDK</h1>
  <section class="prose">
    <p class="lead">Every name of the SDK and the widget, with what its source says about it. New here?
      <a href="/docs/guides/start/">Begin with five minutes</a>.</p>
    ${codeBlock("Install", "npm install @firstline/sdk")}
    ${groups.map(
      (group) =>
        html`<h2>${group}</h2><ul class="cards">${pages
          .filter((page) => page.group === group)
          .map((page) => {
            const told = page.doc.split("\n\n")[0] ?? "";
            const methods = page.methods.filter(({ isMethod }) => isMethod).map(({ name }) => name);
            return html`<li><a href="/docs/sdk/${page.id}/"><b>${page.title}</b><span>${
              told === "" ? methods.join(", ") : prose(told.replaceAll("\n", " "))
            }</span></a></li>`;
          })}</ul>`,
    )}
  </section>`,
  });
}
