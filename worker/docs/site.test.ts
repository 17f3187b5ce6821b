import { globSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readDeclarations } from "./declarations.ts";
import { guides } from "./guides/index.ts";
import { moves } from "./guides/moving.ts";
import { renderGuide, renderGuideIndex } from "./guides-page.ts";
import { buildDocument } from "./openapi.ts";
import { renderPage } from "./page.ts";
import { readReference } from "./reference.ts";
import { placesOf, renderReference, renderReferenceIndex } from "./reference-page.ts";

const document = buildDocument("1.2.3");
const reference = readReference();
/** Every page of the documentation, by its address. */
const site = new Map<string, string>();
beforeAll(async () => {
  const places = placesOf(reference, document);
  site.set("/docs/", await renderPage(document));
  site.set("/docs/guides/", await renderGuideIndex("1.2.3"));
  for (const guide of guides) site.set(`/docs/guides/${guide.id}/`, await renderGuide(guide, "1.2.3"));
  site.set("/docs/sdk/", await renderReferenceIndex(reference, "1.2.3"));
  for (const page of reference)
    site.set(`/docs/sdk/${page.id}/`, await renderReference(page, reference, places, "1.2.3"));
});

const found = (page: string, pattern: RegExp) => Array.from(page.matchAll(pattern), ([, group = ""]) => group);
const idsOf = (page: string) => found(page, /\sid="([^"]*)"/g);

describe("the whole documentation", () => {
  test("has many pages, no id twice on one, and nothing that was not rendered", () => {
    expect(site.size).toBeGreaterThan(40);
    for (const [address, page] of site) {
      const ids = idsOf(page);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        address,
      ).toEqual([]);
      expect(page, address).not.toMatch(/\[object |>undefined<|NaN|#region/);
    }
  });

  test("every link leads to a page and a place that are there", () => {
    const files = ["/docs/docs.css", "/docs/docs.js", "/docs/icon.svg", "/openapi.json"];
    const lost = [...site].flatMap(([address, page]) =>
      found(page, /\s(?:href|src)="([^"]*)"/g).filter((link) => {
        const [path = "", place] = posix.resolve(address, link).split("#");
        if (link.startsWith("#")) return !idsOf(page).includes(link.slice(1));
        if (files.includes(path)) return false;
        const target = site.get(link.split("#")[0] ?? "");
        return target === undefined || (place !== undefined && !idsOf(target).includes(place));
      }),
    );
    expect(lost).toEqual([]);
  });

  test("no page has a script, style or handler of its own, or asks anybody else", () => {
    for (const [address, page] of site) {
      expect(page.match(/<script(?![^>]* src=)|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=/g), address).toBeNull();
      expect(found(page, /<[a-z][^>]*\s(?:href|src)="(https?:[^"]*)"/g), address).toEqual([]);
    }
  });
});

describe("the reference", () => {
  const told = new Set(reference.flatMap(({ declarations }) => declarations.map(({ name }) => name)));

  test("every resource of both clients has a page, with every method and what its source says", () => {
    const ids = reference.map(({ id }) => id);
    for (const id of [
      "firstline-tickets",
      "firstline-uploads",
      "desk-tickets",
      "desk-setup",
      "desk-keys",
      "desk-coverage",
    ])
      expect(ids).toContain(id);
    const tickets = reference.find(({ id }) => id === "desk-tickets");
    expect(tickets?.methods.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "list",
        "get",
        "create",
        "reply",
        "note",
        "assign",
        "claim",
        "solve",
        "escalate",
        "return",
      ]),
    );
    expect(site.get("/docs/sdk/desk-tickets/")).toContain("refused with <code>already_assigned</code>");
    expect(site.get("/docs/sdk/desk-tickets/")).toContain('href="/docs/#schema-DeskTicket"');
  });

  test("whatever the public modules declare is told of", () => {
    const modules = [
      "index.ts",
      "desk.ts",
      "errors.ts",
      "pages.ts",
      "identity.ts",
      "webhooks.ts",
      "../testing/index.ts",
    ];
    const sdk = new URL("../../sdk/src/", import.meta.url);
    const clients = ["Firstline", "Desk", "createPages"];
    const missing = modules
      .flatMap((file) => readDeclarations(new URL(file, sdk)))
      .map(({ name }) => name)
      .filter((name) => !told.has(name) && !clients.includes(name));
    expect(missing).toEqual([]);
    for (const name of ["signTestWebhook", "withFaults", "createTestDesk", "useFirstline"])
      expect(told).toContain(name);
  });

  test("a method shows the contract's own example and leads to its request", () => {
    const page = site.get("/docs/sdk/firstline-tickets/") ?? "";
    expect(page).toContain('href="/docs/#tickets.submit"');
    expect(found(page, /<figcaption>(Example)<\/figcaption>/g).length).toBeGreaterThan(5);
  });
});

describe("the guides", () => {
  test("their code is in files that are compiled", () => {
    const shown = readFileSync(new URL("guides/index.ts", import.meta.url), "utf8");
    expect(shown.match(/from "\.\//g)?.length).toBe(guides.length);
    const used = globSync("guides/*.ts", { cwd: import.meta.dirname }).flatMap((file) =>
      found(readFileSync(new URL(file, import.meta.url), "utf8"), /snippet\("([\w.-]+\.ts)"/g),
    );
    const there = globSync("code/*.ts", { cwd: import.meta.dirname }).map((file) =>
      file.slice(dirname(file).length + 1),
    );
    expect([...new Set(used)].sort()).toEqual(there.sort());
  });

  test("the verbs that they name are the widget's", () => {
    const widget = readDeclarations(new URL("../../widget/src/widget.ts", import.meta.url));
    const verbs = widget.find(({ name }) => name === "Widget")?.members.map(({ name }) => name) ?? [];
    expect(verbs.length).toBeGreaterThan(10);
    const named = [...moves.map(({ here }) => here), ...site.values()].flatMap((text) =>
      found(text.replaceAll("&quot;", '"'), /\bFirstline\("(\w+)"/g),
    );
    expect(new Set(named).size).toBeGreaterThan(8);
    expect(named.filter((verb) => !verbs.includes(verb))).toEqual([]);
  });
});
