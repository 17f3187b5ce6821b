import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { type Stage, useStage } from "./stage.ts";

const clara = "SHOP-100010";
const unassigned = "SHOP-100054";
const requester = { kind: "contact", id: "con_1", name: "Clara Lindqvist" } as const;

const { now, newPage: renew, openConsole, signedInAt, findings } = useStage();
let desk: Stage["desk"];
let server: Stage["server"];
let context: BrowserContext;
let page: Page;
beforeEach(() => {
  ({ desk, server, context, page } = now());
});

async function newPage(viewport: { width: number; height: number }) {
  ({ context, page } = await renew(viewport));
}
const row = (number: string) => page.locator(`#row-${number}`);
const text = (words: string) => page.getByText(words, { exact: false }).first();

test("a one-time link signs in and leaves the address; without a session there is a friendly door", async () => {
  await openConsole();
  await page.getByRole("heading", { name: "Welcome to the desk" }).waitFor();
  await openConsole("#signin=good");
  await page.getByRole("heading", { name: "Mine" }).waitFor();
  expect(page.url()).not.toContain("signin");
  expect(await page.evaluate("history.state")).toBeNull();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Welcome to the desk" }).waitFor();
  await openConsole("#signin=good");
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
});

test("a ticket is found, answered, noted, claimed and solved with the keyboard alone", async () => {
  await signedInAt("#/team");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect.poll(() => row(unassigned).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Does the Fjell jacket run small?" }).waitFor();

  await page.keyboard.press("c");
  await text("Anna Berg took it").waitFor();
  await expect.poll(() => desk.tickets.get(unassigned)?.ticket.assignee?.id).toBe("agt_1");

  await page.keyboard.press("r");
  await page.locator("#composer-text:focus").waitFor();
  await page.keyboard.type("Take the L, and j k r n c stay letters here?");
  await page.keyboard.press("Control+Enter");
  await page.locator(".entry-agent", { hasText: "Take the L, and j k r n c stay letters here?" }).waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("n");
  await page.locator("#composer-text:focus").waitFor();
  await page.keyboard.type("Sizes come up small this season.");
  await page.keyboard.press("Control+Enter");
  const note = page.locator(".entry-note", { hasText: "Sizes come up small" });
  await note.getByText("Internal note").waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Shift+S");
  await text("Status: Open → Solved").waitFor();
  await expect.poll(() => desk.tickets.get(unassigned)?.ticket.status).toBe("solved");
  await page.keyboard.press("Escape");
  await page.getByText("No ticket is open").waitFor();
  await page.keyboard.press("2");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("a key for a ticket that is still on its way does its work once it is there", async () => {
  await signedInAt("#/team");
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  await page.route(`**/v1/desk/tickets/${unassigned}*`, async (route) => {
    await arrived;
    await route.continue();
  });
  await row(unassigned).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: `Ticket ${unassigned}` }).waitFor();
  await page.keyboard.press("n");
  await page.keyboard.press("c");
  expect(await page.locator("#composer-text").count()).toBe(0);
  arrive();

  await page.locator("#composer-text:focus").waitFor();
  await page.keyboard.type("Kept.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".entry-note", { hasText: "Kept." }).waitFor();
  // Only the first of them counts.
  await expect.poll(() => desk.tickets.get(unassigned)?.ticket.assignee).toBe(null);
});

test("what the requester writes shows up live, in the thread and in the list, and after a cut connection", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.locator(".live-live").waitFor();
  const say = (id: string, words: string) =>
    desk.change(clara, requester, [{ type: "message", message: { id, text: words } }]);
  say("msg_live1", "Live from Norway");
  await text("Live from Norway").waitFor();
  const pending = "SHOP-100043";
  const at = new Date(Date.now() + 60_000).toISOString();
  // What it promises was due before anything else.
  const dueAt = new Date(Date.now() - 90 * 86_400_000).toISOString();
  const clock = { metric: "resolution" as const, cycle: 1, state: "at_risk" as const, dueAt };
  const to = { status: "open" as const, waitingSince: at, clocks: [clock] };
  desk.change(pending, requester, [{ type: "status", from: "pending", to: "open" }], to);
  await page.locator(`.rows li:first-child #row-${pending}`).waitFor();
  await row(pending).getByText("New", { exact: true }).waitFor();

  server.cut();
  say("msg_live2", "Said while nobody listened");
  await text("Said while nobody listened").waitFor({ timeout: 15_000 });
  expect(await page.locator(".entry", { hasText: "Live from Norway" }).count()).toBe(1);
});

test("a reply that fails stays with its text and can be sent again; a reload loses nothing", async () => {
  await signedInAt(`#/mine/${clara}`);
  desk.fail("POST /v1/desk/tickets/:number/reply", "forbidden");
  await page.getByRole("textbox", { name: "Reply" }).fill("The pole is on its way.");
  await page.getByRole("button", { name: "Send and wait", exact: true }).click();
  await page.getByText("Not sent.").waitFor();
  await page.reload();
  await page.getByText("Not sent.").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await text("Status: Open → Waiting for requester").waitFor();
  await page.getByText("Not sent.").waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "Reply" }).fill("Half a");
  await page.reload();
  await expect.poll(() => page.getByRole("textbox", { name: "Reply" }).inputValue()).toBe("Half a");
});

