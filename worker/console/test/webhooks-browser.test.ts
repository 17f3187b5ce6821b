import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const { now, newPage, openConsole, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
  desk.signIn("admin");
});

const button = (name: string) => page.getByRole("button", { name, exact: true });
const dialog = (name: string) => page.getByRole("dialog", { name });
const rows = () => page.locator(".deliveries-list li");
const open = (id = "") => openConsole(`#/settings/webhooks${id === "" ? "" : `/${id}`}`);
const called = (name: string) => desk.calls.filter((call) => call.name === name).length;

test("a webhook is made by the keyboard alone, and its secret is shown once", async () => {
  await open();
  await button("New webhook").focus();
  await page.keyboard.press("Enter");
  const form = dialog("New webhook");
  await page.keyboard.type("Orders of the shop");
  await page.keyboard.press("Tab");
  expect(await form.getByLabel("Address").inputValue()).toBe("https://");
  await page.keyboard.press("End");
  await page.keyboard.type("orders.example.com/hook");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  const secret = dialog("The secret");
  const shown = await secret.getByLabel("Secret").inputValue();
  expect(shown).toMatch(/^whsec_/);
  await secret.getByRole("button", { name: "Copy" }).click();
  await secret.getByRole("button", { name: "Copied" }).waitFor();
  await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(shown);
  await secret.getByRole("button", { name: "I have it" }).click();
  await page.getByRole("link", { name: "Orders of the shop" }).click();
  await page.getByText("https://orders.example.com/hook").waitFor();
  await expect
    .poll(() => desk.calls.find(({ name }) => name === "POST /v1/desk/webhooks")?.body)
    .toMatchObject({
      url: "https://orders.example.com/hook",
      sites: [expect.stringMatching(/^site_/)],
      types: ["ticket.created", "ticket.updated"],
    });
  await expect.poll(() => page.content()).not.toContain(shown);
});

test("what is wrong stands beside its field, and what was typed stays", async () => {
  await open();
  await button("New webhook").click();
  const form = dialog("New webhook");
  await form.getByLabel("Address").fill("http://orders.example.com/");
  await form.getByLabel("Name").fill("Orders");
  await button("Make webhook").click();
  const field = form.locator(".form-field-wrong");
  await field.getByText("The address has to begin with https://.").waitFor();
  expect(await field.getByLabel("Address").inputValue()).toBe("http://orders.example.com/");
  await form.getByLabel("New tickets").uncheck();
  await form.getByLabel("Changes to tickets").uncheck();
  await form.getByLabel("Address").fill("https://orders.example.com/");
  await button("Make webhook").click();
  await form.getByText("Choose at least one.").waitFor();
  await form.getByLabel("New tickets").check();
  desk.fail("POST /v1/desk/webhooks", "overloaded");
  await button("Make webhook").click();
  await form.getByRole("alert").waitFor();
  expect(await form.getByLabel("Name").inputValue()).toBe("Orders");
  await button("Make webhook").click();
  await dialog("The secret").waitFor();
});

test("a ping shows its result, and stands in the log", async () => {
  await open("whk_chat");
  await rows().first().waitFor();
  await button("Send a ping").click();
  await page.getByRole("status").filter({ hasText: "The ping was taken: answer 204." }).waitFor();
  await rows().first().getByText("Ping").waitFor();
  await open("whk_orders");
  await button("Send a ping").click();
  await page.getByText("The ping was not taken: no connection.").waitFor();
});

test("the log is filtered, goes on, opens a delivery and sends it again", async () => {
  await open("whk_chat");
  await expect.poll(() => rows().count()).toBe(25);
  await button("Show older ones").click();
  await expect.poll(() => rows().count()).toBe(38);
  await page.getByLabel("Show", { exact: true }).selectOption("Failed");
  await expect.poll(() => rows().count()).toBe(1);
  await rows().first().getByText("no answer within 10 seconds · 10 tries").waitFor();
  await page.getByLabel("Show", { exact: true }).selectOption("Waiting");
  await rows().first().getByText("answer 503 · 2 tries · next try").waitFor();
  await rows().first().getByRole("button").click();
  const delivery = dialog("Delivery");
  await delivery.getByText("webhook-id: whm_0040").waitFor();
  await delivery.getByText("The channel is being moved.").waitFor();
  await delivery.getByRole("button", { name: "Send again" }).click();
  await delivery.getByText("answer 204").waitFor();
  expect(called("POST /v1/desk/webhooks/:webhook/deliveries/:message/replay")).toBe(1);
  await page.keyboard.press("Escape");
  await page.getByText("Nothing here").waitFor();
});

test("a webhook that the desk switched off says why, and is switched on, changed, given a secret and deleted", async () => {
  await open();
  await page.getByRole("link", { name: "Order system" }).click();
  await page.getByText("the address took nothing for three days").waitFor();
  await button("Switch on").click();
  await button("Switch off").waitFor();
  await button("Edit").click();
  await dialog("Edit webhook").getByLabel("Name").fill("Orders");
  await button("Save").click();
  await page.getByRole("heading", { name: "Orders" }).waitFor();
  await button("New secret").click();
  await button("Make a new secret").click();
  await dialog("The secret").getByRole("button", { name: "I have it" }).click();
  await page.getByText("Old secret signs until").waitFor();
  await button("Delete").click();
  await dialog("Delete “Orders”?").getByRole("button", { name: "Delete webhook" }).click();
  await page.getByRole("link", { name: "Chat of the second line" }).waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Orders" }).count()).toBe(0);
});

test("lists that do not load say so, and load at a second try", async () => {
  desk.fail("GET /v1/desk/webhooks", "internal", "internal", "internal");
  await open();
  await page.getByText("The webhooks did not load").waitFor();
  await button("Try again").click();
  desk.fail("GET /v1/desk/webhooks/:webhook/deliveries", "internal", "internal", "internal");
  await page.getByRole("link", { name: "Chat of the second line" }).click();
  await page.getByText("The deliveries did not load").waitFor();
  await button("Try again").click();
  await rows().first().waitFor();
  await open("whk_none");
  await page.getByText("There is no such webhook").waitFor();
});

test.each([
  ["wide", 1440],
  ["narrow", 360],
])("accessible, and within the page: %s", async (_, width) => {
  const stage = await newPage({ width, height: 800 });
  page = stage.page;
  await open();
  await page.getByRole("link", { name: "Order system" }).waitFor();
  expect(await findings()).toEqual([]);
  await open("whk_chat");
  await rows().first().waitFor();
  expect(await findings()).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await button("Edit").click();
  expect(await findings()).toEqual([]);
  await page.keyboard.press("Escape");
  await rows().first().getByRole("button").click();
  await dialog("Delivery").getByText("webhook-id:").waitFor();
  expect(await findings()).toEqual([]);
});
