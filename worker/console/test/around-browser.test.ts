import { expect, test } from "vitest";
import { useStage } from "./stage.ts";

const clara = "SHOP-100010";
const before = "SHOP-100054";
const requester = { kind: "contact", id: "con_1", name: "Clara Lindqvist" } as const;

const { now, newPage, signedInAt, findings } = useStage();

/** Clara's ticket as a page that tells a lot has sent it, rated since, with a file and no word to it. */
function prepare() {
  const { desk } = now();
  const stored = desk.tickets.get(clara);
  const [submitted] = stored?.events ?? [];
  if (!stored || submitted?.type !== "submitted") throw new Error("The stories have changed");
  submitted.consent = { version: "2026-10" };
  submitted.context = {
    page: "https://shop.example/tents/fjell-2",
    title: "Fjell 2 <img src=x onerror=alert(1)>",
    browser: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    viewport: { width: 1280, height: 720 },
    locale: "sv-SE",
    timeZone: "Europe/Stockholm",
    errors: ["TypeError: basket is undefined at https://shop.example/shop.js:41", "Failed to load /poles.json: 502"],
    custom: { "Basket total": "2 490 kr", Customer: "since 2021" },
  };
  const file = { id: `att_${"a".repeat(43)}`, name: "pole-broken.jpg", type: "image/jpeg", size: 1_840_213 };
  desk.change(
    clara,
    requester,
    [
      { type: "message", message: { id: "msg_file", text: "", attachments: [file] } },
      { type: "rated", score: 4, comment: "Quick, and kind. <b>Thanks</b>" },
    ],
    { rating: { score: 4, comment: "Quick, and kind. <b>Thanks</b>" }, followUpOf: before },
  );
}

test("an agent finds where a ticket was written, what was accepted, its rating and what it goes on from", async () => {
  prepare();
  await signedInAt(`#/mine/${clara}`);
  const { page } = now();
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByText("4 of 5").waitFor();
  await details.getByText("Quick, and kind. <b>Thanks</b>").waitFor();
  await details.getByRole("link", { name: before }).waitFor();
  expect(await details.getByText("Basket total").isVisible()).toBe(false);
  await details.getByText("Where it was written").click();
  await details.getByText("Fjell 2 <img src=x onerror=alert(1)>").waitFor();
  const link = details.getByRole("link", { name: "https://shop.example/tents/fjell-2" });
  await expect.poll(() => link.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
  for (const told of [
    "Basket total",
    "2 490 kr",
    "1280 × 720",
    "sv-SE, Europe/Stockholm",
    "Accepted version 2026-10",
  ]) {
    await details.getByText(told).waitFor();
  }
  expect(await details.locator("img").count()).toBe(0);
  expect(await findings()).toEqual([]);
  await details.getByRole("link", { name: before }).click();
  await page.getByRole("heading", { name: "Does the Fjell jacket run small?" }).waitFor();
});

test("a file without a word has no empty line, and is saved under its name", async () => {
  prepare();
  await signedInAt(`#/mine/${clara}`);
  const { page } = now();
  const entry = page.locator(".entry", { hasText: "pole-broken.jpg" });
  expect(await entry.locator(".text").count()).toBe(0);
  const saved = page.waitForEvent("download");
  await entry.getByRole("button", { name: "pole-broken.jpg" }).click();
  expect((await saved).suggestedFilename()).toBe("pole-broken.jpg");
});

test("an open ticket is told as seen", async () => {
  await signedInAt(`#/mine/${clara}`);
  const reads = () => now().desk.calls.filter(({ name }) => name === "POST /v1/desk/tickets/:number/read");
  await expect.poll(() => reads().length).toBe(1);
  expect(reads()[0]?.number).toBe(clara);
});

test("on a narrow screen it is folded away with the other details", async () => {
  await newPage({ width: 390, height: 844 });
  prepare();
  await signedInAt(`#/mine/${clara}`);
  const { page } = now();
  expect(await page.getByText("Where it was written").isVisible()).toBe(false);
  await page.getByRole("button", { name: "Details" }).click();
  await page.getByText("Where it was written").click();
  await page.getByText("Basket total").waitFor();
  const overflows = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  expect(overflows).toBe(false);
  expect(await findings()).toEqual([]);
});
