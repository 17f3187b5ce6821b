import { expect, test } from "vitest";
import { useStage } from "./stage.ts";

const stage = useStage();
const person = "Kaja Holm";

/** Opens the contact of the first ticket of somebody. */
async function openContact(): Promise<void> {
  await stage.signedInAt("#/open");
  const { page } = stage.now();
  await page.locator("a.row").first().click();
  await page.locator(".facts-name a").click();
  await page.locator(".contact-head").waitFor();
}

test("a contact is read, changed and noted about, and the ticket is one step back", async () => {
  await openContact();
  const { page } = stage.now();
  const details = page.locator(".contact-details");
  await details.getByLabel("Name").fill(person);
  await details.getByLabel("Plan").fill("gold");
  await details.getByRole("button", { name: "Add an attribute" }).click();
  await details.getByRole("textbox", { name: "Attribute" }).fill("Shop");
  await details.getByLabel("Value").fill("Lübeck <b>");
  await details.getByRole("button", { name: "Add an attribute" }).click();
  await details.getByRole("textbox", { name: "Attribute" }).nth(1).fill("Shop");
  await expect.poll(() => details.getByText("There is another attribute of this name.").count()).toBe(1);
  await details.getByRole("button", { name: "Remove Shop" }).nth(1).click();
  await details.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => page.locator(".contact-head h2").textContent()).toBe(person);
  await expect.poll(() => details.getByLabel("Value").inputValue()).toBe("Lübeck <b>");

  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByRole("textbox").fill("Calls in the evening");
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect.poll(() => notes.locator("li").count()).toBe(1);
  await notes.getByRole("button", { name: "Remove the note" }).click();
  await expect.poll(() => notes.locator("li").count()).toBe(0);

  await page.getByRole("link", { name: "Back to the ticket" }).click();
  await expect.poll(() => page.locator("#ticket-title").count()).toBe(1);
});

test("what the desk refuses is said, and what was typed stays", async () => {
  await openContact();
  const { page, desk } = stage.now();
  desk.fail("PATCH /v1/desk/sites/:site/contacts/:contact", "unavailable");
  const details = page.locator(".contact-details");
  await details.getByLabel("Plan").fill("platinum");
  await details.getByRole("button", { name: "Save" }).click();
  await details.getByRole("alert").waitFor();
  expect(await details.getByLabel("Plan").inputValue()).toBe("platinum");
  await details.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => details.getByRole("alert").count()).toBe(0);
});

test("a lead saves all of a contact's data, and forgets them once the word is typed", async () => {
  await openContact();
  const { page } = stage.now();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download all data" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^contact-con_\w+\.json$/);

  await page.getByRole("button", { name: "Forget this person" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Forget for good" });
  await expect.poll(() => confirm.isDisabled()).toBe(true);
  await dialog.getByRole("textbox").fill("FORGET");
  await confirm.click();
  await page.getByText("This person was forgotten.").waitFor();
  await expect.poll(() => page.locator(".contact-details, .contact-data").count()).toBe(0);
});

test("axe finds nothing in the contact", async () => {
  await openContact();
  expect(await stage.findings()).toEqual([]);
  await stage.now().page.getByRole("button", { name: "Forget this person" }).click();
  expect(await stage.findings()).toEqual([]);
});

test("a contact fits on a phone", async () => {
  await stage.newPage({ width: 390, height: 844 });
  await openContactByAddress();
  const { page } = stage.now();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

/** On a phone the name is folded away with the other details. */
async function openContactByAddress(): Promise<void> {
  const { desk } = stage.now();
  await stage.signedInAt("#/open");
  const ticket = [...desk.tickets.values()][0]?.ticket;
  await stage.openConsole(`#/contact/${ticket?.site.id}/${ticket?.requester.id}`);
  await stage.now().page.locator(".contact-head").waitFor();
}
