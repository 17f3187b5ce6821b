import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const clara = "SHOP-100010";

const { now, openConsole, signedInAt, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
});

const palette = () => page.getByRole("dialog", { name: "Search commands" });
const chosen = () => palette().locator('[aria-selected="true"]');
const field = () => page.getByRole("combobox", { name: "Search commands" });

test("the palette does by a few letters what the keys do, and gives the focus where it belongs", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.locator("#ticket-title").waitFor();
  await page.keyboard.press("Control+k");
  await field().waitFor();
  expect(await field().evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type("urgnt");
  await expect
    .poll(() => palette().getByRole("option").allTextContents())
    .toEqual(["Priority: Urgent", "Search for “urgnt”"]);
  await page.keyboard.press("Enter");
  await palette().waitFor({ state: "detached" });
  await page.getByText("Priority: Normal → Urgent").or(page.getByText("Priority: High → Urgent")).waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket.priority).toBe("urgent");

  await page.keyboard.press("Control+k");
  await field().waitFor();
  await page.keyboard.type("write a");
  await expect.poll(() => chosen().textContent()).toContain("Write a note");
  await page.keyboard.press("Enter");
  await page.locator("#composer-text:focus").waitFor();
  // While somebody writes, the palette opens all the same, and Esc brings them back.
  await page.keyboard.press("Control+k");
  await field().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#composer-text:focus").waitFor();
  await page.keyboard.press("Control+k");
  await field().waitFor();
  await page.keyboard.type("merge");
  await expect.poll(() => chosen().textContent()).toContain("Merge …");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: `Merge ${clara} into another ticket` }).waitFor();
});

test("the palette goes to views, screens, pages, sites, tickets just seen and numbers", async () => {
  desk.signIn("admin");
  await signedInAt(`#/mine/${clara}`);
  await page.locator("#ticket-title").waitFor();
  const go = async (typed: string, option: string) => {
    await page.keyboard.press("Control+k");
    await field().waitFor();
    await page.keyboard.type(typed);
    await expect.poll(() => chosen().textContent()).toContain(option);
    await page.keyboard.press("Enter");
  };
  await go("all op", "All open");
  await page.getByRole("heading", { name: "All open" }).waitFor();
  await go("ledg", "Only Ledgerly");
  await page.waitForURL(/site=site_app/);
  await go("import", "Import and export");
  await page.getByRole("heading", { name: "Import and export" }).waitFor();
  await go("100010", "Open SHOP-100010");
  await page.waitForURL(/SHOP-100010/);
  await go("mine", "Mine");
  await page.keyboard.press("Control+k");
  await page.getByRole("group", { name: "Recent tickets" }).getByText(clara).click();
  await page.waitForURL(/SHOP-100010/);
});

test("the palette says that nothing fits, and is a combobox that axe approves of", async () => {
  await signedInAt("#/mine");
  await page.keyboard.press("Control+k");
  await field().waitFor();
  const first = await field().getAttribute("aria-activedescendant");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => field().getAttribute("aria-activedescendant")).not.toBe(first);
  const second = await field().getAttribute("aria-activedescendant");
  await expect.poll(() => page.locator(`#${second}`).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => chosen().count()).toBe(1);
  expect(await findings()).toEqual([]);
  await page.keyboard.type("§");
  await page.locator(".palette-none").waitFor();
  expect(await findings()).toEqual([]);
});

test("the sheet shows every key there is", async () => {
  await signedInAt("#/mine");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  const caps = await page.locator(".keys dd").allTextContents();
  // One key is for two things: what was done to several is undone by it where no ticket is open to be put off.
  expect(caps.toSorted().filter((cap, index, all) => cap === all[index - 1])).toEqual(["z"]);
  for (const cap of ["r", "Esc", "1"]) expect(caps).toContain(cap);
  expect(caps).toEqual(expect.arrayContaining(["ShiftS", "CtrlK"]));
});

