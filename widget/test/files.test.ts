import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterEach, expect, test, vi } from "vitest";
import { submit } from "./page.ts";
import { png } from "./picture.ts";
import { type Stage, type StageOptions, useStages } from "./stage.ts";

const priya = { kind: "agent", name: "Priya Natarajan" } as const;
const boots = { name: "boots.png", mimeType: "image/png", buffer: png(960, 640) };
const notes = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("It rains.") };
const startStage = useStages();
let stage: Stage;

afterEach(() => stage.stop());

async function begin(options?: StageOptions): Promise<Stage> {
  stage = await startStage(options);
  await stage.open();
  return stage;
}

const pick = (page: Page, ...files: (typeof boots)[]) => page.locator("[type=file]").setInputFiles(files);
const ready = (page: Page, name: string) => page.getByRole("status", { name: `${name}, ready` }).waitFor();

/** Lets the page drop files onto a part of it, or paste them there, as a person would. */
const give = (page: Page, how: "dragover" | "drop" | "paste", onto: string, texts: Record<string, string> = {}) =>
  page.locator(onto).evaluate(
    (element, { how, texts }) => {
      const data = new DataTransfer();
      data.items.add(new File(["It rains."], `${how}.txt`, { type: "text/plain" }));
      for (const [type, text] of Object.entries(texts)) data.setData(type, text);
      const options = { bubbles: true, composed: true, cancelable: true };
      if (how === "paste") element.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: data }));
      else element.dispatchEvent(new DragEvent(how, { ...options, dataTransfer: data }));
    },
    { how, texts },
  );

test("files are picked, pasted and dropped, several at once, and go with a ticket that needs no text", async () => {
  const { desk, page, faults } = await begin();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach a file" }).click();
  expect((await chooser).isMultiple()).toBe(true);
  expect(loaded).toEqual([]);
  await (await chooser).setFiles([boots, notes]);
  await ready(page, "boots.png");
  await ready(page, "notes.txt");
  await give(page, "paste", "#message");
  await ready(page, "paste.txt");
  await give(page, "dragover", "h2");
  await page.getByText("Drop files here").waitFor();
  await give(page, "drop", "h2");
  expect(await page.getByText("Drop files here").isVisible()).toBe(false);
  await ready(page, "drop.txt");
  // What was copied from a text goes into the text.
  await give(page, "paste", "#message", { "text/plain": "It rains." });
  await page.getByRole("button", { name: "Remove paste.txt" }).click();
  await expect.poll(() => page.locator(".files li").allTextContents()).toHaveLength(3);
  await page.getByLabel("Subject").fill("Wrong colour");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForSelector("output");
  const attachments = desk.submissions[0]?.message.attachments ?? [];
  expect(attachments.map(({ id }) => desk.files.get(id)?.attachment.name)).toEqual([
    "boots.png",
    "notes.txt",
    "drop.txt",
  ]);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  expect(await page.locator(".files").count()).toBe(0);
  expect(faults).toEqual([]);
});

test("what is not taken is said by the file, and does not stand in the way", async () => {
  const { desk, page } = await begin();
  desk.site.uploads.maxBytes = 2_048;
  desk.site.uploads.maxFiles = 2;
  await stage.open();
  await pick(
    page,
    { ...notes, name: "large.txt", buffer: Buffer.alloc(3_000, "a") },
    { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from("x") },
    { ...notes, name: "one.txt" },
    { name: "two.bin", mimeType: "", buffer: Buffer.from([0, 1, 2]) },
    { ...notes, name: "three.txt" },
  );
  await page.getByText("large.txt is larger than 2 kB.").waitFor();
  await page.getByText("Files such as film.mp4 are not taken.").waitFor();
  await page.getByText("Files such as two.bin are not taken.").waitFor();
  await page.getByText("2 files are the most.").waitFor();
  await submit(page);
  await page.waitForSelector("output");
  expect(desk.submissions[0]?.message.attachments).toHaveLength(1);
});

test("sending waits for what is on its way, and tries again what failed", async () => {
  const { desk, page } = await begin();
  desk.refuse = { route: /uploads/, code: "file_type_refused" };
  await pick(page, notes);
  await page.getByText("Files such as notes.txt are not taken.").waitFor();
  await page.getByRole("button", { name: "Remove notes.txt" }).click();
  desk.refuse = { route: /uploads/, code: "not_found" };
  await pick(page, notes);
  await page.getByText("notes.txt was not sent.").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("notes.txt was not sent.").waitFor();
  desk.refuse = undefined;
  let release = () => {};
  desk.hold = new Promise((resolve) => {
    release = resolve;
  });
  await submit(page);
  await page.getByText("Your files are still on their way.").waitFor();
  await expect.poll(() => page.locator(".files ul").evaluate((list) => list.matches(":focus"))).toBe(true);
  await page.getByRole("progressbar", { name: "notes.txt, 100% sent" }).waitFor();
  expect(desk.submissions).toEqual([]);
  release();
  await ready(page, "notes.txt");
  expect(await page.getByText("Your files are still on their way.").count()).toBe(0);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForSelector("output");
  expect(desk.submissions[0]?.message.attachments).toHaveLength(1);
  expect(desk.files.size).toBe(1);
});

