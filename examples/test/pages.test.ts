import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Desk } from "@firstline/sdk/desk";
import { preview } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accessibilityFindings } from "../../worker/serve/axe.ts";
import { serve as serveSigned } from "../signed-visitor/server.ts";
import { type Pins, readPins } from "../strict-page/pins.ts";
import { serve as serveStrict } from "../strict-page/server.ts";
import type { Person } from "./browser.ts";
import { dataFolder, environmentFor, programEnvironment, root, signInAdmin, siteKeys } from "./desk.ts";
import { bubbleOf, numberOnReceipt, openWorld, panelOf, type World } from "./world.ts";

let world: World;
let admin: Desk;
let environment: Readonly<Record<string, string>>;
let visitor: Person;
/** What a test has opened. */
const opened: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  world = await openWorld();
  admin = await signInAdmin(world.desk);
  environment = await environmentFor(world.desk, admin);
});
afterAll(() => world?.close());
beforeEach(async () => {
  visitor = await world.newPerson();
});
afterEach(async () => {
  await visitor.context.close();
  for (const undo of opened.splice(0).reverse()) await undo();
});

/** Builds a Vite example as its own command does, and serves what came of it. */
async function serveApp(name: string): Promise<string> {
  const folder = await dataFolder();
  opened.push(folder.remove);
  const app = join(root, "examples", name);
  const build = [join(app, "node_modules/.bin/vite"), "build", "--outDir", folder.path, "--emptyOutDir"];
  const [command = "", ...words] = [...build, "--logLevel", "error"];
  execFileSync(command, words, { cwd: app, env: { ...programEnvironment(), VITE_FIRSTLINE_URL: world.desk.url } });
  const server = await preview({
    root: app,
    build: { outDir: folder.path },
    preview: { host: "127.0.0.1", port: 0 },
  });
  opened.push(() => server.close());
  return server.resolvedUrls?.local[0] ?? "";
}

/** Agents write in the desk what the visitor is to see. */
const answer = (number: string, text: string) => admin.tickets.reply(number, { text });

describe("the page with the strictest policy", () => {
  const serve = async (pins: Pins) => {
    const { url, close } = await serveStrict(`${world.desk.url}/`, siteKeys.shop, 0, pins);
    opened.push(close);
    return url;
  };
  const pinned = () => readPins(`${world.desk.url}/`);

  test("a visitor asks about the order, and nothing on the page breaks a rule", async () => {
    await visitor.page.goto(await serve(await pinned()));
    await visitor.page.getByRole("button", { name: "Ask about this order" }).click();
    const panel = panelOf(visitor.page);
    await panel.getByLabel("Message").fill("Can it come on Friday?");
    await expect.poll(() => panel.getByLabel("Subject").inputValue()).toBe("Order 48213");
    await panel.getByRole("button", { name: "Send", exact: true }).click();
    expect(await numberOnReceipt(visitor.page)).toMatch(/^LARK-/);
    expect(await accessibilityFindings(visitor.page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  test("a script that is not what was pinned does not run", async () => {
    const pins = await pinned();
    const other = pins["firstline.js"]?.replace(/^sha384-..../, "sha384-AAAA") ?? "";
    await visitor.page.goto(await serve({ ...pins, "firstline.js": other }));
    await expect.poll(() => visitor.complaints.join()).toContain("integrity");
    expect(await bubbleOf(visitor.page).count()).toBe(0);
  });

  test("a nonce is never given twice", async () => {
    const url = await serve(await pinned());
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(url)).headers.get("content-security-policy")),
    );
    expect(new Set(policies).size).toBe(2);
    expect(policies[0]).not.toContain("unsafe");
  });
});

test("the React app: a button beside an invoice, the panel on the help page, the same conversation", async () => {
  await visitor.page.goto(await serveApp("react-app"));
  const row = visitor.page.getByRole("listitem").filter({ hasText: "2026-115" });
  await row.getByRole("button", { name: "Ask about it" }).click();
  const corner = panelOf(visitor.page).first();
  await corner.getByLabel("Message").fill("Why is it still open?");
  await expect.poll(() => corner.getByLabel("Subject").inputValue()).toBe("Invoice 2026-115");
  await corner.getByRole("button", { name: "Send", exact: true }).click();
  const thanks = visitor.page.getByText(/Your question is TALLY-/);
  await thanks.waitFor();
  const [number = ""] = /TALLY-\d+/.exec((await thanks.textContent()) ?? "") ?? [];
  await visitor.page.getByRole("link", { name: "Help", exact: true }).click();
  const inline = visitor.page.locator(".panel [data-firstline-panel]");
  await inline.getByRole("listitem").filter({ hasText: number }).getByRole("button").click();
  await inline.getByText("Why is it still open?").waitFor();
  await answer(number, "It was paid this morning.");
  await inline.getByText("It was paid this morning.").waitFor();
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
});

test("the own UI: a question, a live answer, a reply, solved, found again after a reload", async () => {
  await visitor.page.goto(await serveApp("own-ui"));
  const { page } = visitor;
  await page.getByLabel("About").selectOption({ label: "Signing in" });
  await page.getByLabel("In short").fill("Code does not come");
  await page.getByLabel("Your question", { exact: true }).fill("I wait for the code\n<b>and wait</b>.");
  expect(await accessibilityFindings(page), "form").toEqual([]);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByText("<b>and wait</b>").waitFor();
  const number = new URL(page.url()).hash.slice(1);
  await answer(number, "Look into the spam folder, please.");
  await page.getByText("Look into the spam folder").waitFor();
  await page.getByLabel("Write a reply").fill("There it is!");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".message.own", { hasText: "There it is!" }).waitFor();
  // The live connection may show it before the answer empties the field.
  await expect.poll(() => page.getByLabel("Write a reply").inputValue()).toBe("");
  await admin.tickets.solve((await admin.tickets.get(number)).ticket);
  await page.getByText("Is it solved?").waitFor();
  expect(await accessibilityFindings(page), "thread").toEqual([]);
  await page.getByRole("button", { name: "Yes" }).click();
  await page.getByText("Closed").first().waitFor();
  await page.reload();
  await page.getByRole("link", { name: /Code does not come/ }).waitFor();
  await page.getByText("There it is!").waitFor();
  await expect.poll(() => page.getByText("There it is!").count()).toBe(1);
  expect(visitor.complaints).toEqual([]);
});

