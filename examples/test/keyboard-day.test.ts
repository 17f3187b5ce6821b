import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "./browser.ts";
import { signInAdmin } from "./desk.ts";
import { tabTo } from "./keyboard.ts";
import { askInShop, openWorld, panelOf, signInByMail, type World } from "./world.ts";

let world: World;
let mateo: Person;
let jonas: Person;
let visitor: Person;
beforeAll(async () => {
  world = await openWorld();
  [mateo, jonas, visitor] = [await world.newPerson(), await world.newPerson(), await world.newPerson()];
});
afterAll(() => world?.close());

/** A page that is only ever typed into; what it shows is waited for. */
const handsOn = ({ page }: Person) => ({
  page,
  press: (key: string) => page.keyboard.press(key),
  type: (text: string) => page.keyboard.type(text),
  tabTo: (name: string) => tabTo(page, name),
  async find(number: string) {
    await page.keyboard.press("/");
    await page.locator("#find:focus").waitFor();
    await page.keyboard.type(number);
    await page.keyboard.press("Enter");
    await page.locator("#ticket-title:focus").waitFor();
  },
});

/** Counts what only a pointer does. */
const countPointers = ({ page }: Person) =>
  page.addInitScript(() => {
    addEventListener("pointerdown", () => console.error("A pointer was used."), { capture: true });
  });

test("a ticket is taken, answered with a macro, escalated, sent back, completed and solved without a mouse", async () => {
  const { number } = await askInShop(world, visitor, {
    topic: "Order and delivery",
    subject: "Torn sleeping bag",
    message: "The zip of my sleeping bag tore on the first night.",
    email: "ines@example.com",
    name: "Inês",
  });
  const admin = await signInAdmin(world.desk);
  const { ticket } = await admin.tickets.get(number);
  await admin.tickets.assign(ticket, null);
  await Promise.all([countPointers(mateo), countPointers(jonas)]);

  const first = handsOn(mateo);
  await signInByMail(world, mateo, "mateo@northgate.example");
  await first.find(number);
  await first.press("c");
  await first.page.getByText(`${number} is yours`).waitFor();

  await first.press("m");
  await first.page.getByRole("listbox").waitFor();
  await first.type("return");
  await first.press("Enter");
  await expect.poll(() => first.page.locator("#composer-text").inputValue()).toContain(`Put ${number} on the parcel`);
  await first.page.locator(".macro-effects", { hasText: "tags return" }).waitFor();
  await first.press("Control+Enter");
  await first.page.locator(".entry:not(.entry-sending)", { hasText: `Put ${number} on the parcel` }).waitFor();
  await panelOf(visitor.page).getByText(`Put ${number} on the parcel`).waitFor();

  await first.press("Escape");
  await first.press("e");
  await first.page.getByRole("dialog", { name: `Escalate ${number}` }).waitFor();
  await first.tabTo("Step 1");
  await first.type("Asked for the bag back with a return label");
  await first.tabTo("What is missing");
  await first.type("Whether the warranty covers a torn zip");
  await first.tabTo("Who is affected");
  await first.type("One customer, who cannot use the bag");
  await first.tabTo("Why does it go on");
  await first.type("Our warranty team looks at the zip");
  await first.press("Control+Enter");
  await first.page.getByText(`${number} is with Second line now.`).waitFor();
  await panelOf(visitor.page).getByText("Our warranty team looks at the zip").first().waitFor();

  const second = handsOn(jonas);
  await signInByMail(world, jonas, "jonas@northgate.example");
  await second.find(number);
  await second.page.getByText("Whether the warranty covers a torn zip").first().waitFor();
  await second.press("b");
  await second.page.getByRole("dialog", { name: `Send ${number} back` }).waitFor();
  await second.type("The date of purchase");
  await second.press("Control+Enter");
  await second.page.getByText(`${number} is back with First line.`).waitFor();

  // It comes back on the open page, with what is missing.
  await first.page.getByRole("log").getByText("The date of purchase").waitFor();
  await first.press("n");
  await first.page.locator("#composer-text:focus").waitFor();
  await first.type("Bought on 3 May: the warranty covers it.");
  await first.press("Control+Enter");
  await first.page.locator(".entry:not(.entry-sending)", { hasText: "Bought on 3 May" }).waitFor();
  await first.press("Escape");
  await first.press("Shift+S");
  await first.page.getByText(`${number} is solved`).waitFor();

  const solved = await admin.tickets.get(number);
  expect(solved.ticket).toMatchObject({
    status: "solved",
    tier: { level: 1 },
    tags: expect.arrayContaining(["return"]),
  });
  expect([mateo.complaints, jonas.complaints]).toEqual([[], []]);
}, 60_000);
