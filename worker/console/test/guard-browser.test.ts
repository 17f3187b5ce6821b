import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

/** A ticket that nobody has answered, and one that somebody has. */
const unanswered = "SHOP-100054";
const answered = "SHOP-100010";
const poor = "You forgot to attach the photo, so we cannot dispatch the pole.";

const { now, newPage, signedInAt, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
});

const reply = () => page.getByRole("textbox", { name: "Reply" });
const suggestions = () => page.locator(".guard");
const rules = () => page.locator(".guard-rule strong").allTextContents();
const announced = () => page.locator(".composer p.hidden[role=status]").textContent();

test("a reply is judged as it is typed; a suggestion is taken with one press, and the text is sent as it is", async () => {
  await signedInAt(`#/team/${unanswered}`);
  await reply().fill("Too short to judge, even the RMA.");
  await page.clock.install();
  await reply().fill(poor);
  await page.clock.runFor(300);
  expect(await suggestions().count()).toBe(0);
  await page.clock.runFor(200);
  await page.clock.resume();
  await suggestions().waitFor();
  await expect.poll(rules).toEqual(["Greeting", "Client’s words", "Blame", "Next step"]);
  await expect.poll(announced).toBe("4 suggestions on the wording");

  await page.getByRole("button", { name: "Use “send” for “dispatch”" }).click();
  await expect.poll(() => reply().inputValue()).toBe(poor.replace("dispatch", "send"));
  await page.getByRole("button", { name: "Use “We still need” for “You forgot to attach”" }).click();
  await page.getByRole("button", { name: "Add “Hello,”" }).click();
  const better = "Hello,\n\nWe still need the photo, so we cannot send the pole.";
  await expect.poll(() => reply().inputValue()).toBe(better);
  expect(await suggestions().count()).toBe(0);
  await page.locator("#composer-text:focus").waitFor();
  const cursor = await reply().evaluate((field) => (field instanceof HTMLTextAreaElement ? field.selectionStart : -1));
  expect(cursor).toBe("Hello,\n\n".length);
  // The page asks for other things meanwhile; none of it has to do with the text.
  expect(desk.calls.filter(({ body }) => JSON.stringify(body ?? null).includes("photo"))).toEqual([]);

  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".entry-agent", { hasText: "We still need the photo" }).waitFor();
  await expect.poll(announced).toBe("");
});

test("one kind is ignored until the reply is sent, with the keyboard", async () => {
  await signedInAt(`#/mine/${answered}`);
  await reply().fill(poor);
  await suggestions().waitFor();
  await expect.poll(rules).toEqual(["Client’s words", "Blame", "Next step"]);
  await page.getByRole("button", { name: "Ignore “Blame” in this reply" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(rules).toEqual(["Client’s words", "Next step"]);
  await page.locator("#composer-text:focus").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type(" That is your own mistake.");
  await expect.poll(() => reply().inputValue()).toContain("your own mistake");
  // Long after the pause in typing.
  await page.waitForTimeout(800);
  expect(await rules()).toEqual(["Client’s words", "Next step"]);
  await page.keyboard.press("Control+Enter");
  await page.locator(".entry-agent", { hasText: "your own mistake" }).waitFor();
  await reply().fill(poor);
  await expect.poll(rules).toEqual(["Client’s words", "Blame", "Next step"]);
});

test("the words of a finding are shown in the text, and a suggestion for a text that has changed is not taken", async () => {
  await signedInAt(`#/mine/${answered}`);
  await reply().fill(poor);
  await page.getByRole("button", { name: "Show “dispatch” in the text" }).click();
  await page.locator("#composer-text:focus").waitFor();
  const chosen = await page.evaluate("getSelection()?.toString()");
  expect(chosen).toBe("dispatch");
  // In one breath, before the text is looked at again.
  await page.evaluate(`{
    const field = document.querySelector("#composer-text");
    field.value = "Good news: " + field.value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.querySelector("[aria-label='Use “send” for “dispatch”']").click();
  }`);
  await expect.poll(() => reply().inputValue()).toBe(`Good news: ${poor}`);
});

test("a note is not judged, nor is a text in another language by English rules", async () => {
  await signedInAt(`#/mine/${answered}`);
  await page.getByRole("tab", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill(poor);
  await page.waitForTimeout(800);
  expect(await suggestions().count()).toBe(0);
  await page.getByRole("tab", { name: "Reply" }).click();
  await reply().fill("Die Stange ist heute gekommen, und das Zelt steht wieder im Laden.");
  await page.waitForTimeout(800);
  expect(await suggestions().count()).toBe(0);
  await reply().fill("Nie podał Pan numeru zamówienia, a nie ma go też na zdjęciu, które jest u nas.");
  await page.getByRole("button", { name: "Use “Potrzebujemy jeszcze” for “Nie podał Pan”" }).click();
  await expect.poll(() => reply().inputValue()).toMatch(/^Potrzebujemy jeszcze numeru/);
});

test.each([
  ["on a desktop", { width: 1440, height: 900 }],
  ["on a phone", { width: 390, height: 844 }],
])("the list is accessible and fits %s", async (_name, viewport) => {
  ({ page } = await newPage(viewport));
  await signedInAt(`#/team/${unanswered}`);
  const long = "We looked at the pole and at the tent and at the bag ".repeat(3).trim();
  await reply().fill(`${poor}\n\n${long}. It is a dispatch with RMA.`);
  await suggestions().waitFor();
  if (viewport.width < 400) {
    expect(await suggestions().evaluate((list) => list.hasAttribute("open"))).toBe(false);
    await suggestions().locator("summary").click();
  }
  await page.getByText("Two shorter sentences").waitFor();
  expect(await findings()).toEqual([]);
  const over = `document.querySelector(".properties").getBoundingClientRect().bottom - document.querySelector(".composer").getBoundingClientRect().top`;
  if (viewport.width < 400) expect(await page.evaluate(over)).toBeLessThanOrEqual(0);
  const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(wide).toBe(0);
});
