import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accessibilityFindings } from "../../worker/serve/axe.ts";
import type { Person } from "./browser.ts";
import { environmentFor, signInAdmin, siteKeys } from "./desk.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let key: string;
let reader: Person;
let page: Page;
/** Where the page has asked for anything. */
let asked: string[];

beforeAll(async () => {
  world = await openWorld();
  const environment = await environmentFor(world.desk, await signInAdmin(world.desk));
  key = environment.FIRSTLINE_KEY ?? "";
});
afterAll(() => world?.close());
beforeEach(async () => {
  reader = await world.newPerson();
  page = reader.page;
  asked = [];
  page.on("request", (request) => asked.push(request.url()));
});
afterEach(async () => {
  // Whatever was done: no rule of the page's policy was broken, and nobody else was asked.
  expect(reader.complaints).toEqual([]);
  expect(asked.filter((url) => new URL(url).origin !== world.desk.url)).toEqual([]);
  await reader.context.close();
});

const visit = (path = "") => page.goto(`${world.desk.url}/docs/${path}`);
const operation = (id: string) => page.locator(`article[id="${id}"]`);
const trial = (id: string) => operation(id).locator("form.trial");
const result = (id: string) => trial(id).getByRole("status");

async function open(id: string): Promise<void> {
  await operation(id).getByRole("button", { name: "Try it" }).click();
  await trial(id).waitFor();
}

describe("trying a call", () => {
  test("a visitor's way: the site, a ticket, and the ticket read with the token that came with it", async () => {
    await visit();
    await open("site");
    await trial("site").getByLabel("The site's public key").fill(siteKeys.shop);
    await trial("site").getByRole("button", { name: "Send" }).click();
    await result("site").getByText("Larkmoor Outfitters").waitFor();

    await open("tickets.submit");
    const submit = trial("tickets.submit");
    // What was pasted once need not be pasted again.
    await expect.poll(() => submit.getByLabel("The site's public key").inputValue()).toBe(siteKeys.shop);
    await submit.getByLabel("Body").fill('{ "subject": "From the docs", "message": { "text": "It works." }');
    await submit.getByRole("button", { name: "Send" }).click();
    await result("tickets.submit").getByText("The body is no JSON yet").waitFor();
    await submit.getByLabel("Body").fill('{ "subject": "From the docs", "message": { "text": "It works." } }');
    await submit.getByRole("button", { name: "Send" }).click();
    await result("tickets.submit").getByText("The visitor token is kept").waitFor();
    const [number = ""] = /LARK-\d+/.exec((await result("tickets.submit").textContent()) ?? "") ?? [];

    await open("tickets.get");
    await trial("tickets.get").getByLabel("number", { exact: true }).fill(number);
    await trial("tickets.get").getByRole("button", { name: "Send" }).click();
    await result("tickets.get").getByText("It works.").waitFor();
    await expect.poll(() => result("tickets.get").textContent()).toMatch(/^200 in \d+ ms, request [\w-]+, version "/);
    const kept = await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]");
    expect(kept).toEqual([0, 0, ""]);
    // The whole page is looked at elsewhere, and axe takes long for it.
    await page.evaluate(
      "for (const one of document.querySelectorAll('article:not([id=\"tickets.get\"]), .schemas')) one.remove()",
    );
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.reload();
    await open("tickets.get");
    expect(await trial("tickets.get").getByLabel("Visitor token").inputValue()).toBe("");
  });

  test("a program's way: a pasted key opens the desk, a wrong one is refused in words, and no cookie counts", async () => {
    await visit();
    await open("desk.tickets.list");
    const list = trial("desk.tickets.list");
    const secret = list.getByLabel("Secret key");
    await expect.poll(() => secret.getAttribute("type")).toBe("password");
    await secret.fill("flk_wrong");
    await list.getByRole("button", { name: "Send" }).click();
    await result("desk.tickets.list").getByText("credentials_invalid").waitFor();
    await secret.fill(key);
    await list.getByLabel("limit, optional").fill("1");
    await list.getByRole("button", { name: "Send" }).click();
    await result("desk.tickets.list").getByText('"items"').waitFor();
    expect(asked.at(-1)).toBe(`${world.desk.url}/v1/desk/tickets?limit=1`);
    expect(asked.join()).not.toContain(key);

    const { context, page: other } = reader;
    await context.addCookies([
      { name: "__Host-firstline", value: "a-session", url: world.desk.url.replace("http:", "https:"), secure: true },
    ]);
    const sent = other.waitForRequest(/v1\/desk\/tickets/);
    await list.getByRole("button", { name: "Send" }).click();
    expect(await (await sent).headerValue("cookie")).toBeNull();
  });

  test("a change is sent with its version, a file as it is, and what only the console opens is not tried", async () => {
    await visit();
    await open("desk.tickets.list");
    await trial("desk.tickets.list").getByLabel("Secret key").fill(key);
    await trial("desk.tickets.list").getByRole("button", { name: "Send" }).click();
    await result("desk.tickets.list").getByText('"items"').waitFor();
    const told = (await result("desk.tickets.list").locator("pre").textContent()) ?? "";
    const { items } = JSON.parse(told);
    const [{ number, seq }] = items;
    await open("desk.tickets.update");
    const update = trial("desk.tickets.update");
    await update.getByLabel("number", { exact: true }).fill(number);
    await update.getByLabel("If-Match").fill(String(seq));
    await update.getByLabel("Body").fill('{ "priority": "urgent" }');
    await update.getByRole("button", { name: "Send" }).click();
    await result("desk.tickets.update").getByText('"priority": "urgent"').waitFor();
    await update.getByRole("button", { name: "Send" }).click();
    await result("desk.tickets.update")
      .getByText(/version_mismatch|"priority": "urgent"/)
      .waitFor();

    await open("uploads.create");
    const upload = trial("uploads.create");
    await upload.getByLabel("The site's public key").fill(siteKeys.shop);
    const file = { name: "größe.txt", mimeType: "text/plain", buffer: Buffer.from("A plain text.\n") };
    await upload.getByLabel("File").setInputFiles(file);
    await upload.getByRole("button", { name: "Send" }).click();
    await result("uploads.create").getByText("größe.txt").waitFor();

    expect(await operation("desk.keys.list").getByRole("button", { name: "Try it" }).count()).toBe(0);
    expect(await operation("tickets.watch").getByRole("button", { name: "Try it" }).count()).toBe(0);
  });
});

