import { createFirstline } from "@firstline/sdk";
import { createDesk, type Desk } from "@firstline/sdk/desk";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileTexts } from "../../widget/test/hostile-text.ts";
import type { Person } from "./browser.ts";
import { consoleFetch } from "./desk.ts";
import { bubbleOf, openInConsole, openWorld, panelOf, type World } from "./world.ts";

const shopKey = "pk_larkmoor4f7c2a91";

/** What stands in addresses: all texts in one, for nobody takes an address apart, and some of them alone. */
const addresses = [hostileTexts.join(""), ...hostileTexts.filter((_, index) => index % 8 === 0)].map(
  encodeURIComponent,
);

/** What ran although it was only text, each by the page it ran on. */
const ran: string[] = [];
let world: World;
let admin: Desk;
let visitor: Person;
let agent: Person;
/** A ticket with every text in its thread, from either side and as a note; and one ticket for every text. */
let long: { number: string; link: string };
let numbers: string[];

beforeAll(async () => {
  world = await openWorld();
  const { url, signInLink } = world.desk;
  admin = createDesk({ url, fetch: consoleFetch(url) });
  await admin.session.signIn(new URL(signInLink).hash.split("=")[1] ?? "");
  visitor = await newTarget();
  agent = await newTarget();
  await renameEverything();
  await writeEverywhere();
  await agent.page.goto(url + (await admin.agents.createLink("agt_amara")).link);
  await agent.page.getByText("Live", { exact: true }).waitFor();
}, 120_000);
afterAll(() => world?.close());

/** Somebody whose browser keeps no policy, so that nothing but the pages themselves stands between a text and its run. */
async function newTarget(): Promise<Person> {
  const person = await world.newPerson({ bypassCSP: true });
  await person.context.exposeBinding("ran", ({ page }) => ran.push(page.url()));
  return person;
}

/** Gives a hostile name to everything in the set-up that has one. */
async function renameEverything(): Promise<void> {
  const names = hostileTexts.filter((text) => text.trim().length <= 60);
  let at = 0;
  const name = () => names[at++ % names.length] ?? "";
  const { version, setup } = await admin.setup.get();
  await admin.setup.put({
    version,
    setup: {
      ...setup,
      name: name(),
      tiers: setup.tiers.map((tier) => ({ ...tier, label: name() })),
      teams: setup.teams.map((team) => ({ ...team, name: name() })),
      agents: setup.agents.map((one) => ({ ...one, name: name() })),
      sites: setup.sites.map((site) => ({
        ...site,
        name: name(),
        greeting: name(),
        topics: site.topics.map((topic) => ({ ...topic, label: name() })),
      })),
    },
  });
}

async function writeEverywhere(): Promise<void> {
  const { url } = world.desk;
  const { page } = visitor;
  const shop = createFirstline({
    url,
    site: shopKey,
    onToken: (token) => page.addInitScript(`localStorage.setItem("firstline:${shopKey}", "${token}")`),
  });
  const submitted = await shop.tickets.submit({ subject: "Everything", message: { text: "All of it." } });
  long = { number: submitted.ticket.number, link: url + submitted.link };
  const { secret } = await admin.keys.create({
    name: "<img src=x onerror=ran()>",
    scopes: ["tickets:write"],
    sites: "all",
  });
  const program = createDesk({ url, key: secret });
  await admin.tickets.claim(long.number);
  numbers = [];
  for (const text of hostileTexts) {
    const { ticket } = await shop.tickets.submit({
      subject: text,
      ...(text.length <= 80 && { name: text }),
      message: { text },
    });
    numbers.push(ticket.number);
    await shop.tickets.reply(long.number, { text });
    await admin.tickets.reply(long.number, { text: `${text}\n${text}` });
    await program.tickets.note(long.number, { text });
  }
}

/** What of the texts became more than text on a page: its elements, and links to anything but web pages. */
async function becameReal(page: Page): Promise<string[]> {
  const elements = page.locator(
    "[data-hostile], [onclick], [onerror], [onload], [onfocus], [onmouseover], object, embed",
  );
  const links = page.locator("a[href], area[href]");
  return [
    ...(await elements.evaluateAll((all) => all.map((element) => element.outerHTML))),
    ...(await links.evaluateAll((all) =>
      all
        .filter((link) => !(link instanceof HTMLAnchorElement) || !["http:", "https:"].includes(link.protocol))
        .map((link) => link.outerHTML),
    )),
  ];
}