test("a file that is on its way says how far it is, and can be stopped", async () => {
  const { desk, page } = await begin();
  const client = await page.context().newCDPSession(page);
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 300_000,
  });
  await pick(page, { ...notes, name: "long.txt", buffer: Buffer.alloc(900_000, "a") });
  await page.waitForFunction(() => {
    const bar = document.querySelector("firstline-widget")?.shadowRoot?.querySelector("progress");
    return bar && bar.value > 0 && bar.value < 1;
  });
  await page.getByRole("button", { name: "Cancel: long.txt" }).click();
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await expect
    .poll(() => page.getByRole("button", { name: "Attach a file" }).evaluate((button) => button.matches(":focus")))
    .toBe(true);
  expect(desk.files.size).toBe(0);
});

/** Opens a ticket and shows it. */
async function showTicket(): Promise<string> {
  const { page, desk } = stage;
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByLabel("Write a reply").waitFor();
  await vi.waitUntil(() => desk.live() === 1);
  return [...desk.tickets.keys()][0] ?? "";
}

const say = (number: string, ...files: { name: string; buffer: Buffer }[]) => {
  const attachments = files.map(({ name, buffer }) => stage.desk.store(name, buffer));
  stage.desk.happen(number, { type: "message", actor: priya, message: { id: "msg_a1", text: "", attachments } });
};

test("in the thread a picture has its place before it is there, is shown large, and Escape closes only that", async () => {
  const { desk, page, faults } = await begin();
  const number = await showTicket();
  let release = () => {};
  desk.hold = new Promise((resolve) => {
    release = resolve;
  });
  say(number, boots);
  const picture = page.getByRole("button", { name: "boots.png", exact: true });
  const before = await picture.boundingBox();
  expect(before).toMatchObject({ width: 240, height: 160 });
  expect(await picture.locator("canvas").count()).toBe(0);
  release();
  await picture.locator("canvas").waitFor();
  expect(await picture.boundingBox()).toEqual(before);
  await picture.click();
  const large = page.getByRole("dialog", { name: "boots.png" });
  await expect.poll(async () => (await large.getByRole("img").boundingBox())?.width).toBeGreaterThan(900);
  await page.keyboard.press("Escape");
  await large.waitFor({ state: "detached" });
  await expect.poll(() => picture.evaluate((button) => button.matches(":focus"))).toBe(true);
  expect(await page.getByLabel("Write a reply").isVisible()).toBe(true);
  expect(faults).toEqual([]);
});

test("any other file, and a picture that is none, is saved under its name, and never shown", async () => {
  const { page, desk, faults } = await begin();
  const number = await showTicket();
  const page_ = Buffer.from("<script>document.title = 'taken over'</script>");
  const broken = Buffer.concat([png(40, 30).subarray(0, 45), page_]);
  say(number, notes, { name: "page.html", buffer: page_ }, { name: "broken.png", buffer: broken });
  for (const [name, content] of [
    ["notes.txt", "It rains."],
    ["page.html", page_.toString()],
    ["broken.png", broken.toString()],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.getByTitle(`Download ${name}`).click();
    expect((await download).suggestedFilename()).toBe(name);
    expect(readFileSync(await (await download).path(), "utf8")).toBe(content);
  }
  desk.refuse = { route: /attachments/, code: "not_found" };
  desk.happen(number, {
    type: "message",
    actor: priya,
    message: { id: "msg_a2", text: "", attachments: [desk.store("gone.txt", Buffer.from("x"))] },
  });
  await page.getByTitle("Download gone.txt").click();
  await page.getByText("We cannot find this ticket.").waitFor();
  expect(await page.title()).toBe("Larkmoor Outfitters");
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});

test("a reply of files alone waits in the outbox, with them, until the desk is there", async () => {
  const { page, desk } = await begin();
  const number = await showTicket();
  const send = page.getByRole("button", { name: "Send", exact: true });
  await expect.poll(() => send.getAttribute("aria-disabled")).toBe("true");
  await pick(page, boots);
  await ready(page, "boots.png");
  await expect.poll(() => send.getAttribute("aria-disabled")).toBe("false");
  desk.refuse = { route: /messages/, code: "unavailable" };
  await send.click();
  await page.getByText("Waiting to be sent").waitFor();
  await expect.poll(() => page.locator(".message .file").textContent()).toContain("boots.png");
  await page.reload();
  desk.refuse = undefined;
  await page.click("[data-firstline-bubble]");
  await page.getByRole("button", { name: /Wrong colour/ }).click();
  await page.locator(".picture canvas").waitFor();
  const messages = desk.tickets.get(number)?.events.filter(({ type }) => type === "message") ?? [];
  expect(messages).toHaveLength(2);
});

test("a ticket that waits keeps its files through a reload; changed after that it still has them", async () => {
  const { page, desk } = await begin();
  await pick(page, notes);
  await ready(page, "notes.txt");
  desk.refuse = { route: /POST .*tickets/, code: "unavailable" };
  await submit(page);
  await page.getByText("Waiting to be sent").waitFor({ timeout: 30_000 });
  await page.reload();
  await page.click("[data-firstline-bubble]");
  await ready(page, "notes.txt");
  await page.getByText("Waiting to be sent").waitFor({ timeout: 30_000 });
  await pick(page, { ...notes, name: "more.txt" });
  await ready(page, "more.txt");
  desk.refuse = undefined;
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForSelector("output");
  const attachments = desk.submissions[0]?.message.attachments ?? [];
  expect(attachments.map(({ id }) => desk.files.get(id)?.attachment.name)).toEqual(["notes.txt", "more.txt"]);
  expect(desk.tickets.size).toBe(1);
});

test("a site that takes no files has no place for them", async () => {
  stage = await startStage();
  stage.desk.site.uploads.maxFiles = 0;
  await stage.open();
  await stage.page.getByLabel("Subject").waitFor();
  expect(await stage.page.getByRole("button", { name: "Attach a file" }).count()).toBe(0);
});
