import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./desk.ts";
import { bubbleOf, openWorld, panelOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

/** What a page may have to load, in bytes after gzip; the README tells the same. */
const budgets = { loader: 1_500, whole: 34_500 };

/** What the page has kept, by kind. */
const askStorage = `(async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  globals: Object.keys(window).filter((name) => /firstline/i.test(name)),
}))()`;

test("before a click the desk is asked for one small file, and nothing is kept", async () => {
  const visitor = await world.newPerson();
  const asked: string[] = [];
  visitor.page.on("request", (request) => asked.push(request.url()));
  await visitor.page.goto(world.shop);
  await bubbleOf(visitor.page).waitFor();
  await visitor.page.waitForLoadState("networkidle");
  expect(asked.filter((url) => !url.startsWith(world.shop))).toEqual([`${world.desk.url}/firstline.js`]);
  const nothing = { local: 0, session: 0, databases: 0, caches: 0, workers: 0, globals: ["Firstline"] };
  expect(await visitor.page.evaluate(askStorage)).toEqual(nothing);
  expect(await visitor.context.cookies()).toEqual([]);

  // Looking is not yet acting: an open panel asks for the site, and keeps nothing either.
  await bubbleOf(visitor.page).click();
  await panelOf(visitor.page).getByLabel("Subject").waitFor();
  await visitor.page.waitForLoadState("networkidle");
  const origins = asked.map((url) => new URL(url).origin);
  expect([...new Set(origins)].sort()).toEqual([world.desk.url, world.shop].sort());
  expect(await visitor.page.evaluate(askStorage)).toEqual(nothing);
  expect(await visitor.context.storageState()).toEqual({ cookies: [], origins: [] });
  expect(visitor.complaints).toEqual([]);
  expect(visitor.failedRequests).toEqual([]);
  await visitor.context.close();
});

test("what the page loads before a click weighs at most 1.5 kB gzip, and all it ever loads at most 34.5 kB", async () => {
  const visitor = await world.newPerson();
  const asked: string[] = [];
  visitor.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await visitor.page.goto(world.shop);
  await bubbleOf(visitor.page).click();
  await panelOf(visitor.page).getByLabel("Subject").waitFor();
  await visitor.context.close();

  const weigh = async (file: string) =>
    gzipSync(await readFile(join(root, "worker/dist/assets", file)), { level: 9 }).length;
  const panel = [...new Set(asked)].filter((path) => path.startsWith("/widget/"));
  expect(panel.length).toBeGreaterThan(0);
  const loader = await weigh("firstline.js");
  expect(loader).toBeLessThanOrEqual(budgets.loader);
  const weights = await Promise.all(panel.map(weigh));
  expect(weights.reduce((sum, weight) => sum + weight, loader)).toBeLessThanOrEqual(budgets.whole);

  const readme = await readFile(join(root, "README.md"), "utf8");
  for (const budget of Object.values(budgets)) expect(readme).toMatch(new RegExp(`\\| ${budget / 1_000} kB +\\|`));
});

test("destroyed from the page, the widget leaves nothing behind", async () => {
  const visitor = await world.newPerson();
  await visitor.page.goto(world.shop);
  await bubbleOf(visitor.page).click();
  await panelOf(visitor.page).getByLabel("Subject").waitFor();
  await visitor.page.evaluate("Firstline('destroy')");
  expect(await visitor.page.locator("firstline-widget").count()).toBe(0);
  expect(await visitor.page.evaluate(askStorage)).toMatchObject({ globals: [] });
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});