describe("finding", () => {
  test("by the keyboard alone: / to the search, words of the text, arrows, Enter, Escape", async () => {
    await visit();
    await page.keyboard.press("/");
    await page.keyboard.type("already_assigned");
    const shown = page.locator("#contents li:visible");
    await expect.poll(() => shown.allTextContents()).toContain("posttickets.claim");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#desk.tickets.claim");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await page.keyboard.type("tickets.reply");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toMatch(/tickets\.reply$/);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await page.keyboard.type("no such thing");
    await page.getByText("Nothing by that name.").waitFor();
  });

  test("on a phone the contents come on demand and go with the choice, and nothing is wider than the screen", async () => {
    await page.setViewportSize({ width: 360, height: 720 });
    for (const path of ["", "guides/", "sdk/"]) {
      await visit(path);
      const width = await page.evaluate("document.documentElement.scrollWidth");
      expect(width, path).toBe(360);
    }
    await visit();
    await page.getByRole("button", { name: "Contents" }).click();
    await page.getByRole("link", { name: "get site" }).click();
    await expect.poll(() => page.locator("#contents").isVisible()).toBe(false);
    await open("site");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});

test("light or dark is the system's until somebody chooses, and the choice is there on the next page", async () => {
  await page.emulateMedia({ colorScheme: "light" });
  await visit();
  const paper = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const light = await paper();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await paper();
  expect(dark).not.toBe(light);
  expect(await page.evaluate("localStorage.length")).toBe(0);
  await page.getByRole("combobox", { name: "Light or dark" }).selectOption("Light");
  await expect.poll(paper).toBe(light);
  await visit("guides/");
  await expect.poll(paper).toBe(light);
  await page.getByRole("combobox", { name: "Light or dark" }).selectOption("Auto");
  await expect.poll(paper).toBe(dark);
});

test("a snippet is copied as it stands", async () => {
  await visit();
  const figure = operation("tickets.list").locator("figure").first();
  await figure.getByRole("button", { name: "Copy" }).click();
  await figure.getByRole("button", { name: "Copied" }).waitFor();
  await expect
    .poll(() => page.evaluate("navigator.clipboard.readText()"))
    .toBe(await figure.locator("code").textContent());
});

test("axe finds nothing on guides and reference", async () => {
  for (const path of ["guides/", "guides/start/", "guides/moving/", "sdk/", "sdk/desk-tickets/", "sdk/errors/"]) {
    await visit(path);
    expect(await accessibilityFindings(page), path).toEqual([]);
  }
});
