import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const { now, newPage, signedInAt, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
});
const numbers = () => page.locator(".row .number").allTextContents();
const calls = (name: string) => desk.calls.filter((call) => call.name === name).length;

test("tickets are filtered, the view is kept and found again, with the keyboard", async () => {
  await signedInAt("#/open");
  await page.keyboard.press("f");
  await page.getByRole("dialog", { name: "Which tickets" }).waitFor();
  expect(await findings()).toEqual([]);
  await page.getByRole("checkbox", { name: "Urgent" }).press("Space");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const chip = page.getByRole("button", { name: "Priority Urgent" });
  await chip.waitFor();
  await expect.poll(async () => (await numbers()).length).toBe(1);
  expect(page.url()).toContain("filter=");

  await page.getByRole("button", { name: "Save view" }).press("Enter");
  await page.getByLabel("Name").fill("On fire");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "On fire" }).waitFor();
  const link = page.getByRole("navigation", { name: "Saved views" }).getByRole("link", { name: /On fire/ });
  await expect.poll(() => link.textContent()).toContain("1");
  await page.keyboard.press("1");
  await page.getByRole("heading", { name: "Mine" }).waitFor();
  await link.click();
  await page.getByRole("heading", { name: "On fire" }).waitFor();
  await page.getByRole("button", { name: "Remove the filter Priority" }).click();
  await expect.poll(async () => (await numbers()).length).toBeGreaterThan(5);
  await page.getByRole("button", { name: "Change view" }).click();
  await page.getByRole("button", { name: "Delete this view" }).click();
  await page.getByRole("heading", { name: "All open" }).waitFor();
  await expect.poll(() => page.getByRole("navigation", { name: "Saved views" }).count()).toBe(0);
});

test("what is searched for is marked, and a number is gone to", async () => {
  await signedInAt("#/open");
  await page.keyboard.press("/");
  await page.keyboard.type("jacket");
  await page.keyboard.press("Enter");
  await page.locator("mark", { hasText: "jacket" }).first().waitFor();
  expect(await findings()).toEqual([]);
  await page.getByRole("button", { name: "End the search" }).click();
  await page.getByRole("heading", { name: "All open" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("shop-100010");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /Cracked tent pole/ }).waitFor();
});

