import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "./browser.ts";
import { openInConsole, openWorld, signIn, type World } from "./world.ts";

let world: World;
let lead: Person;
beforeAll(async () => {
  world = await openWorld();
  lead = await world.newPerson();
  await signIn(world, lead);
});
afterAll(() => world?.close());

test("a lead marks somebody ill, sees beforehand which tickets move, and finds them with others", async () => {
  const { page } = lead;
  await page.getByRole("link", { name: "Board" }).click();
  const row = page.getByRole("row", { name: "Tom Pritchard" });
  const load = await row.getByText(/^[1-9]\d* of 8$/).textContent();
  const count = Number(load?.split(" ")[0]);

  await row.getByRole("button", { name: "Mark ill: Tom Pritchard" }).click();
  const dialog = page.getByRole("dialog", { name: "Mark Tom Pritchard absent" });
  await dialog.getByLabel("Reason").fill("Flu");
  await dialog.getByRole("button", { name: "See what happens" }).click();
  await dialog.getByText(count === 1 ? "1 ticket moves:" : `${count} tickets move:`).waitFor();
  const moves = dialog.getByRole("listitem");
  await expect.poll(() => moves.count()).toBe(count);
  const first = moves.filter({ has: page.locator(".plan-where", { hasText: /^to / }) }).first();
  const number = (await first.locator(".number").textContent()) ?? "";
  const where = (await first.locator(".plan-where").textContent()) ?? "";
  const taker = /^to (\p{Lu}\p{L}+ \p{Lu}\p{L}+)/u.exec(where)?.[1] ?? "";
  expect(taker).not.toBe("");
  await dialog.getByRole("button", { name: "Mark absent" }).click();

  await page.getByText("Tom Pritchard is marked absent").waitFor();
  await row.getByText("0 of 8").waitFor();
  await row.getByText("Absent until").waitFor();
  await page.getByRole("link", { name: "Mine" }).click();
  await openInConsole(lead, number);
  await page.getByRole("log").getByText(taker).first().waitFor();

  // It can be taken back: he is there again, and what moved stays where it went.
  await page.getByRole("link", { name: "Board" }).click();
  await page.getByRole("link", { name: "Absences" }).click();
  await page.getByRole("row", { name: "Flu" }).getByRole("button", { name: "Take back" }).click();
  await page.getByText("Tom Pritchard’s absence is taken back.").waitFor();
  await page.getByRole("link", { name: "Now", exact: true }).click();
  await row.getByText("Absent until").waitFor({ state: "detached" });
});
