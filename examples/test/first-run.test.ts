import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFindings } from "../../worker/serve/axe.ts";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { newPerson, type Person } from "./browser.ts";
import { dataFolder, type RunningDesk, startDesk } from "./desk.ts";
import { bubbleOf, fillQuestion, numberOnReceipt, panelOf } from "./world.ts";

let desk: RunningDesk;
let admin: Person;
let page: Person["page"];
const opened: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const data = await dataFolder();
  opened.push(data.remove);
  desk = await startDesk(data.path, 0, ["--empty"]);
  opened.push(() => desk.stop());
  const browser = await launchChromium();
  opened.push(() => browser.close());
  admin = await newPerson(browser);
  ({ page } = admin);
});
afterAll(async () => {
  for (const undo of opened.reverse()) await undo();
});

/** What a hand does: a click is one, and so is every field that is put the cursor into. */
let clicks = 0;
async function click(target: Locator) {
  clicks += 1;
  await target.click();
}
async function fill(target: Locator, text: string) {
  clicks += 1;
  await target.fill(text);
}

/** A page of somebody's own, on an origin that the desk does not know. */
async function openShop(tag: () => string) {
  const server = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${tag()}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a new desk is led from nothing to its first answered ticket in 13 clicks", async () => {
  await page.goto(desk.signInLink);
  await click(page.getByRole("link", { name: "Set up the desk" }));

  await fill(page.getByLabel("Name of the desk"), "Fernhill Support");
  await click(page.getByRole("button", { name: "Save and go on" }));
  await fill(page.getByLabel("Name of the site"), "Fernhill Outdoor");
  await click(page.getByRole("button", { name: "Save and go on" }));
  await page
    .getByRole("listitem")
    .filter({ hasText: "Put the widget onto a page" })
    .getByText("firstline.js")
    .waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);

  const trying = admin.context.waitForEvent("page");
  await click(page.getByRole("link", { name: "Open the try page" }));
  const visitor = await trying;
  await click(bubbleOf(visitor));
  const question = { subject: "Does it work?", message: "I am the first visitor." };
  clicks += 2;
  await fillQuestion(visitor, question);
  await click(panelOf(visitor).getByRole("button", { name: "Send", exact: true }));
  const number = await numberOnReceipt(visitor);
  // The number is made of the name that was given a moment ago.
  expect(number).toMatch(/^FO-[0-9]+$/);

  await page.bringToFront();
  await click(page.getByRole("button", { name: `Open ${number}` }));
  await fill(page.getByRole("textbox", { name: "Reply" }), "It does. Welcome!");
  await click(page.getByRole("button", { name: "Send", exact: true }));
  await page.locator(".entry:not(.entry-sending)", { hasText: "It does. Welcome!" }).waitFor();
  expect(clicks).toBeLessThanOrEqual(40);
  expect(clicks).toBe(13);

  // The guide has gone by itself.
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Sites" }).waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Getting started" }).count()).toBe(0);
  await panelOf(visitor).getByRole("button", { name: "See my ticket" }).click();
  await panelOf(visitor).getByText("It does. Welcome!").waitFor();
  await visitor.close();
});

test("a second site from nothing to its first ticket on a page of its own in 23 clicks", async () => {
  clicks = 0;
  let tag = "";
  const shop = await openShop(() => tag);
  const settings = page.getByRole("navigation", { name: "Settings" });
  await page.goto(`${desk.url}/console/#/settings/desk`);
  await click(settings.getByRole("link", { name: "Sites" }));
  await click(page.getByRole("button", { name: "Add a site" }));
  await fill(page.getByRole("dialog").getByLabel("Name"), "Ledgerly");
  await click(page.getByRole("button", { name: "Add it" }));
  const tabs = page.getByRole("navigation", { name: "About this site" });

  // Topics with the real form beside them.
  await click(tabs.getByRole("link", { name: "Form" }));
  await click(page.getByRole("button", { name: "Add a topic" }));
  await fill(page.getByRole("textbox", { name: "Topic" }), "Invoices");
  await click(page.getByRole("link", { name: "Add fields" }));
  await click(page.getByRole("button", { name: "Add a field" }));
  await fill(page.getByRole("textbox", { name: "Label" }), "Invoice number");
  const preview = page.frameLocator("iframe");
  await preview.getByRole("textbox", { name: "Invoice number" }).waitFor();

  // And its colour.
  await click(tabs.getByRole("link", { name: "Looks" }));
  await fill(page.getByRole("textbox", { name: "Colour", exact: true }), "#7a3ff2");
  const send = preview.getByRole("button", { name: "Send", exact: true });
  await expect
    .poll(() => send.evaluate((button) => getComputedStyle(button).backgroundColor))
    .toBe("rgb(122, 63, 242)");
  await click(page.getByRole("button", { name: "Save" }));
  await page.getByText("The settings are saved.").waitFor();

  // The tag is pasted, and the desk says what keeps it from running.
  await click(tabs.getByRole("link", { name: "Install" }));
  await click(page.getByRole("button", { name: "Copy" }));
  tag = await page.evaluate(() => navigator.clipboard.readText());
  const visitor = await admin.context.newPage();
  await visitor.goto(shop);
  await click(bubbleOf(visitor));
  await panelOf(visitor).getByText("Help is not set up for this page.").waitFor();
  await page.bringToFront();
  await click(page.getByRole("button", { name: "Allow it" }));
  await click(page.getByRole("button", { name: "Save" }));
  await page.getByText("No page may use it yet.").waitFor({ state: "detached" });
  await visitor.reload();
  await click(bubbleOf(visitor));
  await page.getByText("It runs on").getByText(shop).waitFor();

  await fillQuestion(visitor, { topic: "Invoices", subject: "Two invoices", message: "One is enough." });
  clicks += 3;
  await click(panelOf(visitor).getByRole("button", { name: "Send", exact: true }));
  const number = await numberOnReceipt(visitor);
  expect(number).toMatch(/^LEDG-[0-9]+$/);
  // The console hears of a site that was added while it was open.
  await page.goto(`${desk.url}/console/#/open`);
  await page.getByText("Two invoices").waitFor();
  expect(clicks).toBeLessThanOrEqual(40);
  expect(clicks).toBe(23);
  expect(admin.complaints).toEqual([]);
});
