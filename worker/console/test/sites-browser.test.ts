import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const { now, openConsole, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
  desk.signIn("admin");
});

const shop = "site_shop";
const open = async (path: string) => {
  await page.goto("about:blank");
  await openConsole(`#/settings/${path}`);
  await page.locator("#screen-title").waitFor();
};
const button = (name: string) => page.getByRole("button", { name, exact: true });
const field = (name: string) => page.getByRole("textbox", { name });
const siteNow = (id = shop) => desk.setup.setup.sites.find((site) => site.id === id);
async function save() {
  await button("Save").click();
  await page.getByText("The settings are saved.").waitFor();
}

const pages = [
  "desk",
  "sites",
  `sites/${shop}`,
  `sites/${shop}/access`,
  `sites/${shop}/looks`,
  `sites/${shop}/form`,
  `sites/${shop}/form/top_order`,
  `sites/${shop}/words`,
  `sites/${shop}/install`,
  "transfer",
];

test("every page is clean for axe, wide and narrow, and nothing of it hangs over", async () => {
  for (const path of pages) {
    await page.setViewportSize({ width: 1440, height: 800 });
    await open(path);
    await page.locator(".fields, .list-detail, .site-tab, .settings-sections").first().waitFor();
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect([path, width, await findings()]).toEqual([path, width, []]);
      expect([path, await page.evaluate("document.documentElement.scrollWidth - innerWidth")]).toEqual([path, 0]);
    }
  }
});

test("a site is added by the keyboard alone: its address is read as it was meant, its prefix is proposed", async () => {
  await open("sites");
  await button("Add a site").focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog input:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Give the site a name.").waitFor();
  await page.keyboard.type("Juniper Books");
  await page.keyboard.press("Tab");
  await page.keyboard.type("not an address");
  await page.keyboard.press("Enter");
  await page.getByText("This is no address.").waitFor();
  expect(await page.getByRole("dialog").getByLabel("Address").inputValue()).toBe("not an address");
  await page.getByRole("dialog").getByLabel("Address").fill("juniper.example/shop?q=1");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Juniper Books" }).waitFor();
  await expect.poll(() => field("Prefix of ticket numbers").inputValue()).toBe("JB");
  await save();
  expect(siteNow("site_juniperbooks")).toMatchObject({
    key: expect.stringMatching(/^pk_[0-9a-f]{18}$/),
    origins: ["https://juniper.example"],
  });
  // The rest of the console knows it without being loaded again.
  await expect.poll(() => desk.calls.at(-1)?.name).toBe("GET /v1/desk/session");
});

test("what is wrong stands beside its field, is kept, and is counted in the list", async () => {
  await open(`sites/${shop}`);
  await field("Prefix of ticket numbers").fill("s1");
  await page.getByText("This has to be 2 to 6 capitals from A to Z.").waitFor();
  await field("Greeting").fill("");
  await button("Save").click();
  await page.getByText("2 things are not right yet.").waitFor();
  await page.locator(".form-field-wrong", { hasText: "Greeting" }).waitFor();
  expect(await field("Prefix of ticket numbers").inputValue()).toBe("s1");
  await page.getByRole("link", { name: "All sites" }).last().click();
  await page.getByRole("link", { name: "Fernhill Outdoor" }).getByText("2 to mend").waitFor();
  expect(siteNow()?.prefix).toBe("SHOP");
});

test("origins are checked as they are typed, several at once, and taken back for mending", async () => {
  await open(`sites/${shop}/access`);
  const origins = field("Allowed addresses");
  await origins.fill("www.shop.example, ftp://shop.example, later.example");
  await origins.press("Enter");
  await page.getByText("An address begins with https:// or http://.").waitFor();
  expect(await origins.inputValue()).toBe("ftp://shop.example, https://later.example");
  await origins.fill("https://www.shop.example");
  await origins.press("Enter");
  await page.getByText("https://www.shop.example is in the list already.").waitFor();
  await origins.fill("");
  await origins.press("Backspace");
  await expect.poll(() => origins.inputValue()).toBe("https://www.shop.example");
  await origins.press("Enter");
  await page.getByLabel("Also pages of this machine").check();
  await page.getByLabel("Largest file, in MiB").fill("0,5");
  await save();
  expect(siteNow()).toMatchObject({
    origins: ["https://shop.example", "https://www.shop.example", "loopback"],
    uploads: { maxBytes: 524_288 },
  });
  await page.getByLabel("Files in one message").fill("many");
  await page.getByText("This has to be a number.").waitFor();
  await button("Save").click();
  await page.getByText("One thing is not right yet.").waitFor();
  expect(await page.getByLabel("Files in one message").inputValue()).toBe("many");
});

test("a consent text that was accepted once asks for a new version", async () => {
  await open(`sites/${shop}/access`);
  await page.getByText("1 version is kept").waitFor();
  await page.getByLabel("Ask for consent").check();
  await field("What they accept").fill("We keep it for two years.");
  await field("Version").fill("1");
  await page.getByText("This version is kept with another text.").waitFor();
  await field("Version").fill("2");
  await save();
  expect(siteNow()?.consent).toEqual({ version: "2", text: "We keep it for two years." });
});

