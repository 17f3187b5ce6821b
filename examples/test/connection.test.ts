import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "./browser.ts";
import {
  askInShop,
  bubbleOf,
  fillQuestion,
  numberOnReceipt,
  openInConsole,
  openWorld,
  panelOf,
  replyInConsole,
  signIn,
  type World,
  writtenIn,
} from "./world.ts";

let world: World;
let agent: Person;
beforeAll(async () => {
  world = await openWorld();
  agent = await world.newPerson();
  await signIn(world, agent);
});
afterAll(() => world?.close());

test("what was answered while the visitor was offline is there once, in order, and so is what they wrote", async () => {
  const visitor = await world.newPerson();
  const { number } = await askInShop(world, visitor, { subject: "Stove", message: "Which gas fits?" });
  await openInConsole(agent, number);
  await visitor.context.setOffline(true);
  await replyInConsole(agent, "Any screw-on one.");
  await replyInConsole(agent, "Butane up to 0 °C.");
  await panelOf(visitor.page).getByRole("textbox", { name: "Write a reply" }).fill("Am I still online?");
  await visitor.page.keyboard.press("Enter");
  await panelOf(visitor.page).getByText("Am I still online?").waitFor();
  expect(await writtenIn(visitor.page)).toEqual(["Which gas fits?", "Am I still online?"]);

  await visitor.context.setOffline(false);
  await panelOf(visitor.page).getByText("Butane up to 0 °C.").waitFor();
  const retry = panelOf(visitor.page).getByRole("button", { name: "Try again" });
  const own = agent.page.getByRole("log").getByText("Am I still online?");
  await expect
    .poll(async () => {
      if (await retry.isVisible()) await retry.click();
      return own.count();
    })
    .toBe(1);
  const thread = ["Which gas fits?", "Any screw-on one.", "Butane up to 0 °C.", "Am I still online?"];
  await expect.poll(() => writtenIn(visitor.page)).toEqual(thread);
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});

test.each([
  ["a page that knows no sockets", (person: Person) => person.context.addInitScript("delete globalThis.WebSocket")],
  ["a network that lets no socket through", (person: Person) => person.page.routeWebSocket(/.*/, (ws) => ws.close())],
])("on %s the answer comes by asking for it", async (_, block) => {
  const visitor = await world.newPerson();
  await block(visitor);
  const { number } = await askInShop(world, visitor, { subject: "Map", message: "Is it waterproof?" });
  await openInConsole(agent, number);
  await replyInConsole(agent, "It is.");
  await replyInConsole(agent, "And it floats.");
  await panelOf(visitor.page).getByText("And it floats.").waitFor();
  await expect.poll(() => writtenIn(visitor.page)).toEqual(["Is it waterproof?", "It is.", "And it floats."]);
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});

test("sent while the desk is down, a question stays, says so, and becomes one ticket once the desk is back", async () => {
  const visitor = await world.newPerson();
  const panel = panelOf(visitor.page);
  const subject = "Do you ship to Iceland?";
  await visitor.page.goto(world.shop);
  await bubbleOf(visitor.page).click();
  await fillQuestion(visitor.page, { subject, message: "To Akureyri." });
  const watcher = await world.newPerson();
  const watched = await askInShop(world, watcher, { subject: "Still there?", message: "I keep this open." });

  await world.desk.stop("SIGKILL");
  await panel.getByRole("button", { name: "Send", exact: true }).click();
  await panel.getByText("Your text is still here.", { exact: false }).waitFor();
  expect(await panel.getByLabel("Subject").inputValue()).toBe(subject);
  expect(await panel.getByLabel("Message").inputValue()).toBe("To Akureyri.");

  await panel.getByText("Waiting to be sent").waitFor();

  await world.restartDesk();
  // It goes by itself; whoever cannot wait may press.
  const number = await numberOnReceipt(visitor.page);
  await signIn(world, agent);
  await agent.page.getByRole("textbox", { name: "Go to a number" }).fill("Iceland");
  await agent.page.keyboard.press("Enter");
  await agent.page.locator(`#row-${number}`).waitFor();
  await expect.poll(() => agent.page.getByRole("link").filter({ hasText: subject }).count()).toBe(1);
  await visitor.page.reload();
  await bubbleOf(visitor.page).click();
  await panel.getByRole("listitem").filter({ hasText: number }).waitFor();
  await expect.poll(() => panel.getByRole("listitem").count()).toBe(1);

  // A thread that was open all the while comes back to life by itself.
  await openInConsole(agent, watched.number);
  await replyInConsole(agent, "We are back.");
  await panelOf(watcher.page).getByText("We are back.").waitFor();
  await expect.poll(() => writtenIn(watcher.page)).toEqual(["I keep this open.", "We are back."]);
  expect([...visitor.complaints, ...watcher.complaints, ...agent.complaints]).toEqual([]);
  await watcher.context.close();
  await visitor.context.close();
});

test("an answer that is lost on its way back makes no second ticket", async () => {
  const visitor = await world.newPerson();
  let lost = 0;
  await visitor.page.route("**/v1/tickets", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    return route.abort("connectionreset");
  });
  const { number } = await askInShop(world, visitor, { subject: "Twice?", message: "Only once, please." });
  expect(lost).toBe(1);
  await openInConsole(agent, number);
  await visitor.page.reload();
  await bubbleOf(visitor.page).click();
  await panelOf(visitor.page).getByRole("listitem").filter({ hasText: number }).waitFor();
  await expect.poll(() => panelOf(visitor.page).getByRole("listitem").count()).toBe(1);
  await visitor.context.close();
});
