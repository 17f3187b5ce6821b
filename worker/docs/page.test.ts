import { beforeAll, describe, expect, test } from "vitest";
import { buildDocument } from "./openapi.ts";
import { renderPage } from "./page.ts";

const document = buildDocument("1.2.3");
let page = "";
beforeAll(async () => {
  page = await renderPage(document);
});
const all = (pattern: RegExp) => Array.from(page.matchAll(pattern), ([, found = ""]) => found);

describe("the page", () => {
  test("has no script, style or handler of its own", () => {
    expect(all(/<script(?![^>]* src=)([^>]*)>/g)).toEqual([]);
    expect(all(/<(style)\b/g)).toEqual([]);
    expect(all(/<[a-z][^>]*\s(style|on[a-z]+)=/g)).toEqual([]);
  });

  test("asks nothing of anyone else", () => {
    const addresses = all(/<[a-z][^>]*\s(?:src|href|action|data|poster|srcset)="([^"]*)"/g);
    expect(addresses.length).toBeGreaterThan(100);
    expect(addresses.filter((address) => !/^(#|\/docs\/|\/openapi\.json$)/.test(address))).toEqual([]);
  });

  test("has no id twice, and no link to a place that is not there", () => {
    const ids = all(/\sid="([^"]*)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(all(/href="#([^"]*)"/g).filter((id) => !ids.includes(id))).toEqual([]);
    expect(all(/(?:aria-labelledby|popovertarget)="([^"]*)"/g).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("shows every operation and every schema", () => {
    const ids = new Set(all(/\sid="([^"]*)"/g));
    const operations = Object.values(document.paths ?? {}).flatMap((item) =>
      [item.get, item.post, item.put, item.patch, item.delete].flatMap((operation) => operation?.operationId ?? []),
    );
    expect(operations.length).toBeGreaterThan(25);
    expect(operations.filter((id) => !ids.has(id))).toEqual([]);
    const schemas = Object.keys(document.components?.schemas ?? {});
    expect(schemas.filter((name) => !ids.has(`schema-${name}`))).toEqual([]);
  });

  test("holds no piece that was not rendered", () => {
    expect(page).not.toMatch(/\[object |undefined<|>undefined|NaN/);
  });

  test("escapes what the document says", async () => {
    const hostile = '<img src=x onerror="alert(1)">';
    const damaged = { ...document, info: { ...document.info, title: hostile } };
    const rendered = await renderPage(damaged);
    expect(rendered).not.toContain("<img");
    expect(rendered).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });
});
