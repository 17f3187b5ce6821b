import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const clara = "SHOP-100010";
const other = "SHOP-100043";
const tomas = { kind: "agent", id: "agt_2", name: "Tomás Ortega" } as const;

const { now, newPage, signedInAt, findings } = useStage();
let desk: Stage["desk"];
let page: Page;
beforeEach(() => {
  ({ desk, page } = now());
});

const open = async (number = clara) => {
  await signedInAt(`#/open/${number}`);
  await page.locator("#ticket-title").waitFor();
  await page.locator(".live-live").waitFor();
};
const text = () => page.locator("#composer-text");
const suggestions = () => page.locator(".suggestions");

test("a macro is put in with the keys, what is not known is marked and filled, and its actions go with the reply", async () => {
  const stored = desk.tickets.get(clara);
  // Without a contract nothing is promised, so nobody knows by when.
  if (stored) stored.ticket = { ...stored.ticket, clocks: [] };
  await open();
  await page.keyboard.press("m");
  await suggestions()
    .getByRole("option", { name: /Ask the depot/ })
    .waitFor();
  await expect.poll(() => suggestions().getByRole("option").count()).toBe(2);
  await page.keyboard.type("when");
  await page.keyboard.press("Enter");
  await page.getByText("One place is still to be filled").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
  expect(await findings()).toEqual([]);
  // The place is selected: what is typed takes its place.
  await page.keyboard.type("tomorrow noon");
  await page.getByText("One place is still to be filled").waitFor({ state: "detached" });
  await expect.poll(() => text().inputValue()).toBe("You hear from us by tomorrow noon.");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("/dep");
  await page.keyboard.press("Tab");
  await page.getByText("When you send, also:").waitFor();
  await expect
    .poll(() => text().inputValue())
    .toBe(`Hello Clara Lindqvist, I have asked the depot about ${clara}. Anna Berg`);
  await page.keyboard.press("Control+Enter");
  await page.locator(".entry-agent", { hasText: "I have asked the depot" }).waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket.tags).toContain("depot");
});

test("a colleague is called in a note, by keys alone", async () => {
  await open();
  await page.keyboard.press("n");
  await page.locator("#composer-text:focus").waitFor();
  await page.keyboard.type("Can you look, @tom");
  await suggestions().getByRole("option", { name: "Tomás Ortega" }).waitFor();
  expect(await findings()).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("please?");
  await page.keyboard.press("Control+Enter");
  await page.locator(".entry-mentions", { hasText: "@Tomás Ortega" }).waitFor();
  const call = desk.calls.findLast(({ name }) => name.endsWith("/note"));
  expect(call?.body).toMatchObject({ text: "Can you look, @Tomás Ortega please?", mentions: ["agt_2"] });
});

test("a ticket is put off by key, and with a reply", async () => {
  await open();
  await page.keyboard.press("z");
  const dialog = page.getByRole("dialog", { name: `Put off ${clara}` });
  await dialog.waitFor();
  expect(await findings()).toEqual([]);
  await dialog.getByLabel("Another time").fill("2020-01-01T09:00");
  await dialog.getByRole("button", { name: "Put off", exact: true }).click();
  await dialog.getByText("Choose a time in the future.").waitFor();
  await dialog.getByRole("button", { name: /Tomorrow morning/ }).click();
  await page.locator(".pane-snoozed").waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket).toMatchObject({ status: "pending" });
  const first = desk.tickets.get(clara)?.ticket.wakeAt;
  await text().fill("We are back on it then.");
  await page.getByRole("button", { name: "Send and wait until …" }).click();
  await page.getByLabel("Another time").fill("2099-05-04T09:00");
  await page.getByRole("dialog").getByRole("button", { name: "Send and wait until …" }).click();
  await page.locator(".entry-agent", { hasText: "We are back on it then." }).waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket.wakeAt).not.toBe(first);
});

