import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ahead, submit } from "./page.ts";
import { type Stage, useStages } from "./stage.ts";

const startStage = useStages();
let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

/** Opens a ticket and shows it. Returns its number. */
async function showTicket(): Promise<string> {
  await stage.open();
  await submit(stage.page);
  await stage.page.getByRole("button", { name: "See my ticket" }).click();
  await stage.page.getByLabel("Write a reply").waitFor();
  return [...stage.desk.tickets.keys()][0] ?? "";
}

test("the first view says whether somebody is there, and how soon an answer comes", async () => {
  const { desk, page, faults } = stage;
  desk.site.hours = { is: "closed", opensAt: ahead(24 * 60) };
  desk.site.usualAnswer = 45 * 60_000;
  await stage.open();
  await page.getByText(/^Closed, opens \w+ .*\d/).waitFor();
  await page.getByText("Usual first answer within 45 minutes").waitFor();
  desk.site.hours = { is: "open", until: null };
  desk.site.usualAnswer = null;
  await stage.open();
  await page.getByText("Open now").waitFor();
  expect(await page.getByText("Usual first answer").count()).toBe(0);
  expect(faults).toEqual([]);
});

test("many tickets can be searched, by subject and number, without a request", async () => {
  const { desk, page } = stage;
  for (let index = 0; index < 9; index++) desk.open(`Parcel ${index}`, "It says delivered.");
  const { number } = desk.open("A zip that sticks", "It does not close.");
  await stage.open();
  await page.evaluate(
    ([key, token]) => localStorage.setItem(`firstline:${key}`, `${token}`),
    [desk.site.key, desk.token],
  );
  await stage.open();
  await page.getByRole("button", { name: /Parcel 3/ }).waitFor();
  const asked = desk.requests.length;
  await page.getByRole("searchbox").fill("ZIP");
  await expect.poll(() => page.locator(".row").count()).toBe(1);
  await page.getByText("1 ticket", { exact: true }).waitFor();
  await page.getByRole("searchbox").fill(number);
  await expect
    .poll(() => page.locator(".row").allTextContents())
    .toEqual([expect.stringContaining("A zip that sticks")]);
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByText("0 tickets", { exact: true }).waitFor();
  expect(desk.requests.length).toBe(asked);
});

test("a solved ticket is rated, with words, and the rating may be changed", async () => {
  const { desk, page, faults } = stage;
  const number = await showTicket();
  expect(await page.getByText("How was our help?").count()).toBe(0);
  desk.status(number, "solved");
  await page.getByText("How was our help?").waitFor();
  await page.getByRole("radio", { name: "4 stars" }).check({ force: true });
  await page.getByText("Thank you!").waitFor();
  expect(desk.tickets.get(number)?.ticket.rating).toEqual({ score: 4, comment: null });
  await page.getByLabel("Anything to add?").fill("Quick and kind.");
  await page.locator(".rating button").click();
  await vi.waitUntil(() => desk.tickets.get(number)?.ticket.rating?.comment === "Quick and kind.");
  await page.getByRole("radio", { name: "5 stars" }).check({ force: true });
  await vi.waitUntil(() => desk.tickets.get(number)?.ticket.rating?.score === 5);
  expect(desk.tickets.get(number)?.ticket.rating?.comment).toBe("Quick and kind.");
  expect(faults).toEqual([]);
});

test("a message says when it was seen", async () => {
  const { desk, page } = stage;
  const number = await showTicket();
  await page.getByText(/· Sent$/).waitFor();
  await vi.waitUntil(() => desk.live() === 1);
  const found = desk.tickets.get(number);
  if (!found) throw new Error("no ticket");
  found.ticket.seen = { seq: found.ticket.seq, at: new Date().toISOString() };
  desk.happen(number, { type: "assigned", actor: { kind: "system" }, agent: { name: "Priya Natarajan" } });
  await page.getByText(/· Seen \d/).waitFor();
});

test("a closed ticket is followed up by another, which says so", async () => {
  const { desk, page } = stage;
  const number = await showTicket();
  desk.status(number, "closed");
  await page.getByRole("button", { name: "New ticket about this" }).click();
  await page.getByText(`Follows up ${number}`).waitFor();
  await expect.poll(() => page.getByLabel("Subject").inputValue()).toBe("Wrong colour");
  await page.getByLabel("Message").fill("Now it is black.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("output").waitFor();
  expect(desk.submissions.at(-1)).toMatchObject({ followUpOf: number, subject: "Wrong colour" });
});

test("what goes with a ticket is shown, line by line, and what is turned off stays here", async () => {
  const { desk, page, faults } = stage;
  await stage.open();
  await page.evaluate(`Firstline("update", { context: { Cart: () => "2 things" } })`);
  await page.getByLabel("Message").fill("It is green.");
  await page.getByRole("button", { name: "What we send" }).click();
  await page.getByLabel(/Address of this page/).waitFor();
  await page.getByText(page.url(), { exact: true }).waitFor();
  await page.getByText("2 things").waitFor();
  await page.getByLabel(/Browser/).uncheck();
  await page.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => page.getByLabel("Message").inputValue()).toBe("It is green.");
  await page.getByLabel("Subject").fill("Wrong colour");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("output").waitFor();
  expect(desk.submissions[0]?.context).toMatchObject({ page: page.url(), custom: { Cart: "2 things" } });
  expect(desk.submissions[0]?.context).not.toHaveProperty("browser");
  expect(faults).toEqual([]);
});

