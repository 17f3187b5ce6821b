import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "./browser.ts";
import { askInShop, openInConsole, openWorld, panelOf, signIn, type World } from "./world.ts";

let world: World;
let agent: Person;
beforeAll(async () => {
  world = await openWorld();
  agent = await world.newPerson();
  await signIn(world, agent);
});
afterAll(() => world?.close());

const handover: readonly [field: string, text: string][] = [
  ["What is it about?", "A parcel has not moved since Monday."],
  ["Step 1", "Asked the carrier twice."],
  ["What is missing to solve it?", "Somebody who knows the carrier's depot."],
  ["Who is affected, and how badly?", "One customer, who leaves on Friday."],
  ["Why does it go on, in words for the requester?", "Our warranty team traces the parcel."],
];

test("a ticket goes up with a handover, comes back, and its requester follows the way", async () => {
  const visitor = await world.newPerson();
  const panel = panelOf(visitor.page);
  const { number } = await askInShop(world, visitor, { subject: "Parcel", message: "It has not moved." });
  await panel.getByText("Amara Okafor has it").waitFor();
  await panel.getByText(/^Answer by /).waitFor();
  await panel.getByText(/^Solved by /).waitFor();

  await openInConsole(agent, number);
  await agent.page.getByRole("button", { name: "Escalate" }).click();
  const dialog = agent.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Escalate" }).click();
  // What lacks is named beside its field, and nothing was sent.
  await dialog.getByText("Name at least one step that was tried.").waitFor();
  for (const [field, text] of handover) await dialog.getByRole("textbox", { name: field }).fill(text);
  await dialog.getByRole("button", { name: "Escalate" }).click();
  await dialog.waitFor({ state: "hidden" });

  await panel.locator(".summary").getByText("Second line", { exact: true }).first().waitFor();
  await panel
    .locator(".summary")
    .getByText(/because.*Our warranty team traces the parcel\./)
    .waitFor();
  expect(await panel.getByText("depot").count()).toBe(0);

  await agent.page.getByRole("button", { name: "Send back" }).click();
  await dialog.getByRole("textbox").fill("The order number.");
  await dialog.getByRole("button", { name: "Send back" }).click();
  await panel.locator(".summary").getByText("First line", { exact: true }).last().waitFor();
  await agent.page.getByRole("log").getByText("The order number.").waitFor();
  expect(await panel.getByText("The order number.").count()).toBe(0);

  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});
