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

test("a question asked in the shop is answered live, solved, found again after a reload, and closed", async () => {
  const visitor = await world.newPerson();
  const panel = panelOf(visitor.page);
  await visitor.page.goto(world.shop);
  await bubbleOf(visitor.page).click();
  await fillQuestion(visitor.page, {
    topic: "Order and delivery",
    subject: "Parcel on its way?",
    message: "I ordered a Curlew 2 on Monday.",
    email: "ada@example.com",
  });
  await panel.getByRole("button", { name: "Send", exact: true }).click();
  const number = await numberOnReceipt(visitor.page);
  expect(number).toMatch(/^LARK-\d{3,}$/);
  await panel.getByRole("button", { name: "Copy: Your ticket number" }).click();
  await panel.getByText("Copied").waitFor();
  await expect.poll(() => visitor.page.evaluate("navigator.clipboard.readText()")).toBe(number);
  await panel.getByRole("button", { name: "See my ticket" }).click();
  // The desk gives it to whoever can take it, and says by when it is answered.
  await panel.getByText("Amara Okafor has it").waitFor();

  await agent.page.getByRole("link", { name: "Mine" }).click();
  await agent.page.locator(`#row-${number}`).click();
  await agent.page.getByText("I ordered a Curlew 2 on Monday.").waitFor();
  await agent.page.getByText("ada@example.com").first().waitFor();
  await replyInConsole(agent, "It left us this morning.");
  await panel.getByText("In progress").first().waitFor();
  await panel.getByText("It left us this morning.").waitFor();

  await panel.getByRole("textbox", { name: "Write a reply" }).fill("Wonderful, thank you!");
  await visitor.page.keyboard.press("Enter");
  // Who answers has the ticket open, and may have seen it by now.
  await panel.getByText(/^You .* (Sent$|Seen )/).waitFor();
  await agent.page.getByRole("log").getByText("Wonderful, thank you!").waitFor();

  await panel.getByRole("button", { name: "Close", exact: true }).click();
  await replyInConsole(agent, "Enjoy the tent.");
  await visitor.page.getByRole("button", { name: "Help, new answer" }).waitFor();
  await bubbleOf(visitor.page).click();
  await panel.getByText("Enjoy the tent.").waitFor();

  await agent.page.getByRole("button", { name: "Solve", exact: true }).click();
  await panel.getByText("Is it solved?").waitFor();
  await panel.locator(".summary .chip").getByText("Solved", { exact: true }).waitFor();

  await visitor.page.reload();
  await bubbleOf(visitor.page).click();
  const row = panel.getByRole("listitem").filter({ hasText: number });
  await row.getByText("Solved").waitFor();
  await row.getByRole("button").click();
  const thread = [
    "I ordered a Curlew 2 on Monday.",
    "It left us this morning.",
    "Wonderful, thank you!",
    "Enjoy the tent.",
  ];
  await expect.poll(() => writtenIn(visitor.page)).toEqual(thread);
  await panel.getByRole("button", { name: "Yes, close it" }).click();
  await panel.getByText("This ticket is closed.").waitFor();
  await agent.page.getByText("This ticket is closed.", { exact: false }).waitFor();
  await panel.locator(".summary .chip").getByText("Closed").waitFor();

  expect(
    await agent.page
      .getByRole("log")
      .getByText(/It left us|Wonderful|Enjoy/)
      .count(),
  ).toBe(3);
  expect(visitor.complaints).toEqual([]);
  expect(visitor.failedRequests).toEqual([]);
  await visitor.context.close();
});

test("a note stays between agents", async () => {
  const visitor = await world.newPerson();
  const { number } = await askInShop(world, visitor, { subject: "Zip", message: "The zip is stuck." });
  await openInConsole(agent, number);
  await agent.page.getByRole("tab", { name: "Note" }).click();
  await agent.page.getByRole("textbox", { name: "Note" }).fill("The third one this week.");
  await agent.page.getByRole("button", { name: "Add note" }).click();
  await agent.page.locator(".entry-note").waitFor();
  await agent.page.getByRole("tab", { name: "Reply" }).click();
  await replyInConsole(agent, "We will look at it.");
  await panelOf(visitor.page).getByText("We will look at it.").waitFor();
  expect(await panelOf(visitor.page).getByText("The third one this week.").count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});

test("the secret link opens the same thread on a page of its own, and leaves the address", async () => {
  const visitor = await world.newPerson();
  const { number, link } = await askInShop(world, visitor, { subject: "Boots", message: "Do they run small?" });
  await visitor.context.close();
  expect(link).toMatch(new RegExp(`^${world.desk.url}/t/${number}#k=[\\w-]{43}$`));

  const elsewhere = await world.newPerson();
  const { page } = elsewhere;
  await page.goto(link);
  await page.getByText("Do they run small?").waitFor();
  await expect.poll(() => page.url()).toBe(`${world.desk.url}/t/${number}`);
  await expect.poll(() => page.title()).toContain(number);
  await page.getByRole("heading", { name: "Larkmoor Outfitters" }).waitFor();

  await openInConsole(agent, number);
  await page.getByRole("textbox", { name: "Write a reply" }).fill("I take a 42.");
  await page.keyboard.press("Enter");
  await agent.page.getByRole("log").getByText("I take a 42.").waitFor();
  await replyInConsole(agent, "Then take the 42.");
  await page.getByText("Then take the 42.").waitFor();

  await page.reload();
  await expect.poll(() => writtenIn(page)).toEqual(["Do they run small?", "I take a 42.", "Then take the 42."]);
  expect(elsewhere.complaints).toEqual([]);
  await elsewhere.context.close();
});

test("a wrong secret, no secret and a mistyped number are told in plain words", async () => {
  const visitor = await world.newPerson();
  const { number, link } = await askInShop(world, visitor, { subject: "Bag", message: "Which one?" });
  await visitor.context.close();
  const stranger = await world.newPerson();
  const { page } = stranger;
  const messages: [address: string, words: string][] = [
    [link.slice(0, -2) + (link.endsWith("AA") ? "BB" : "AA"), "We cannot find this ticket."],
    [`${world.desk.url}/t/${number}`, "To open this ticket here, use its link."],
    [`${link.slice(0, link.indexOf("/t/"))}/t/${mistype(number)}#k=${link.split("=")[1]}`, "typing slip"],
  ];
  for (const [address, words] of messages) {
    await page.goto("about:blank");
    await page.goto(address);
    await page.getByText(words, { exact: false }).waitFor();
    expect(await page.getByText("Which one?").count()).toBe(0);
  }
  expect(stranger.complaints).toEqual([]);
  await stranger.context.close();
});

test("the console has complained about nothing all the while", () => {
  expect(agent.complaints).toEqual([]);
  expect(agent.failedRequests).toEqual([]);
});

const mistype = (number: string) => number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