test("an agent chooses colours and language; both hold over a reload and before the first paint", async () => {
  await signedInAt("#/mine");
  await page.getByRole("button", { name: "Preferences" }).click();
  await page.getByLabel("Colours").selectOption("dark");
  const ground = "getComputedStyle(document.body).backgroundColor";
  await expect.poll(() => page.evaluate(ground)).toBe("rgb(19, 21, 24)");
  expect(await findings()).toEqual([]);
  await page.getByLabel("Language").selectOption("pl");
  await page.getByRole("heading", { name: "Moje" }).waitFor();
  await expect.poll(() => page.evaluate("document.documentElement.lang")).toBe("pl");
  // The first script alone, before the console is there.
  await page.route("**/assets/*.js", (route) => route.abort());
  await openConsole("#/team");
  await page.reload();
  await expect.poll(() => page.evaluate(ground)).toBe("rgb(19, 21, 24)");
});

test("in Polish a whole ticket is Polish", async () => {
  await openConsole();
  await page.evaluate("localStorage.setItem('firstline-console:language', 'pl')");
  await signedInAt(`#/mine/${clara}`);
  await page
    .getByText("Tomás Ortega: przejęto zgłoszenie")
    .or(page.getByText("utworzono zgłoszenie"))
    .first()
    .waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Klawiatura" }).getByText("Weź zgłoszenie").waitFor();
  expect(await findings()).toEqual([]);
});

test("what is written without a network waits beside its text, survives a reload and goes out by itself", async () => {
  await signedInAt(`#/mine/${clara}`);
  await now().context.setOffline(true);
  await page.getByText("You are offline.", { exact: false }).waitFor();
  await page.getByRole("textbox", { name: "Reply" }).fill("Written in a tunnel");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Waits for the connection.", { exact: false }).waitFor();
  await page.getByText("It waits in 1 ticket.", { exact: false }).waitFor();
  expect(await findings()).toEqual([]);
  // The page itself cannot be loaded in a tunnel; what it kept can wait until then.
  await now().context.setOffline(false);
  await page.reload();
  await page.locator(".entry-agent:not(.entry-sending)", { hasText: "Written in a tunnel" }).waitFor();
  await expect.poll(() => page.locator(".entry-sending").count()).toBe(0);
  const sent = desk.tickets.get(clara)?.events.filter((event) => event.type === "message");
  expect(sent?.filter(({ message }) => message.text === "Written in a tunnel")).toHaveLength(1);
});

test("news is told on the desktop once the agent wants it, but not of the ticket before their eyes", async () => {
  const { context, server } = now();
  await context.grantPermissions(["notifications"], { origin: server.url });
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, {
      told,
      Notification: class {
        static permission: string = "granted";
        static async requestPermission() {
          return "granted";
        }
        onclick: (() => void) | undefined;
        constructor(title: string) {
          told.push(title);
          setTimeout(() => this.onclick?.());
        }
        close() {}
      },
    });
  });
  const writes = (number: string, id: `msg_${string}`, words: string) =>
    desk.change(number, { kind: "contact", id: "con_1", name: "Clara" }, [
      { type: "message", message: { id, text: words } },
    ]);
  await signedInAt("#/mine");
  await expect.poll(() => page.getByText("Live", { exact: true }).count()).toBe(1);
  writes(clara, "msg_tell1", "Nobody asked to be told");
  await page.locator(".row-fresh").first().waitFor();
  expect(await page.evaluate("told")).toEqual([]);
  await page.getByRole("button", { name: "Preferences" }).click();
  await page.getByLabel("Notifications on the desktop").check();
  await page.getByLabel("Sound").check();
  await page.keyboard.press("Escape");
  writes(clara, "msg_tell2", "Told this time");
  // The test's browser clicks each notification at once: its ticket opens.
  await page.waitForURL(/SHOP-100010/);
  await expect.poll(() => page.evaluate("told")).toEqual(["SHOP-100010 has an answer"]);
  await page.locator("#ticket-title").waitFor();
  writes(clara, "msg_tell3", "Seen as it comes");
  await page.getByText("Seen as it comes").first().waitFor();
  expect(await page.evaluate("told")).toEqual(["SHOP-100010 has an answer"]);
});
