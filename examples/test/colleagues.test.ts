import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Person } from "./browser.ts";
import { askInShop, mailedLink, openInConsole, openWorld, signIn, signInByMail, type World } from "./world.ts";

let world: World;
let amara: Person;
let jonas: Person;
let number: string;
beforeAll(async () => {
  world = await openWorld();
  [amara, jonas] = [await world.newPerson(), await world.newPerson()];
  await signIn(world, amara);
  await signInByMail(world, jonas, "jonas@northgate.example");
});
afterAll(() => world?.close());
beforeEach(async () => {
  const visitor = await world.newPerson();
  ({ number } = await askInShop(world, visitor, {
    topic: "Order and delivery",
    subject: "Parcel on its way?",
    message: "I ordered a Curlew 2 on Monday.",
    email: "ada@example.com",
  }));
  await visitor.context.close();
});

const reply = ({ page }: Person) => page.getByRole("textbox", { name: "Reply" });
const send = ({ page }: Person) => page.getByRole("button", { name: "Send", exact: true }).click();
const arrived = ({ page }: Person, text: string) =>
  page.locator(".entry:not(.entry-sending)", { hasText: text }).waitFor();

test("two agents on one ticket see each other, choose field by field, and both of their replies stay", async () => {
  await openInConsole(amara, number);
  await openInConsole(jonas, number);
  await amara.page.getByRole("list", { name: "Also here" }).getByText("Jonas Lindqvist").waitFor();
  await jonas.page.getByRole("list", { name: "Also here" }).getByText("Amara Okafor").waitFor();

  // Both are in the details; Jonas is quicker.
  for (const { page } of [amara, jonas]) {
    await page.locator("#ticket-title").focus();
    await page.keyboard.press("p");
    await page.getByRole("dialog").getByLabel("Subject").waitFor();
  }
  const details = ({ page }: Person) => page.getByRole("dialog");
  await details(jonas).getByLabel("Subject").fill("Curlew 2: where is it?");
  await details(jonas).getByLabel("Language").fill("en");
  await details(jonas).getByRole("button", { name: "Save" }).click();
  await details(jonas).waitFor({ state: "detached" });
  await amara.page.getByRole("log").getByText("Curlew 2: where is it?").waitFor();
  await details(amara).getByLabel("Subject").fill("Late parcel");
  await details(amara).getByLabel("Language").fill("fr");
  await details(amara).getByRole("button", { name: "Save" }).click();
  const conflict = amara.page.getByRole("dialog", { name: `${number} changed while you worked on it` });
  await conflict.getByRole("group", { name: "Language" }).getByRole("radio").last().check();
  await expect
    .poll(() => conflict.getByRole("group", { name: "Subject" }).getByRole("radio").first().isChecked())
    .toBe(true);
  await conflict.getByText("Curlew 2: where is it?").waitFor();
  await conflict.getByRole("button", { name: "Save what I chose" }).click();
  await jonas.page.getByRole("heading", { name: "Late parcel" }).waitFor();
  await jonas.page.keyboard.press("p");
  await expect.poll(() => details(jonas).getByLabel("Language").inputValue()).toBe("en");
  await jonas.page.keyboard.press("Escape");

  // Both write at the same time.
  await reply(jonas).pressSequentially("It left us this morning.");
  await amara.page.getByText("Jonas Lindqvist is typing a reply").waitFor();
  await reply(amara).pressSequentially("It arrives on Thursday.");
  await jonas.page.getByText("Amara Okafor is typing a reply").waitFor();
  await send(jonas);
  await amara.page.getByText("Jonas Lindqvist has answered since you began to write.").waitFor();
  expect(await reply(amara).inputValue()).toBe("It arrives on Thursday.");
  await send(amara);
  for (const person of [amara, jonas]) {
    await arrived(person, "It left us this morning.");
    await arrived(person, "It arrives on Thursday.");
  }
  expect([amara.complaints, jonas.complaints]).toEqual([[], []]);
});

test("an admin ends a session: the page asks to sign in again within five seconds, and no draft is lost", async () => {
  const { page } = jonas;
  await openInConsole(jonas, number);
  // One reply is on its way when the session ends, and another one is being written.
  const ended = Promise.withResolvers<void>();
  await page.route(
    `**/${number}/reply`,
    async (route) => {
      await ended.promise;
      await route.continue();
    },
    { times: 1 },
  );
  await reply(jonas).fill("Your parcel is in Leeds.");
  await send(jonas);
  await reply(jonas).fill("It comes tomorrow.");

  await amara.page.goto(`${world.desk.url}/console/#/settings/sessions`);
  await amara.page.getByRole("combobox", { name: "Agent" }).selectOption("Jonas Lindqvist");
  await amara.page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await amara.page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
  const again = page.getByRole("dialog", { name: "Sign in to go on" });
  await again.waitFor({ timeout: 5_000 });
  expect(await page.locator("#composer-text").inputValue()).toBe("It comes tomorrow.");
  ended.resolve();

  const link = await mailedLink(world, jonas, "jonas@northgate.example");
  const other = await jonas.context.newPage();
  await other.goto(link);
  await other.getByText("Live", { exact: true }).waitFor();
  await other.close();
  await again.waitFor({ state: "detached" });
  // What was on its way arrives by itself; what was being written is there to go on with.
  await arrived(jonas, "Your parcel is in Leeds.");
  await expect.poll(() => reply(jonas).inputValue()).toBe("It comes tomorrow.");
  await send(jonas);
  await arrived(jonas, "It comes tomorrow.");
  expect(jonas.complaints).toEqual([]);
});