test("a ticket is merged after a look at the other one, and somebody else's is not", async () => {
  const mine = desk.tickets.get(clara)?.ticket.requester;
  const stored = desk.tickets.get(other);
  if (!mine || !stored) throw new Error("The stories have both");
  const theirs = stored.ticket.requester;
  await open();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Merge ${clara} into another ticket` });
  await dialog.getByLabel("Number of the other ticket").fill(other.toLowerCase());
  await dialog.getByRole("button", { name: "Show it" }).click();
  await dialog.getByText("It belongs to somebody else.").waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Merge for good" }).isDisabled()).toBe(true);
  expect(await findings()).toEqual([]);
  expect(theirs.id).not.toBe(mine.id);
  stored.ticket = { ...stored.ticket, requester: mine };
  await dialog.getByLabel("Number of the other ticket").fill(other);
  await dialog.getByRole("button", { name: "Show it" }).click();
  await dialog.getByText("Same requester").waitFor();
  await dialog.getByRole("button", { name: "Merge for good" }).click();
  await page.getByText(`${clara} was merged into this ticket`).waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket).toMatchObject({ status: "closed", mergedInto: other });
  await page.goBack();
  await page.locator(".links", { hasText: "Merged into" }).waitFor();
});

test("files are attached by button and drop, and one that failed is tried again", async () => {
  await open();
  desk.fail("POST /v1/desk/uploads", "file_type_refused");
  const chosen = { name: "pole.txt", mimeType: "text/plain", buffer: Buffer.from("hello") };
  await page.locator("input[type=file]").setInputFiles(chosen);
  const files = page.getByRole("list", { name: "Files of this message" });
  await files.getByText("Not uploaded.").waitFor();
  expect(await findings()).toEqual([]);
  await files.getByRole("button", { name: "Try again" }).click();
  await files.getByText("Not uploaded.").waitFor({ state: "detached" });
  await page.locator("#composer").evaluate((card) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["hello"], "dropped.txt", { type: "text/plain" }));
    card.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  });
  await files.getByText("dropped.txt").waitFor();
  await expect.poll(() => page.locator(".attached progress").count()).toBe(0);
  await page.reload();
  await files.getByText("pole.txt").waitFor();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".timeline .files").last().getByText("notes.txt").first().waitFor();
  const call = desk.calls.findLast(({ name }) => name.endsWith("/reply"));
  expect(call?.body).toMatchObject({ attachments: [{}, {}] });
});

test("two agents on one ticket see each other, and a clash is asked about field by field", async () => {
  await open();
  await expect.poll(() => desk.attended).toContain(`looking ${clara}`);
  const agent = { id: tomas.id, name: tomas.name };
  desk.attend({ number: clara, attention: "looking", agent });
  await page.locator(".also-here").getByText("Tomás Ortega").waitFor();
  desk.attend({ number: clara, attention: "typing", agent });
  await page.getByText("Tomás Ortega is typing a reply").waitFor();
  await text().fill("Hello");
  await expect.poll(() => desk.attended).toContain(`typing ${clara}`);
  desk.change(clara, tomas, [{ type: "message", message: { id: "msg_other1", text: "I have it." } }]);
  await page.getByText("Tomás Ortega has answered since you began").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Send", exact: true }).isEnabled()).toBe(true);
  desk.attend({ number: clara, attention: "left", agent });
  await page.locator(".also-here").waitFor({ state: "detached" });

  await text().press("Escape");
  await page.keyboard.press("p");
  const edit = page.getByRole("dialog", { name: `Change ${clara}` });
  await edit.getByLabel("Subject").fill("Cracked pole");
  await edit.getByLabel("Tags").fill("Pole");
  await edit.getByLabel("Tags").press("Enter");
  const subject = { from: "Cracked tent pole, leaving on Friday", to: "Pole, Friday" };
  desk.change(clara, tomas, [{ type: "edited", subject }], { subject: subject.to });
  await edit.getByRole("button", { name: "Save" }).click();
  const clash = page.getByRole("dialog", { name: `${clara} changed while you worked on it` });
  await clash.getByText("Pole, Friday").waitFor();
  await clash.getByText("Cracked pole", { exact: true }).waitFor();
  expect(await findings()).toEqual([]);
  await clash.getByRole("button", { name: "Save what I chose" }).click();
  await page.getByRole("heading", { name: "Cracked pole" }).waitFor();
  await expect.poll(() => desk.tickets.get(clara)?.ticket).toMatchObject({ subject: "Cracked pole" });
  await expect.poll(() => desk.tickets.get(clara)?.ticket.tags).toContain("pole");
});

test("a closed ticket goes on in a follow-up for the same person", async () => {
  const stored = desk.tickets.get(clara);
  if (!stored) throw new Error("The stories have it");
  stored.ticket = { ...stored.ticket, status: "closed" };
  await open();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Open a follow-up" }).click();
  const dialog = page.getByRole("dialog", { name: "New ticket" });
  await dialog.getByText(`It goes on from ${clara}.`).waitFor();
  await expect.poll(() => dialog.getByLabel("Subject").inputValue()).toContain("Cracked tent pole");
  await dialog.getByLabel("Message").fill("They called again.");
  await dialog.getByRole("button", { name: "Open the ticket" }).click();
  await expect
    .poll(() => desk.calls.findLast(({ name }) => name === "POST /v1/desk/tickets")?.body)
    .toMatchObject({ followUpOf: clara, requester: { id: stored.ticket.requester.id } });
});

test("all of it fits a phone", async () => {
  ({ page } = await newPage({ width: 360, height: 740 }));
  await signedInAt(`#/open/${clara}`);
  await page.locator("#ticket-title").waitFor();
  await text().fill("/");
  await suggestions().waitFor();
  const wide = () => page.evaluate("document.documentElement.scrollWidth > innerWidth");
  expect(await wide()).toBe(false);
  await text().fill("");
  await page.getByRole("button", { name: "More actions" }).click();
  expect(await wide()).toBe(false);
  await page.getByRole("menuitem", { name: /Change details/ }).click();
  await page.getByRole("dialog").waitFor();
  expect(await wide()).toBe(false);
  expect(await findings()).toEqual([]);
});
