import { html } from "hono/html";
import type { oas32 } from "zod-openapi";
import { framed } from "./frame.ts";
import { guide } from "./guide.ts";
import { codeBlock } from "./highlight.ts";
import { field, type Html, prose, schemaBody, schemaOf, typeOf } from "./schema.ts";
import type { Sample } from "./snippets.ts";

/** One operation with where it stands in the document. */
interface Entry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: oas32.OperationObject;
}

const methods = ["get", "post", "put", "patch", "delete"] as const;

/** Every operation, in the document's own order. */
function entries(document: oas32.OpenAPIObject): Entry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).flatMap((key) => {
      const method = methods.find((known) => known === key);
      const operation = method && item[method];
      return operation ? [{ id: operation.operationId ?? "", method, path, operation }] : [];
    }),
  );
}

function callers(operation: oas32.OperationObject): Html {
  const labels: readonly string[] = operation["x-callers"];
  return html`<p class="callers"><span>Called by</span> ${labels.map((label) => html`<span class="caller">${label}</span>`)}</p>`;
}

function parameters(operation: oas32.OperationObject): Html | "" {
  const list = (operation.parameters ?? []).flatMap((parameter) => ("name" in parameter ? [parameter] : []));
  const group = (title: string, place: oas32.ParameterLocation) => {
    const found = list.filter((parameter) => parameter.in === place);
    return found.length === 0
      ? ""
      : html`<h4>${title}</h4><ul class="fields">${found.map(({ name, schema, required, description }) =>
          field(name, schemaOf(schema), required === true, description),
        )}</ul>`;
  };
  return html`${group("Path", "path")}${group("Query", "query")}${group("Headers", "header")}`;
}

/** The schema of a body, as a link when it has a name, and its fields. */
function body(operation: oas32.OperationObject, document: oas32.OpenAPIObject): Html | "" {
  const content = operation.requestBody && "content" in operation.requestBody ? operation.requestBody.content : {};
  const media = content["application/json"];
  const schema = media && "schema" in media ? media.schema : undefined;
  if (schema === undefined) return "";
  const name = typeof schema === "object" ? schema.$ref?.replace("#/components/schemas/", "") : undefined;
  const named = name === undefined ? schema : document.components?.schemas?.[name];
  return html`<h4>Body <span class="type">${typeOf(schema)}</span></h4>${schemaBody(named)}`;
}

function answers({ responses = {} }: oas32.OperationObject): { text: Html; example: Html | "" } {
  const list: [string, oas32.ResponseObject][] = Object.entries(responses).filter(([status]) => Number(status) < 400);
  const text = html`<h4>Answers</h4><ul class="answers">${list.map(([status, response]) => {
    const media = response.content?.["application/json"];
    const schema = media && "schema" in media ? media.schema : undefined;
    return html`<li><code class="status">${status}</code> ${
      schema === undefined ? html`${response.description}` : html`<span class="type">${typeOf(schema)}</span>`
    }</li>`;
  })}</ul>`;
  const examples = list.flatMap(([status, response]) => {
    const media = response.content?.["application/json"];
    if (!media || !("example" in media)) return [];
    return [
      html`<details class="example"><summary>Answer ${status}</summary>${codeBlock("JSON", JSON.stringify(media.example, null, 2))}</details>`,
    ];
  });
  return { text, example: html`${examples}` };
}

/** The codes of each status, from the enum that the response declares. */
function errors({ responses = {} }: oas32.OperationObject): Html {
  const list = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return html`<details class="errors">
    <summary>Errors <span class="statuses">${list.map(([status]) => status).join(" ")}</span></summary>
    <ul>${list.map(
      ([status, response]) =>
        html`<li><code class="status">${status}</code> <span>${codes(response).map(
          (code) => html`<a href="#error-${code}"><code>${code}</code></a> `,
        )}</span></li>`,
    )}</ul>
  </details>`;
}

function codes(response: oas32.ResponseObject): string[] {
  const media = response.content?.["application/problem+json"];
  const schema = media && "schema" in media ? media.schema : undefined;
  return (schemaOf(schema).allOf ?? []).flatMap((part) => {
    return schemaOf(schemaOf(part).properties?.code).enum ?? [];
  });
}