test("what has to be agreed to is asked for, and named when it is missing", async () => {
  const { desk, page } = stage;
  desk.site.consent = { version: "7", text: "I agree that you keep this for two years." };
  await stage.open();
  await submit(page);
  const box = page.getByRole("checkbox", { name: /keep this for two years/ });
  await expect.poll(() => box.evaluate((field: HTMLElement) => field.matches(":focus"))).toBe(true);
  await page.getByText("Please fill this in.").waitFor();
  await box.check();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("output").waitFor();
  expect(desk.submissions[0]).toMatchObject({ consent: { version: "7" } });
});

test("a site that wants to know its visitors says so, and lets those in whom the page has named", async () => {
  const { desk, page } = stage;
  desk.site.identifiedOnly = true;
  await stage.open();
  await page.getByText("Please sign in on this site to write to us.").waitFor();
  expect(await page.getByRole("button", { name: "Send", exact: true }).count()).toBe(0);
  const refused = await page.evaluate(`Firstline("identify", { token: "forged" }).catch(({ code }) => code)`);
  expect(refused).toBe("identity_invalid");
  await page.evaluate(`Firstline("identify", () => Promise.resolve("signed"))`);
  await page.getByRole("button", { name: "New ticket" }).click();
  expect(await page.getByLabel("E-mail").count()).toBe(0);
  await submit(page);
  await page.locator("output").waitFor();
});

test("who the visitor is may be said before the panel is opened", async () => {
  const { desk, page } = stage;
  desk.open("Parcel", "It says delivered.");
  desk.site.identifiedOnly = true;
  await page.goto("about:blank");
  await stage.open().catch(() => {});
  await page.reload();
  await page.evaluate(`Firstline("identify", { token: "signed" })`);
  expect(desk.requests.filter((route) => route.endsWith("identify"))).toEqual([]);
  await page.click("[data-firstline-bubble]");
  await page.getByRole("button", { name: /Parcel/ }).waitFor();
});

test("a ticket is found by its link, wherever it was kept", async () => {
  const { desk, page } = stage;
  const { number } = desk.open("Parcel", "It says delivered.");
  await stage.open();
  await page.getByRole("button", { name: "Find my tickets" }).click();
  await page.getByLabel("The link of a ticket").fill("nonsense");
  await page.getByRole("button", { name: "Open it" }).click();
  expect(desk.requests.filter((route) => route.includes("redeem"))).toEqual([]);
  await page.getByLabel("The link of a ticket").fill(`My ticket: ${desk.url}t/${number}#k=${desk.secret} `);
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByText("It says delivered.").waitFor();
});

test("a mailed link opens all tickets, once; a used one leads to where another is had", async () => {
  const { desk, page, faults } = stage;
  desk.site.restore = true;
  desk.open("Parcel", "It says delivered.");
  await stage.open();
  await page.getByRole("button", { name: "Find my tickets" }).click();
  await page.getByLabel("Your e-mail address").fill("kim@example.com");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await page.getByText(/a link is on its way/).waitFor();
  expect(desk.requests.at(-1)).toBe("POST /v1/visitors/restore");
  const mailed = `${desk.url}t/LARK#r=${desk.secret}`;
  await page.goto(mailed);
  // A scanner of mail opens it too, and uses nothing up.
  await page.getByRole("button", { name: "Open it" }).waitFor();
  expect(desk.requests.filter((route) => route.includes("redeem"))).toEqual([]);
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByRole("button", { name: /Parcel/ }).waitFor();
  expect(page.url()).toBe(`${desk.url}t/LARK`);
  await page.reload();
  await page.getByRole("button", { name: /Parcel/ }).waitFor();
  await page.goto("about:blank");
  await page.goto(mailed);
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByText("This link was used or has run out. Ask for another.").waitFor();
  expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});

test("a receipt is printed in a window of its own; where there is none, that is said", async () => {
  const { desk, page, faults } = stage;
  desk.promise = { answer: { is: "due", at: ahead(120) }, solution: null, staffedAt: null };
  await page.context().addInitScript("print = () => {}");
  await stage.open();
  await submit(page);
  const [paper] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: "Print" }).click()]);
  const [number = ""] = desk.tickets.keys();
  await paper.getByText("I ordered brown.").waitFor();
  expect(await paper.title()).toBe(`Receipt ${number}`);
  expect(await paper.getByText(/^Answer by/).count()).toBe(1);
  await paper.getByText(`${desk.url}t/${number}#k=${desk.secret}`).waitFor();
  expect(await paper.locator(".written").evaluate((text) => getComputedStyle(text).whiteSpace)).toContain("pre-wrap");
  expect(faults).toEqual([]);
  await paper.close();
  await page.evaluate("open = () => null");
  await page.getByRole("button", { name: "Print" }).click();
  await page.getByText("That did not work.").waitFor();
});

test("the page's last errors go with a ticket where the page allows it", async () => {
  const { desk, page } = stage;
  await stage.open();
  await page.evaluate(`Firstline("update", { errors: "yes" }).then(() => Firstline("resume"))`);
  await page.evaluate(`setTimeout(() => { throw new Error("the cart is empty") })`);
  await submit(page);
  await page.locator("output").waitFor();
  expect(desk.submissions[0]?.context?.errors).toEqual([expect.stringContaining("the cart is empty")]);
});
