import { createFirstline } from "@firstline/sdk";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { newPerson } from "./browser.ts";
import { dataFolder, type RunningDesk, startDesk } from "./desk.ts";

// The whole way back on one machine: the desk's mail as the runner prints it, and the pages that it leads to.

let data: Awaited<ReturnType<typeof dataFolder>>;
let desk: RunningDesk;
let browser: Browser;
let site: string;

beforeAll(async () => {
  data = await dataFolder();
  desk = await startDesk(data.path);
  browser = await launchChromium();
  const page = await (await fetch(`${desk.url}/t/LARK`)).text();
  site = /<meta name="firstline-site" content="(pk_\w+)">/.exec(page)?.[1] ?? "";
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  await data?.remove();
});

const visitor = () => createFirstline({ url: desk.url, site });

/** To whom mails went, in order. */
const addressees = () => [...desk.told().matchAll(/^ {2}Mail to (\S+)$/gm)].map(([, to = ""]) => to);

/** Opens a ticket under an address, forgets the browser, and asks for a link; the mail that comes. */
async function mailFor(email: string, language: string) {
  const { ticket } = await visitor().tickets.submit({ subject: "Dark", message: { text: "It is." }, email });
  await visitor().restore(email, { language });
  const mailed = () => desk.told().split(`Mail to ${email}\n`)[1] ?? "";
  await expect.poll(mailed, { timeout: 5_000 }).toContain("/mail/stop/");
  const text = mailed();
  return { number: ticket.number, text, stop: /\S+\/mail\/stop\/\S+/.exec(text)?.[0] ?? "" };
}

test("whoever lost the browser comes back by the mail, once", async () => {
  const { number, text } = await mailFor("kim@example.test", "de");
  expect((await visitor().site()).restore).toBe(true);
  const [, address, secret = ""] = /^ *(\S+\/t\/LARK)#r=([\w-]{43})$/m.exec(text) ?? [];
  expect(address).toBe(`${desk.url}/t/LARK`);
  expect(text).toContain("Sie möchten Ihre Anfragen");

  const client = visitor();
  expect(await client.redeemRestore(secret)).toMatchObject({ email: "kim@example.test", verified: false });
  const numbers: string[] = [];
  for await (const ticket of client.tickets.list()) numbers.push(ticket.number);
  expect(numbers).toEqual([number]);
  await expect(visitor().redeemRestore(secret)).rejects.toMatchObject({ code: "not_found" });
});

test("the link's page shows the tickets, and the address keeps no secret", async () => {
  const { number, text } = await mailFor("page@example.test", "en");
  const link = /\S+\/t\/LARK#r=\S+/.exec(text)?.[0] ?? "";
  const { context, page, complaints } = await newPerson(browser);
  await page.goto(link);
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByText(number).first().waitFor();
  expect(page.url()).toBe(`${desk.url}/t/LARK`);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the link's page knows its site and speaks of all tickets", async () => {
  const page = await fetch(`${desk.url}/t/LARK`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toContain(`<meta name="firstline-site" content="${site}">`);
  expect(html).toContain("<title>Your tickets</title>");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect(await (await fetch(`${desk.url}/t/LARK-10019`)).text()).toContain("<title>Your ticket</title>");
  expect(await (await fetch(`${desk.url}/t/NONE`)).text()).toContain('<meta name="firstline-site" content="">');
});

test.each([
  ["en", "light", "Stop all mail", "It is done."],
  ["pl", "dark", "Zatrzymaj wszystkie wiadomości", "Gotowe."],
] as const)("mail is stopped in a browser without script: %s", async (language, colorScheme, button, done) => {
  const email = `stop-${language}@example.test`;
  const { stop } = await mailFor(email, language);
  const { context, page, complaints } = await newPerson(browser, {
    javaScriptEnabled: false,
    colorScheme,
    viewport: { width: 390, height: 640 },
  });
  await page.goto(stop);
  await page.getByRole("button", { name: button }).click();
  await page.getByText(done).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
  const before = addressees().length;
  await visitor().restore(email);
  // What is asked for later is sent later: once this one is there, the other would have been.
  await mailFor(`after-${language}@example.test`, language);
  expect(addressees().slice(before)).toEqual([`after-${language}@example.test`]);
});
