import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFindings } from "../../worker/serve/axe.ts";
import type { Person } from "./browser.ts";
import { askInShop, bubbleOf, openInConsole, openWorld, panelOf, signIn, type World } from "./world.ts";

let world: World;
let agent: Person;
beforeAll(async () => {
  world = await openWorld();
  agent = await world.newPerson();
  await signIn(world, agent);
});
afterAll(() => world?.close());

test("axe finds nothing on the shop with the widget and on the ticket's page", async () => {
  const visitor = await world.newPerson();
  const { page } = visitor;
  const panel = panelOf(page);
  await page.goto(world.shop);
  await bubbleOf(page).waitFor();
  expect(await accessibilityFindings(page), "closed").toEqual([]);
  await bubbleOf(page).click();
  await panel.getByRole("button", { name: "Send", exact: true }).click();
  await panel.getByText("Please fill this in.").first().waitFor();
  expect(await accessibilityFindings(page), "form with mistakes").toEqual([]);
  await panel.getByLabel("Subject").fill("Poles");
  await panel.getByLabel("Message").fill("One is bent.");
  await panel.getByRole("button", { name: "Send", exact: true }).click();
  await panel.locator("output").waitFor();
  expect(await accessibilityFindings(page), "receipt").toEqual([]);
  const link = await panel.getByLabel("To come back from anywhere", { exact: true }).inputValue();
  await panel.getByRole("button", { name: "See my ticket" }).click();
  await panel.getByText("One is bent.").waitFor();
  expect(await accessibilityFindings(page), "thread").toEqual([]);
  await panel.getByRole("button", { name: "Back" }).click();
  await panel.getByRole("listitem").first().waitFor();
  expect(await accessibilityFindings(page), "my tickets").toEqual([]);
  await panel.getByRole("button", { name: "Forget this device" }).click();
  await panel.getByRole("heading", { name: "Forget this device?" }).waitFor();
  expect(await accessibilityFindings(page), "forget").toEqual([]);

  await page.goto(link);
  await page.getByText("One is bent.").waitFor();
  expect(await accessibilityFindings(page), "the ticket's page").toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});

test("axe finds nothing in the console and the docs", async () => {
  await agent.page.getByRole("link", { name: "All open" }).click();
  const first = agent.page.locator("[id^=row-]").first();
  await first.waitFor();
  expect(await accessibilityFindings(agent.page), "list").toEqual([]);
  const number = (await first.getAttribute("id"))?.replace("row-", "") ?? "";
  await openInConsole(agent, number);
  expect(await accessibilityFindings(agent.page), "ticket").toEqual([]);
  expect(agent.complaints).toEqual([]);

  const reader = await world.newPerson();
  await reader.page.goto(`${world.desk.url}/docs/`);
  await reader.page.getByRole("heading", { level: 1 }).waitFor();
  expect(await accessibilityFindings(reader.page), "docs").toEqual([]);
  expect(reader.complaints).toEqual([]);
  await reader.context.close();
}, 120_000);

test("a visitor reaches everything with the keyboard alone", async () => {
  const visitor = await world.newPerson();
  await visitor.page.goto(world.shop);
  await bubbleOf(visitor.page).focus();
  await visitor.page.keyboard.press("Enter");
  await panelOf(visitor.page).getByLabel("Subject").waitFor();
  await visitor.page.keyboard.press("Escape");
  await panelOf(visitor.page).waitFor({ state: "hidden" });
  await expect.poll(() => bubbleOf(visitor.page).evaluate((bubble) => bubble.matches(":focus"))).toBe(true);
  await visitor.context.close();
  const second = await world.newPerson();
  await askInShop(world, second, { subject: "Keys", message: "Enter sends." });
  await panelOf(second.page).getByRole("textbox", { name: "Write a reply" }).focus();
  await second.page.keyboard.type("One");
  await second.page.keyboard.press("Shift+Enter");
  await second.page.keyboard.type("Two");
  await second.page.keyboard.press("Enter");
  await panelOf(second.page).getByText("One\nTwo").waitFor();
  await second.context.close();
});