test("a note that calls me puts its ticket on top of my mentions, counted until I have opened it", async () => {
  await signedInAt("#/open");
  await page.getByRole("link", { name: /^Mentions/ }).click();
  await page.getByText("Nobody has mentioned you.").waitFor();
  expect(await findings()).toEqual([]);
  const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;
  const note = { id: "msg_called", text: "@Anna Berg, what do you think?" };
  const mentions = [{ id: "agt_1", name: "Anna Berg" }];
  const asked = calls("GET /v1/desk/tickets");
  desk.change("SHOP-100010", tomas, [{ type: "note", note, mentions }]);
  await page.locator(".row .number", { hasText: "SHOP-100010" }).waitFor();
  await page.locator(".row-fresh .row-new").waitFor();
  expect(calls("GET /v1/desk/tickets")).toBe(asked + 1);
  const link = page.getByRole("link", { name: /^Mentions/ });
  await link.locator(".rail-count", { hasText: "1" }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.locator(".entry-mentions", { hasText: "@Anna Berg" }).waitFor();
  await link.locator(".rail-count").waitFor({ state: "detached" });
  await page.locator(".row-new").waitFor({ state: "detached" });
  await expect.poll(numbers).toEqual(["SHOP-100010"]);
});

test("what is in sight stays where it is while the list changes above it, and another list begins at its top", async () => {
  for (let index = 0; index < 60; index++) desk.copy("SHOP-100010", index);
  await signedInAt("#/open");
  const [first] = await numbers();
  if (first === undefined) throw new Error("The list is empty");
  const box = page.locator(".inbox-scroll");
  await box.evaluate((list) => list.scrollTo(0, 1_500));
  const inSight = () =>
    box.evaluate((list) => {
      const { left, top } = list.getBoundingClientRect();
      const row = document.elementFromPoint(left + 100, top + 300)?.closest(".row-item");
      return [row?.querySelector(".number")?.textContent, row?.getBoundingClientRect().top];
    });
  await expect.poll(async () => (await inSight())[0]).toMatch(/SHOP/);
  const before = await inSight();
  const height = () => page.locator(".rows").evaluate((rows) => rows.clientHeight);
  const whole = await height();
  const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;
  desk.change(first, tomas, [{ type: "status", from: "open", to: "solved" }], { status: "solved" });
  await expect.poll(height).toBe(whole - 92);
  expect(await inSight()).toEqual(before);
  expect(await box.evaluate((list) => list.scrollTop)).toBe(1_500 - 92);

  await page.getByRole("link", { name: /^Solved/ }).click();
  await page.getByRole("heading", { name: "Solved" }).waitFor();
  await expect.poll(() => box.evaluate((list) => list.scrollTop)).toBe(0);
});

test("several tickets are selected, changed and changed back by keys", async () => {
  await signedInAt("#/open");
  const [first, second, third] = await numbers();
  if (!first || !second || !third) throw new Error("There are too few tickets");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await page.getByText("3 selected").waitFor();
  expect(await findings()).toEqual([]);
  const before = [first, second, third].map((number) => desk.tickets.get(number)?.ticket.priority);
  await page.getByLabel("Priority …").selectOption({ label: "Low" });
  await page.getByText(/[23] tickets changed/).waitFor();
  const priorities = () => [first, second, third].map((number) => desk.tickets.get(number)?.ticket.priority);
  expect(priorities()).toEqual(["low", "low", "low"]);
  await page.locator("#inbox-title").focus();
  await page.keyboard.press("z");
  await page.getByText(/former value back/).waitFor();
  expect(priorities()).toEqual(before);
  await page.keyboard.press("Escape");
  await page.getByText("3 selected").waitFor({ state: "detached" });
});

test("a long list draws a screenful, says where each row stands, and keeps place and focus while it changes", async () => {
  for (let index = 0; index < 2_000; index++) desk.copy("SHOP-100010", index);
  await signedInAt("#/open");
  const box = page.locator(".inbox-scroll");
  await expect
    .poll(async () => {
      await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      return page.locator(".row-item").last().getAttribute("aria-posinset");
    })
    .toMatch(/^\d{3,4}$/);
  expect(await page.locator(".row-item").count()).toBeLessThan(60);
  await page.locator("a.row").nth(8).focus();
  const focused = await page.evaluate("document.activeElement.id");
  const top = await box.evaluate((element) => element.scrollTop);
  desk.change("SHOP-100054", { kind: "agent", id: "agt_2", name: "Tomás Ortega" }, [
    { type: "note", note: { id: "msg_far", text: "Far above." } },
  ]);
  await page.waitForFunction(() => true);
  expect(await page.evaluate("document.activeElement.id")).toBe(focused);
  expect(await box.evaluate((element) => element.scrollTop)).toBe(top);
  await box.evaluate((element) => element.scrollTo(0, 0));
  await expect.poll(() => page.locator(".row-item").first().getAttribute("aria-posinset")).toBe("1");
  // The row that has the focus stays, wherever the list is scrolled to.
  expect(await page.evaluate("document.activeElement.id")).toBe(focused);
});

test("a view change asks once for its list", async () => {
  await signedInAt("#/open");
  // The list is read once more when the live connection stands.
  await expect.poll(() => calls("GET /v1/desk/tickets")).toBe(2);
  const before = calls("GET /v1/desk/tickets");
  await page.getByRole("link", { name: "Solved" }).click();
  await page.getByRole("heading", { name: "Solved" }).waitFor();
  await page.locator("a.row").first().waitFor();
  expect(calls("GET /v1/desk/tickets")).toBe(before + 1);
});

test("fits a phone of 360 pixels", async () => {
  ({ page } = await newPage({ width: 360, height: 740 }));
  await signedInAt("#/open?filter=%7B%22priority%22%3A%5B%22high%22%2C%22normal%22%5D%7D");
  await page.locator(".row-select").first().check({ force: true });
  await page.getByText("1 selected").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  expect(await findings()).toEqual([]);
});
