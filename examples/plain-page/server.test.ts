import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveShop } from "./server.ts";

const desk = "http://localhost:8787";
let shop: Awaited<ReturnType<typeof serveShop>>;
let origin: string;

beforeAll(async () => {
  shop = await serveShop(desk, 0);
  origin = `http://127.0.0.1:${shop.port}`;
});
afterAll(() => shop.close());

const pages = readdirSync(join(import.meta.dirname, "public")).filter((name) => name.endsWith(".html"));

test.each(pages)("%s carries the tag with the desk's address, and every link of it leads somewhere", async (page) => {
  const response = await fetch(`${origin}/${page}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-security-policy")).toContain(`script-src ${desk}`);
  const html = await response.text();
  expect(html).toContain(`<script async src="${desk}/firstline.js" data-site="pk_`);

  const local = [...html.matchAll(/(?:href|src)="(?!https?:)([^"]+)"/g)].map(([, link = ""]) => link);
  expect(local.length).toBeGreaterThan(5);
  for (const link of new Set(local)) {
    const [path = "", fragment] = link.split("#");
    const target = await fetch(`${origin}/${path === "" ? page : path}`);
    expect(target.status, link).toBe(200);
    if (fragment) expect(await target.text(), link).toContain(`id="${fragment}"`);
  }
});

test.each(pages)("%s has no inline script, style or handler and asks no other origin", (page) => {
  const html = readFileSync(join(import.meta.dirname, "public", page), "utf8");
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\//);
  expect(html.match(/<script/g)).toHaveLength(1);
});

test.each(["/../package.json", "/%2e%2e/server.ts", "/images/../../server.ts", "/none.html", "/images"])(
  "%s is not there",
  async (path) => {
    expect((await fetch(`${origin}${path}`)).status).toBe(404);
  },
);