describe("visitors who are signed in", () => {
  const open = async () => {
    const { FIRSTLINE_IDENTITY_KEY: keyId = "", FIRSTLINE_IDENTITY_SECRET: secret = "" } = environment;
    const site = siteKeys.product;
    const { url, close } = await serveSigned({ desk: world.desk.url, site, keyId, secret }, 0);
    opened.push(close);
    return url;
  };
  const signIn = async ({ page }: Person, url: string, name: string) => {
    await page.goto(url);
    await page.getByRole("button", { name }).click();
    await page.getByText("The help desk knows you as").waitFor();
  };

  test("what one asks is there on their other computer, and on nobody else's", async () => {
    const url = await open();
    await signIn(visitor, url, "Ada");
    await visitor.page.getByText("ada@example.com").waitFor();
    await visitor.page.getByLabel("Ask something").fill("Can I have two currencies?");
    await visitor.page.getByRole("button", { name: "Send", exact: true }).click();
    const question = visitor.page.getByRole("listitem").filter({ hasText: "two currencies" });
    await question.waitFor();
    const number = (await question.getAttribute("data-number")) ?? "";
    expect((await admin.tickets.get(number)).ticket.requester).toMatchObject({
      name: "Ada Byron",
      email: "ada@example.com",
      verified: true,
      plan: "studio",
    });
    expect(await accessibilityFindings(visitor.page)).toEqual([]);

    const elsewhere = await world.newPerson();
    opened.push(() => elsewhere.context.close());
    await signIn(elsewhere, url, "Ada");
    await elsewhere.page.getByRole("listitem").filter({ hasText: number }).waitFor();
    await elsewhere.page.getByRole("button", { name: "Sign out" }).click();
    await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await signIn(elsewhere, url, "Grace");
    expect(await elsewhere.page.getByText(number).count()).toBe(0);
    expect([...visitor.complaints, ...elsewhere.complaints]).toEqual([]);
  });

  test("no other site's page gets an identity, and nobody who is not signed in", async () => {
    const url = await open();
    const ask = (headers: Record<string, string>) => fetch(`${url}firstline-identity`, { method: "POST", headers });
    expect((await ask({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await ask({})).status).toBe(403);
    const refused = await ask({ "sec-fetch-site": "same-origin" });
    expect([refused.status, await refused.text()]).toEqual([401, ""]);
  });
});
