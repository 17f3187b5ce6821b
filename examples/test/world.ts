import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { vi } from "vitest";
import { launchChromium } from "../../worker/serve/chromium.ts";
import { serveShop } from "../plain-page/server.ts";
import { newPerson, type Person } from "./browser.ts";
import { dataFolder, type RunningDesk, startDesk } from "./desk.ts";

/** Everything a journey needs: a desk, a shop on an origin of its own that embeds it, and a browser. */
export interface World {
  readonly browser: Browser;
  /** The desk; another one after a restart. */
  readonly desk: RunningDesk;
  /** The shop's origin; not the desk's, and not the desk's host either. */
  readonly shop: string;
  /** Somebody who has never been here before. */
  newPerson(options?: BrowserContextOptions): Promise<Person>;
  /** Starts the desk again at the same place with the same data. */
  restartDesk(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const data = await dataFolder();
  /** What has been opened, and has to be closed again, the last one first. */
  const opened: (() => Promise<void>)[] = [data.remove];
  const close = async () => {
    for (const undo of opened.reverse()) await undo();
  };
  try {
    let desk = await startDesk(data.path);
    opened.push(() => desk.stop());
    const { url } = desk;
    const shop = await serveShop(url, 0);
    opened.push(shop.close);
    const browser = await launchChromium();
    opened.push(() => browser.close());
    return {
      browser,
      get desk() {
        return desk;
      },
      shop: `http://127.0.0.1:${shop.port}`,
      newPerson: (options) => newPerson(browser, options),
      async restartDesk() {
        desk = await startDesk(data.path, Number(new URL(url).port));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export const bubbleOf = (page: Page) => page.locator("[data-firstline-bubble]");
export const panelOf = (page: Page) => page.locator("[data-firstline-panel]");

export interface Question {
  readonly topic?: string;
  readonly subject: string;
  readonly message: string;
  readonly email?: string;
  readonly name?: string;
}

/** Fills the panel's form, which is open, and leaves it to the test to send it. */
export async function fillQuestion(page: Page, { topic, subject, message, email, name }: Question): Promise<void> {
  const panel = panelOf(page);
  if (topic !== undefined) await panel.getByLabel(topic, { exact: true }).check();
  await panel.getByLabel("Subject").fill(subject);
  await panel.getByLabel("Message").fill(message);
  if (email !== undefined) await panel.getByLabel("E-mail").fill(email);
  if (name !== undefined) await panel.getByLabel("Name").fill(name);
}

/** The number that the panel shows once the ticket is there. */
export const numberOnReceipt = async (page: Page): Promise<string> =>
  (await panelOf(page).locator("output").textContent()) ?? "";

/** What was written in the ticket that the panel shows, in the order it stands there. */
export const writtenIn = (page: Page): Promise<string[]> =>
  panelOf(page).getByRole("article").locator("p").allTextContents();

/** Opens the shop and the bubble on it, asks, and goes on to the ticket; resolves with its number and secret link. */
export async function askInShop(
  { shop }: Pick<World, "shop">,
  { page }: Pick<Person, "page">,
  question: Question,
): Promise<{ number: string; link: string }> {
  await page.goto(shop);
  await bubbleOf(page).click();
  await fillQuestion(page, question);
  await panelOf(page).getByRole("button", { name: "Send", exact: true }).click();
  const number = await numberOnReceipt(page);
  const link = await panelOf(page).getByLabel("To come back from anywhere", { exact: true }).inputValue();
  await panelOf(page).getByRole("button", { name: "See my ticket" }).click();
  await panelOf(page).getByText(question.message).waitFor();
  return { number, link };
}

/** Signs the demo's admin, Amara Okafor, in to the console. The desk's link works once. */
export async function signIn({ desk }: Pick<World, "desk">, { page }: Pick<Person, "page">): Promise<void> {
  await page.goto(desk.signInLink);
  await page.getByText("Live", { exact: true }).waitFor();
}

/** Opens a ticket in the console by its number. */
export async function openInConsole({ page }: Pick<Person, "page">, number: string): Promise<void> {
  await page.getByRole("textbox", { name: "Go to a number" }).fill(number);
  await page.keyboard.press("Enter");
  await page
    .getByRole("region", { name: `Ticket ${number}` })
    .getByRole("log")
    .waitFor();
}

/** Writes to the requester in the ticket that is open in the console; resolves once the desk has taken it. */
export async function replyInConsole({ page }: Pick<Person, "page">, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Reply" }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".entry:not(.entry-sending)", { hasText: text }).waitFor();
}

/** Signs an agent in to the console by a mailed link, with the keyboard alone; also where they are asked to again. */
export async function signInByMail({ desk }: Pick<World, "desk">, { page }: Pick<Person, "page">, email: string) {
  await page.goto(`${desk.url}/console/`);
  await page.goto(await mailedLink({ desk }, { page }, email));
  await page.getByText("Live", { exact: true }).waitFor();
}

/** Asks for a link in the form that has the focus, and reads it out of the mail. */
export async function mailedLink({ desk }: Pick<World, "desk">, { page }: Pick<Person, "page">, email: string) {
  const before = desk.told().length;
  await page.locator("input[type=email]:focus").waitFor();
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  const mailed = new RegExp(`Mail to ${email}[^]*?(http\\S+#signin=\\S+)`);
  return vi.waitUntil(() => mailed.exec(desk.told().slice(before))?.[1], { timeout: 15_000 });
}