test("a change beside a colleague’s is made all the same, and the ticket is fresh", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.getByLabel("Priority").waitFor();
  // Once it is live the page reads its ticket anew, which would show what changes next.
  await page.getByText("Live", { exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  const stored = desk.tickets.get(clara);
  if (!stored) throw new Error("the ticket is missing");
  // Changed without a word over the live socket, as if it came a moment later.
  const { id, name } = { id: "agt_2", name: "Tomás Ortega" };
  const seq = stored.ticket.seq + 1;
  const actor = { kind: "agent", id, name } as const;
  const at = new Date().toISOString();
  stored.events.push({ seq, prev: seq - 1, at, actor, type: "assigned", agent: { id, name } });
  stored.ticket = { ...stored.ticket, seq, assignee: { id, name } };
  await page.getByLabel("Priority").selectOption("urgent");
  await expect.poll(() => page.getByLabel("Assignee").inputValue()).toBe("agt_2");
  await expect.poll(() => page.getByLabel("Priority").inputValue()).toBe("urgent");
  await expect.poll(() => desk.tickets.get(clara)?.ticket).toMatchObject({ priority: "urgent", assignee: { id } });
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("a ticket is opened for somebody, and hostile text stays text", async () => {
  await signedInAt("#/mine");
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "New ticket" });
  await dialog.getByRole("textbox", { name: "E-mail" }).fill("caller@example.com");
  await dialog.getByLabel("Subject").fill("<img src=x onerror=alert(1)>");
  await dialog
    .getByLabel("Message")
    .fill("javascript:alert(1) and https://ok.example/a?b=1. <script>alert(1)</script>");
  await dialog.getByRole("button", { name: "Open the ticket" }).click();
  await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  const links = page.locator(".text a");
  await expect.poll(() => links.count()).toBe(1);
  await expect.poll(() => links.first().getAttribute("href")).toBe("https://ok.example/a?b=1");
  await expect.poll(() => links.first().getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
});

test("without a network a banner says so", async () => {
  await signedInAt(`#/mine/${clara}`);
  await page.getByText("Live", { exact: true }).waitFor();
  await context.setOffline(true);
  await page.getByText("You are offline.", { exact: false }).waitFor();
  await context.setOffline(false);
  await page.getByText("You are offline.", { exact: false }).waitFor({ state: "detached" });
});

test("on a phone, list and ticket are two steps, and nothing is wider than the screen", async () => {
  await newPage({ width: 390, height: 844 });
  await signedInAt("#/mine");
  const fits = "document.documentElement.scrollWidth <= innerWidth";
  expect(await page.evaluate(fits)).toBe(true);
  await row(clara).click();
  await page.getByRole("heading", { name: "Cracked tent pole, leaving on Friday" }).waitFor();
  await expect.poll(() => row(clara).isVisible()).toBe(false);
  expect(await page.evaluate(fits)).toBe(true);
  await page.getByRole("link", { name: "Back to the list" }).click();
  await row(clara).waitFor();
});

test.each([
  ["a desktop", 1440, 900],
  ["a tablet", 820, 1100],
  ["a phone", 390, 844],
])("on %s there is one notice at a time, and it covers nothing", async (_screen, width, height) => {
  await newPage({ width, height });
  await signedInAt("#/team");
  await row(unassigned).click();
  await page.getByRole("button", { name: `Copy the number ${unassigned}` }).click();
  const notices = page.getByRole("status", { name: "Notices" });
  await notices.getByText(`${unassigned} is copied.`).waitFor();
  await page.getByRole("button", { name: "Take it" }).click();
  await notices.getByText(`${unassigned} is yours.`).waitFor();
  expect(await notices.locator(".notice").count()).toBe(1);
  const covered = await page.evaluate(() =>
    [...document.querySelectorAll("a, button, select, textarea, .entry")].flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const found = document.elementFromPoint(left + width / 2, top + height / 2);
      return found?.closest(".notice") && !element.closest(".notice") ? element.outerHTML : [];
    }),
  );
  expect(covered).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollHeight <= innerHeight")).toBe(true);
});

test("who asks and about what stays in sight where the details are folded", async () => {
  await newPage({ width: 1160, height: 776 });
  await signedInAt(`#/mine/${clara}`);
  const ticket = desk.tickets.get(clara)?.ticket;
  const head = page.locator(".pane-head");
  await head.getByText("Clara Lindqvist").waitFor();
  await head.getByText(ticket?.topic?.label ?? "no topic").waitFor();
  await head.getByText(ticket?.site.name ?? "no site").waitFor();
  const cut = await page.evaluate(
    () =>
      [...document.querySelectorAll(".rail p, .rail-agent-name")].filter((box) => box.scrollWidth > box.clientWidth + 1)
        .length,
  );
  expect(cut).toBe(0);
});

test("without an open ticket its place says so in the middle", async () => {
  for (const [width, height] of [
    [1440, 900],
    [1160, 776],
  ] as const) {
    await newPage({ width, height });
    await signedInAt("#/mine");
    const box = await page.getByText("No ticket is open").boundingBox();
    expect(Math.abs((box?.y ?? 0) / height - 0.45)).toBeLessThan(0.08);
  }
});

test("axe finds nothing before signing in, in a note that was not sent, and on a phone", async () => {
  await openConsole();
  await page.getByRole("heading", { name: "Welcome to the desk" }).waitFor();
  expect(await findings()).toEqual([]);
  await signedInAt(`#/open/${clara}`);
  await page.locator(".entry").first().waitFor();
  desk.fail("POST /v1/desk/tickets/:number/note", "forbidden");
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Note" }).fill("Will fail");
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByText("Not sent.").waitFor();
  expect(await findings()).toEqual([]);
  await page.getByRole("button", { name: "New ticket" }).click();
  await page.getByRole("dialog", { name: "New ticket" }).waitFor();
  expect(await findings()).toEqual([]);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await findings()).toEqual([]);
  await openConsole("#/solved");
  await page.locator("a.row").first().waitFor();
  expect(await findings()).toEqual([]);
});
