import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stored, submit, watchedPage } from "./page.ts";
import { type Stage, useStages } from "./stage.ts";

const startStage = useStages();
let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

/** The desk is out of reach; its page and the widget's files are not. */
const cutOff = (context = stage.page.context()) =>
  context.route(`${stage.desk.url}v1/**`, (route) => route.abort("internetdisconnected"));
const reconnect = (context = stage.page.context()) => context.unroute(`${stage.desk.url}v1/**`);

test("written offline, sent after a reload: one ticket, without the panel being opened", async () => {
  const { desk, page } = stage;
  await stage.open();
  await cutOff();
  await submit(page);
  await page.getByText("Waiting to be sent").waitFor();
  expect(await page.getByLabel("Message").inputValue()).toBe("I ordered brown.");
  await page.reload();
  await page.click("[data-firstline-bubble]");
  await page.getByText("Waiting to be sent").waitFor();
  expect(await page.getByLabel("Message").inputValue()).toBe("I ordered brown.");

  await reconnect();
  await page.reload();
  await vi.waitUntil(() => desk.tickets.size === 1);
  await page.click("[data-firstline-bubble]");
  await expect.poll(() => page.locator("output").textContent()).toBe([...desk.tickets.keys()][0]);
  await vi.waitFor(async () => expect(await page.evaluate("localStorage.firstline")).toBeUndefined());
  await page.reload();
  await page.click("[data-firstline-bubble]");
  await page.getByRole("button", { name: /Wrong colour/ }).waitFor();
  expect(desk.tickets.size).toBe(1);
  expect(new Set(desk.keys).size).toBe(1);
});

test("two tabs take up the same ticket, and the desk has it once", async () => {
  const { desk, page } = stage;
  await stage.open();
  await cutOff();
  await submit(page);
  await page.getByText("Waiting to be sent").waitFor();
  const { page: other } = await watchedPage(page.context());
  await other.goto(page.url());
  await other.click("[data-firstline-bubble]");
  await other.getByText("Waiting to be sent").waitFor();
  await expect.poll(() => other.getByLabel("Subject").inputValue()).toBe("Wrong colour");
  await reconnect();
  await Promise.all([page, other].map((tab) => tab.locator("[type=submit]").click()));
  const numbers = await Promise.all([page, other].map((tab) => tab.locator("output").textContent()));
  expect(new Set(numbers).size).toBe(1);
  expect(desk.tickets.size).toBe(1);
});

test("an answer that never came is asked for again, and the ticket is the same", async () => {
  const { desk, page } = stage;
  await stage.open();
  desk.holdAnswers = new Promise(() => {});
  await submit(page);
  await vi.waitUntil(() => desk.tickets.size === 1);
  desk.holdAnswers = undefined;
  await page.reload();
  await page.click("[data-firstline-bubble]");
  await page.locator("output").waitFor();
  expect(desk.tickets.size).toBe(1);
});

test("a desk that fails three times and then is well gets the ticket, once", async () => {
  const { desk, page } = stage;
  await stage.open();
  desk.refuse = { route: /POST/, code: "unavailable" };
  await submit(page);
  await vi.waitUntil(() => desk.keys.length >= 3, { timeout: 20_000 });
  desk.refuse = undefined;
  await page.locator("output").waitFor();
  expect(desk.tickets.size).toBe(1);
  expect(new Set(desk.keys).size).toBe(1);
});

test("while it waits, it may be changed, or sent by mail instead", async () => {
  const { desk, page } = stage;
  desk.site.fallbackEmail = "help@larkmoor.example";
  await stage.open();
  await page.getByText("Repairs").waitFor();
  await cutOff();
  await submit(page, "Wrong colour & size", "I ordered brown.\nIt is black.");
  const link = page.getByRole("link", { name: "Send it by e-mail instead" });
  const address = await link.getAttribute("href");
  expect(address).toBe(
    "mailto:help%40larkmoor.example?subject=Wrong%20colour%20%26%20size&body=I%20ordered%20brown.%0AIt%20is%20black.",
  );
  await page.getByLabel("Message").fill("I ordered brown. It is green.");
  await expect.poll(() => page.getByText("Waiting to be sent").count()).toBe(0);
  expect(await link.count()).toBe(0);
  await reconnect();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("output").waitFor();
  expect(desk.submissions.map(({ message }) => message.text)).toEqual(["I ordered brown. It is green."]);
});

test("a reply that waits is still there after a reload, in its place, and goes by itself", async () => {
  const { desk, page } = stage;
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByLabel("Write a reply").waitFor();
  desk.refuse = { route: /messages/, code: "unavailable" };
  await page.getByLabel("Write a reply").fill("Thank you.");
  await page.keyboard.press("Enter");
  await page.getByText("Waiting to be sent").waitFor();
  await page.reload();
  await page.click("[data-firstline-bubble]");
  await page.getByRole("button", { name: /Wrong colour/ }).click();
  await page.getByText("Thank you.").waitFor();
  await page.getByText("Waiting to be sent").waitFor();
  desk.refuse = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(/· Sent$/).waitFor();
  await expect.poll(() => page.getByText("Thank you.").count()).toBe(1);
});

test("a token that has run out in mid-thread loses no word", async () => {
  const { desk, page } = stage;
  await stage.open();
  await submit(page);
  await page.getByRole("button", { name: "See my ticket" }).click();
  await page.getByLabel("Write a reply").waitFor();
  desk.refuse = { route: /messages/, code: "credentials_invalid" };
  await page.getByLabel("Write a reply").fill("Thank you.");
  await page.keyboard.press("Enter");
  await page.getByText(/Not sent\. To open this ticket here, use its link\./).waitFor();
  await page.getByText("Thank you.").waitFor();
  desk.refuse = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(/· Sent$/).waitFor();
});

test("forgetting takes along what waits to be sent, and the place it was kept in", async () => {
  const { desk, page } = stage;
  desk.open("Parcel", "It says delivered.");
  await stage.open();
  await page.evaluate(
    ([key, token]) => localStorage.setItem(`firstline:${key}`, `${token}`),
    [desk.site.key, desk.token],
  );
  await page.reload();
  await page.click("[data-firstline-bubble]");
  await page.getByRole("button", { name: "New ticket" }).click();
  desk.refuse = { route: /POST .v1.tickets/, code: "unavailable" };
  await submit(page);
  await page.getByText("Waiting to be sent").waitFor();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByRole("button", { name: "Forget this device" }).click();
  await page.locator(".danger").click();
  await page.getByRole("button", { name: "Send", exact: true }).waitFor();
  await vi.waitFor(async () => expect(await stored(page)).toEqual([]));
  expect(desk.tickets.size).toBe(1);
});