test("topics are put in order by the keyboard, removed and had back; one that a rule uses stays and says why", async () => {
  await open(`sites/${shop}/form`);
  const items = page.getByRole("list", { name: "Topics" }).getByRole("listitem");
  await items.first().getByRole("textbox").press("Alt+ArrowDown");
  await items.nth(1).getByRole("button", { name: "Move My order", exact: true }).waitFor();
  await expect.poll(() => items.nth(1).evaluate((item) => item.contains(document.activeElement))).toBe(true);
  const kept = button("Remove Returns");
  await expect.poll(() => kept.isDisabled()).toBe(true);
  await expect.poll(() => kept.getAttribute("title")).toContain("Returns go to Orders");
  await button("Remove My order").click();
  await page.getByText("My order is removed.").waitFor();
  await expect.poll(() => items.count()).toBe(3);
  await button("Undo").click();
  await expect.poll(() => items.count()).toBe(4);
  await save();
  expect(siteNow()?.topics.map(({ id }) => id)).toEqual(["top_return", "top_order", "top_pay", "top_login"]);
});

test("fields of every kind are made, and depend on what was answered before", async () => {
  await open(`sites/${shop}/form/top_order`);
  const add = async (label: string, kind: string) => {
    await button("Add a field").click();
    await field("Label").last().fill(label);
    await page.getByLabel("Kind").last().selectOption({ label: kind });
  };
  await add("Size", "One of several");
  const options = field("Options");
  for (const option of ["Small, with box", "Large"]) {
    await options.fill(option);
    await options.press("Enter");
  }
  await add("How many", "Number");
  await page.getByLabel("At least").fill("1");
  await page.getByLabel("Shown if").selectOption({ label: "Size" });
  await page.getByRole("checkbox", { name: "Large" }).check();
  await page.getByLabel("Has to be filled in").last().check();
  await save();
  expect(siteNow()?.topics[0]?.fields).toEqual([
    { type: "choice", id: "size", label: "Size", required: false, options: ["Small, with box", "Large"] },
    {
      type: "number",
      id: "howMany",
      label: "How many",
      required: true,
      min: 1,
      shownIf: { field: "size", is: ["Large"] },
    },
  ]);
});

test("a text of the widget is found by its words, replaced and put back; a lost placeholder is told", async () => {
  await open(`sites/${shop}/words`);
  await page.getByLabel("Find a text to replace").fill("answer by");
  await page.getByRole("button", { name: /Answer by \{at\}/ }).click();
  const own = page.getByLabel(/^Answer by/);
  await own.fill("You hear from us soon");
  await page.getByText("{at} is missing").waitFor();
  await own.fill("You hear from us by {at}");
  await page.getByText("{at} is missing").waitFor({ state: "detached" });
  await save();
  expect(siteNow()?.texts).toEqual({ en: { answer: { due: "You hear from us by {at}" } } });
  await page.getByRole("button", { name: /^Back to ours/ }).click();
  await save();
  expect(siteNow()?.texts).toBeUndefined();
});

test("the install page sees by itself that the tag runs, and offers to let a refused page in", async () => {
  await open(`sites/${shop}/install`);
  await page.getByText("Not seen yet.").waitFor();
  const at = new Date().toISOString();
  desk.setup.installations.set(shop, { seen: [], refused: { origin: "https://www.shop.example", at } });
  await page.getByText("asked, and is not on the list").waitFor({ timeout: 8_000 });
  await button("Allow it").click();
  await save();
  expect(siteNow()?.origins).toEqual(["https://shop.example", "https://www.shop.example"]);
  desk.setup.installations.set(shop, { seen: [{ origin: "https://shop.example", at }], refused: null });
  await page.getByText("It runs on").waitFor({ timeout: 8_000 });
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect
    .poll(() => page.evaluate("navigator.clipboard.readText()"))
    .toBe(`<script async src="${now().server.url}/firstline.js" data-site="pk_shop12345"></script>`);
});

test("a site that is removed can be had back before it is saved", async () => {
  await open(`sites/${shop}`);
  await button("Remove the site").click();
  await page.getByText("Fernhill Outdoor is removed.").waitFor();
  await button("Undo").click();
  await page.getByRole("link", { name: "Fernhill Outdoor" }).first().waitFor();
  await expect.poll(() => page.getByText("You have unsaved changes.").count()).toBe(0);
});

test("what somebody else has saved meanwhile is kept, and the same change of both is told", async () => {
  await open("desk");
  const name = field("Name");
  await name.fill("Mine");
  desk.setup.version += 1;
  // A macro of the site goes with it.
  desk.setup.setup = { ...desk.setup.setup, name: "Theirs", sites: desk.setup.setup.sites.slice(0, 1), macros: [] };
  await button("Save").click();
  await page.getByText("Somebody else has changed these as well.").waitFor();
  expect(await name.inputValue()).toBe("Mine");
  await save();
  await expect.poll(() => desk.setup.setup).toMatchObject({ name: "Mine" });
  await expect.poll(() => desk.setup.setup.sites).toHaveLength(1);
});

test("settings are no agent's, and no lead's", async () => {
  desk.signIn("lead");
  await openConsole("#/settings/sites");
  await page.locator(".screen").waitFor();
  expect(await page.getByText("Fernhill Outdoor", { exact: true }).count()).toBeLessThanOrEqual(1);
  expect(desk.calls.some(({ name }) => name === "GET /v1/desk/setup")).toBe(false);
});

test("a document shows what it would change, and what is wrong with it, before anything is saved", async () => {
  await open("transfer");
  const file = (setup: object) => ({
    name: "setup.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(setup)),
  });
  const choose = page.locator("input[type=file]");
  await choose.setInputFiles(file({ hello: 1 }));
  await page.getByText("setup.json is not a set-up document.").waitFor();
  await choose.setInputFiles(file({ ...desk.setup.setup, name: "Read from a file" }));
  await page.locator(".change", { hasText: "Read from a file" }).waitFor();
  await choose.setInputFiles(file({ ...desk.setup.setup, agents: [] }));
  await page.locator(".change", { hasText: "agents" }).first().waitFor();
  expect(desk.setup.version).toBe(1);
});