test("the table is as long as it should be", () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(60);
  expect(new Set(hostileTexts).size).toBe(hostileTexts.length);
});

test("in the widget: names, the list, and every ticket", async () => {
  const { page } = visitor;
  const panel = panelOf(page);
  await page.goto(world.shop);
  await bubbleOf(page).click();
  await panel.getByRole("listitem").nth(hostileTexts.length).waitFor();
  const listed = await panel.getByRole("listitem").locator("b").allTextContents();
  expect(listed).toEqual(expect.arrayContaining(hostileTexts.map((text) => text.trim())));
  expect(await becameReal(page)).toEqual([]);
  for (const [index, text] of hostileTexts.entries()) {
    await page.evaluate(`Firstline("showTicket", "${numbers[index]}")`);
    await panel.getByRole("article").getByText(text.trim()).first().waitFor();
    expect(await becameReal(page), text).toEqual([]);
  }
  await page.evaluate(`Firstline("showTicket", "${long.number}")`);
  await panel
    .getByRole("article")
    .nth(hostileTexts.length * 2)
    .waitFor();
  expect(await becameReal(page)).toEqual([]);
  await page.evaluate(`Firstline("newTicket")`);
  await panel.getByLabel("Subject").waitFor();
  expect(await becameReal(page)).toEqual([]);
  expect(ran).toEqual([]);
  expect(visitor.complaints).toEqual([]);
});

test("on the ticket's own page, and in its address", async () => {
  const { page } = await newTarget();
  await page.goto(long.link);
  await page
    .getByRole("article")
    .nth(hostileTexts.length * 2)
    .waitFor();
  const written = (await page.getByRole("article").locator("p").allTextContents()).join("\n");
  expect(hostileTexts.filter((text) => !written.includes(text.trim()))).toEqual([]);
  expect(await becameReal(page)).toEqual([]);
  for (const address of addresses) {
    await page.goto(`${world.desk.url}/t/${address.slice(0, 4_000)}?${address}#k=${address}`);
    await page.locator("main").getByText(/./).first().waitFor();
    expect(await becameReal(page), address).toEqual([]);
  }
  expect(ran).toEqual([]);
  await page.context().close();
});

test("in the console: the lists, every ticket, and its address", async () => {
  const { page } = agent;
  await openInConsole(agent, long.number);
  const log = page.getByRole("log");
  await expect.poll(() => log.locator(".entry-note").count()).toBe(hostileTexts.length);
  const written = (await log.textContent()) ?? "";
  expect(hostileTexts.filter((text) => !written.includes(text.trim()))).toEqual([]);
  expect(await becameReal(page)).toEqual([]);
  for (const [index, text] of hostileTexts.entries()) {
    await page.goto(`${world.desk.url}/console/#/open/${numbers[index]}`);
    await page.getByRole("heading", { name: text.trim(), exact: true }).first().waitFor();
    expect(await becameReal(page), text).toEqual([]);
  }
  for (const address of addresses) {
    await page.goto(`${world.desk.url}/console/?${address}=${address}#/open/${address}?site=${address}`);
    await page.getByText("Live", { exact: true }).waitFor();
    expect(await becameReal(page), address).toEqual([]);
  }
  expect(ran).toEqual([]);
  expect(agent.complaints).toEqual([]);
}, 120_000);

test("in the address of the documentation", async () => {
  const { page } = await newTarget();
  for (const address of addresses) {
    await page.goto(`${world.desk.url}/docs/?${address}#${address}`);
    expect(await becameReal(page), address).toEqual([]);
  }
  expect(ran).toEqual([]);
  await page.context().close();
});

test("the test would notice: a text that is put into a page as markup runs, and is found", async () => {
  const { page } = await newTarget();
  await page.goto(`${world.desk.url}/docs/`);
  await page.evaluate(`document.body.innerHTML = ${JSON.stringify(hostileTexts.join(""))}`);
  await expect.poll(() => ran.length).toBeGreaterThan(0);
  expect((await becameReal(page)).length).toBeGreaterThan(10);
  ran.length = 0;
  await page.context().close();
});
