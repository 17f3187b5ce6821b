import type { BrowserContext, Page } from "playwright-core";

/** So many minutes from now. */
export const ahead = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

/** Fills in the form of a new ticket and sends it. */
export async function submit(
  page: Pick<Page, "getByRole">,
  subject = "Wrong colour",
  message = "I ordered brown.",
): Promise<void> {
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.getByRole("textbox", { name: "Message" }).fill(message);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** Everything that the page's origin has stored in this browser. */
export async function stored(page: Page): Promise<string[]> {
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
  ]);
  const cookies = await page.context().cookies();
  return [...kept, ...cookies.map(({ name }) => `cookie ${name}`)];
}

/** A new page whose every word on the console, and every breach of its policy, counts as a fault. */
export async function watchedPage(context: BrowserContext): Promise<{ page: Page; faults: string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  return { page, faults };
}

/** Counts, from the page's very beginning, the listeners on window and document and the timers that are still set. */
export async function countLeftovers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const listeners = new Map<string, number>();
    const timers = new Set<number>();
    for (const target of [window, document]) {
      const add = target.addEventListener.bind(target);
      const remove = target.removeEventListener.bind(target);
      const name = (type: string) => `${target === window ? "window" : "document"} ${type}`;
      const count = (type: string, by: number) => listeners.set(name(type), (listeners.get(name(type)) ?? 0) + by);
      Object.assign(target, {
        addEventListener(type: string, listener: EventListener, options?: AddEventListenerOptions) {
          count(type, 1);
          options?.signal?.addEventListener("abort", () => count(type, -1));
          add(type, listener, options);
        },
        removeEventListener(type: string, listener: EventListener) {
          count(type, -1);
          remove(type, listener);
        },
      });
    }
    const { setTimeout, clearTimeout } = window;
    Object.assign(window, {
      setTimeout(act: () => void, delay?: number) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          act();
        }, delay);
        timers.add(timer);
        return timer;
      },
      clearTimeout(timer: number) {
        timers.delete(timer);
        clearTimeout(timer);
      },
      leftovers: () => [
        ...[...listeners].filter(([, count]) => count > 0).map(([name]) => name),
        ...[...timers].map((timer) => `timer ${timer}`),
        ...Object.keys(window).filter((name) => /firstline/i.test(name)),
        ...[...document.querySelectorAll("firstline-widget")].map(() => "firstline-widget"),
      ],
    });
  });
}

/** What `countLeftovers` has counted and is still there. */
export const leftovers = (page: Page): Promise<string[]> => page.evaluate("leftovers()");
