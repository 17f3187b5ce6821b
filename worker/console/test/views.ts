import type { Page } from "playwright-core";

/** Something to look at: where it is, and what is done there before one looks. */
export interface View {
  readonly name: string;
  readonly fragment: string;
  open?(page: Page): Promise<void>;
}

const clara = "SHOP-100010";
const press = (key: string, awaited: string) => async (page: Page) => {
  await page.locator("#ticket-title, #inbox-title").first().waitFor({ state: "attached" });
  await page.locator(".entry-agent, a.row").first().waitFor({ state: "attached" });
  await page.keyboard.press(key);
  await page.locator(awaited).waitFor();
};

const titled = (page: Page) => page.locator("#screen-title").waitFor({ state: "attached" });

/** Tickets, and what opens over them. */
export const ticketViews: readonly View[] = [
  { name: "inbox", fragment: "#/open" },
  { name: "inbox, filter", fragment: "#/open", open: press("f", "dialog[open]") },
  {
    name: "inbox, filtered",
    fragment: "#/open",
    async open(page) {
      await press("f", "dialog[open]")(page);
      await page.locator("dialog input[type=checkbox]").first().press("Space");
      await page.keyboard.press("Enter");
      await page.locator("dialog").waitFor({ state: "detached" });
    },
  },
  {
    name: "inbox, search",
    fragment: "#/open",
    async open(page) {
      await press("/", "#find:focus")(page);
      await page.keyboard.type("jacket");
      await page.keyboard.press("Enter");
      await page.locator("mark").first().waitFor();
    },
  },
  {
    name: "inbox, selection",
    fragment: "#/open",
    async open(page) {
      await press("j", "a.row:focus")(page);
      for (const key of ["x", "j", "j", "Shift+X"]) await page.keyboard.press(key);
      await page.locator(".bulk").waitFor();
    },
  },
  { name: "ticket", fragment: `#/mine/${clara}` },
  { name: "ticket, escalated", fragment: "#/open/APP-100021" },
  { name: "ticket, none", fragment: "#/mine/SHOP-999999" },
  {
    name: "contact",
    fragment: `#/mine/${clara}`,
    async open(page) {
      await page
        .locator('a[href^="#/contact/"]')
        .first()
        .evaluate((link: HTMLElement) => link.click());
      await page.locator("#screen-title").waitFor();
    },
  },
  { name: "new ticket", fragment: "#/mine", open: press("t", "#new-ticket-title") },
  { name: "escalate", fragment: `#/mine/${clara}`, open: press("e", "dialog[open]") },
  { name: "details", fragment: `#/mine/${clara}`, open: press("p", "dialog[open]") },
  { name: "put off", fragment: `#/mine/${clara}`, open: press("z", "dialog[open]") },
  { name: "macros", fragment: `#/mine/${clara}`, open: press("m", ".suggestions") },
  {
    name: "merge",
    fragment: `#/mine/${clara}`,
    async open(page) {
      await page.locator(".entry-agent").first().waitFor();
      await page.locator(".pane-actions [aria-haspopup]").click();
      for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
      await page.locator("dialog[open]").waitFor();
    },
  },
  { name: "palette", fragment: `#/mine/${clara}`, open: press("Control+k", ".palette") },
  { name: "keys", fragment: "#/mine", open: press("?", "#keys-title") },
  {
    name: "preferences",
    fragment: "#/mine",
    async open(page) {
      await page.getByRole("button", { name: /Preferences|Preferencje/ }).click();
      await page.locator("#preferences-title").waitFor();
    },
  },
  { name: "wallboard", fragment: "#/board/wall", open: (page) => page.locator(".wall-ticket").first().waitFor() },
];

/** Every screen and every page of one, as their own menus list them: what is added later is here by itself. */
export async function screenViews(page: Page): Promise<View[]> {
  const linked = (of: string) =>
    page.locator(of).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const found = new Set<string>();
  for (const screen of await linked(".rail-screens li:not(.rail-tickets) a")) {
    if (screen === null) continue;
    await show(page, new URL(page.url()).origin, { name: screen, fragment: screen, open: titled });
    const pages = await linked(".screen nav a");
    for (const one of pages.length > 0 ? pages : [screen]) if (one?.startsWith("#/")) found.add(one);
  }
  return [...found].map((fragment) => ({
    name: fragment.slice(2).replaceAll("/", ", "),
    fragment,
    open: titled,
  }));
}

/** Shows a view and waits until it is quiet. */
export async function show(page: Page, url: string, view: View): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${url}/console/${view.fragment}`);
  await page.locator("a.row, #screen-title").first().waitFor({ state: "attached" });
  await view.open?.(page);
  await page.waitForLoadState("networkidle");
}