const route = (method: string, path: string) =>
  html`<span class="method ${method}">${method}</span><code class="path">${path
    .split(/(?<=\/)/)
    .map((part) => html`${part}<wbr>`)}</code>`;

function article({ id, method, path, operation }: Entry, document: oas32.OpenAPIObject): Html {
  const { text, example } = answers(operation);
  const samples: readonly Sample[] = operation["x-codeSamples"];
  // What only the console's cookie opens is not tried from here, and a socket is no single question.
  const isOpen = (operation.security ?? []).length === 0 || operation.security?.some((one) => !("console" in one));
  const trial = isOpen && !("101" in (operation.responses ?? {})) ? "yes" : "no";
  return html`<article id="${id}" aria-labelledby="${id}-title" data-trial="${trial}">
    <div class="about">
      <h3 id="${id}-title"><a href="#${id}">${operation.summary}</a></h3>
      <p class="route">${route(method, path)}</p>
      ${callers(operation)}
      ${operation.description === undefined ? "" : html`<p class="description">${prose(operation.description)}</p>`}
      ${parameters(operation)}
      ${body(operation, document)}
      ${text}
      ${errors(operation)}
    </div>
    <div class="samples">${samples.map(({ label, source }) => codeBlock(label, source))}${example}</div>
  </article>`;
}

/** What somebody may look for who looks for an operation: also a field of it, or a code that it is refused with. */
function wordsOf({ id, method, path, operation }: Entry, document: oas32.OpenAPIObject): string {
  const content = operation.requestBody && "content" in operation.requestBody ? operation.requestBody.content : {};
  const media = content["application/json"];
  const schema = schemaOf(media && "schema" in media ? media.schema : undefined);
  const named = schema.$ref === undefined ? schema : schemaOf(document.components?.schemas?.[schema.$ref.slice(21)]);
  const fields = Object.keys(named.properties ?? {});
  const refusals = Object.values(operation.responses ?? {}).flatMap(codes);
  const words = [id, method, path, operation.summary, operation.description, ...fields, ...refusals];
  return words.join(" ").toLowerCase();
}

/** The page of the whole API, from its OpenAPI document. */
export async function renderPage(document: oas32.OpenAPIObject): Promise<string> {
  const all = entries(document);
  const tags = document.tags ?? [];
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b, "en"));
  const slug = (tag: string) => `tag-${tag.toLowerCase().replaceAll(" ", "-")}`;
  const tagged = (tag: string) => all.filter(({ operation }) => operation.tags?.includes(tag));

  const contents = html`<section><h2>Guide</h2><ul>${guide.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></section>
  ${tags.map(
    ({ name }) =>
      html`<section><h2>${name}</h2><ul>${tagged(name).map(
        (entry) =>
          html`<li data-words="${wordsOf(entry, document)}"><a href="#${entry.id}"><span class="method ${entry.method}">${entry.method === "delete" ? "del" : entry.method}</span><span>${entry.id.replace(/^desk\./, "")}</span></a></li>`,
      )}</ul></section>`,
  )}
  <section><h2>Schemas</h2><ul>${schemas.map(([name]) => html`<li><a href="#schema-${name}">${name}</a></li>`)}</ul></section>`;

  const main = html`<h1>${document.info.title} API</h1>
  ${guide.map(({ id, title, body }) => html`<section class="guide" id="${id}"><h2>${title}</h2>${body}</section>`)}
  ${tags.map(
    ({ name, description = "" }) => html`<section class="tag" id="${slug(name)}">
    <h2>${name}</h2><p class="lead">${prose(description)}</p>
    ${tagged(name).map((entry) => article(entry, document))}
  </section>`,
  )}
  <section class="schemas" id="schemas">
    <h2>Schemas</h2>
    ${schemas.map(
      ([name, schema]) => html`<section class="schema" id="schema-${name}">
      <h3><a href="#schema-${name}">${name}</a></h3>
      ${typeof schema === "object" && schema.description !== undefined ? html`<p>${prose(schema.description)}</p>` : ""}
      ${schemaBody(schema)}
    </section>`,
    )}
  </section>`;

  return framed({
    part: "api",
    title: `${document.info.title} API`,
    description: document.info.description ?? "",
    version: document.info.version,
    contents,
    main,
  });
}
