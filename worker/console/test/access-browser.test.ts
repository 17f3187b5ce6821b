import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useStage } from "./stage.ts";

const { now, newPage, openConsole, signedInAt, findings } = useStage();
const clara = "SHOP-100010";

/** Gives the page's browser a device that holds passkeys and always agrees. */
async function withDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const row = (page: Page) => page.locator("a.row").first();

describe("at the door", () => {
  test("a link is asked for by mail, and the mailed link signs in", async () => {
    const { page, desk } = now();
    await openConsole();
    await page.getByLabel("Your e-mail address").fill("clara@desk.test");
    await page.getByLabel("Your e-mail address").press("Enter");
    await page.getByText("Look into your mail").waitFor();
    await expect
      .poll(() => desk.calls.find(({ name }) => name === "POST /v1/desk/sign-in/links")?.body)
      .toEqual({
        email: "clara@desk.test",
        language: "en",
      });
    expect(await findings()).toEqual([]);
    await openConsole("#signin=mailed");
    await row(page).waitFor();
  });

  test("what is wrong is said, and what was typed stays", async () => {
    const { page, desk } = now();
    await openConsole();
    desk.fail("POST /v1/desk/sign-in/links", "too_many_requests", "network");
    await page.getByLabel("Your e-mail address").fill("clara@desk.test");
    await page.getByRole("button", { name: "Mail me a sign-in link" }).click();
    await page.getByText("That was too often.").waitFor();
    expect(await page.getByLabel("Your e-mail address").inputValue()).toBe("clara@desk.test");
  });

  test("a used link says so, and offers another one", async () => {
    const { page } = now();
    await openConsole("#signin=used");
    await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
    await page.getByLabel("Your e-mail address").waitFor();
    expect(page.url()).not.toContain("signin");
  });

  test("an issuer signs in through its answer in the fragment, which is gone afterwards", async () => {
    const { page, desk } = now();
    await openConsole();
    await page.getByRole("button", { name: "Continue with Staff account" }).click();
    await row(page).waitFor();
    await expect
      .poll(() => desk.calls.find(({ name }) => name === "POST /v1/desk/sessions")?.body)
      .toEqual({
        oidc: { state: "s", code: "good", iss: "https://id.test" },
      });
    expect(page.url()).not.toContain("code");
  });

  test.each([
    ["#state=s&code=stranger", "Nobody here has that address"],
    ["#state=s&code=old", "That did not sign you in"],
    ["#state=s&error=access_denied", "That did not sign you in"],
  ])("%s: %s", async (fragment, title) => {
    await openConsole(fragment);
    await now().page.getByRole("heading", { name: title }).waitFor();
    expect(now().page.url()).not.toContain("state");
  });

  test("it fits a phone, and axe finds nothing", async () => {
    const { page } = await newPage({ width: 360, height: 740 });
    await openConsole();
    await page.getByLabel("Your e-mail address").waitFor();
    expect(await findings()).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });
});

describe("a session that is lost over a reply", () => {
  async function lose(): Promise<Page> {
    await signedInAt(`#/mine/${clara}`);
    const { page, desk } = now();
    await page.getByRole("textbox", { name: "Reply" }).fill("Hello Clara, it leaves us today.");
    desk.revoke();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog", { name: "Sign in to go on" }).waitFor();
    return page;
  }
  const sent = () => now().desk.calls.filter(({ name }) => name === "POST /v1/desk/tickets/:number/reply");
  const arrived = (page: Page) => page.locator(".entry, .message").filter({ hasText: "it leaves us today" }).first();

  test("goes on once the agent is back: what was sent arrives, once, and the ticket is still open", async () => {
    const page = await lose();
    expect(await findings()).toEqual([]);
    // The link in the mail opens another tab; this one finds out by itself.
    now().desk.signIn();
    await page.getByRole("dialog", { name: "Sign in to go on" }).waitFor({ state: "detached" });
    await expect.poll(() => now().desk.tickets.get(clara)?.events.at(-1)?.type).toBe("message");
    expect(new Set(sent().map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(page.url()).toContain(clara);
    await arrived(page).waitFor();
  });

  test("cannot be closed by Escape; whoever leaves keeps what is not sent for the next time", async () => {
    const page = await lose();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Sign in to go on" }).waitFor();
    await page.getByRole("button", { name: "Leave instead" }).click();
    await page.getByRole("heading", { name: "You are signed out" }).waitFor();
    now().desk.signIn();
    await page.reload();
    await page.getByText("it leaves us today").first().waitFor();
  });

  test("an open dialog with all that is in it is still there", async () => {
    await signedInAt("#/mine");
    const { page, desk } = now();
    await page.getByRole("button", { name: "New ticket" }).click();
    await page.getByLabel("Subject").fill("By phone");
    await page.getByLabel("E-mail of the requester").fill("nora@mail.example");
    await page.getByLabel("Message").fill("They called.");
    desk.revoke();
    await page.getByRole("button", { name: "Open the ticket" }).click();
    await page.getByRole("dialog", { name: "Sign in to go on" }).waitFor();
    desk.signIn();
    await page
      .getByText(/^You opened/)
      .first()
      .waitFor();
    await expect.poll(() => desk.calls.filter(({ name }) => name === "POST /v1/desk/tickets").length).toBe(2);
  });
});

describe("the account", () => {
  test("a passkey is added, renamed and removed, and signs in at the door", async () => {
    await signedInAt("#/mine");
    const { page, desk, server } = now();
    await withDevice(page);
    // An address in digits is no name that a passkey could be for.
    const account = `${server.url.replace("127.0.0.1", "localhost")}/console/#/account`;
    await page.goto(account);
    await page.getByLabel("Name").fill("Work key");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const added = page.getByRole("listitem").filter({ hasText: "Work key" });
    await added.waitFor();
    await added.getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("Name").first().fill("Old key");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("listitem").filter({ hasText: "Old key" }).waitFor();
    expect(await findings()).toEqual([]);

    desk.revoke();
    await page.goto("about:blank");
    await page.goto(account);
    // This device agrees at once to what the address field offers.
    await page.getByRole("heading", { name: "Account" }).waitFor();
    const proof = desk.calls.find(({ name }) => name === "POST /v1/desk/sessions")?.body;
    expect(proof).toMatchObject({ passkey: { response: { signature: expect.any(String) } } });
    await page.getByRole("listitem").filter({ hasText: "Old key" }).getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("listitem").filter({ hasText: "Old key" }).waitFor({ state: "detached" });
  });

  test("other sessions are listed and ended", async () => {
    await signedInAt("#/mine");
    const { page } = now();
    await openConsole("#/account");
    await page.getByText("This browser", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Safari, iPhone").waitFor({ state: "detached" });
    await page.getByText("Firefox, Linux").waitFor();
  });
});

describe("for admins", () => {
  async function settingsAt(name: string): Promise<Page> {
    now().desk.signIn("admin");
    await signedInAt("#/mine");
    await openConsole(`#/settings/${name}`);
    return now().page;
  }

  test("a key is made, its secret is shown once, and it is revoked", async () => {
    const page = await settingsAt("keys");
    await page.getByLabel("Name").fill("Nightly job");
    await page.getByLabel("Change the settings").check();
    await page.getByText("can make themselves an admin").waitFor();
    await page.getByRole("button", { name: "Make the key" }).click();
    const secret = page.getByRole("dialog", { name: "Copy the secret now" });
    await expect.poll(() => secret.getByLabel("Secret").inputValue()).toMatch(/^fls_key_/);
    await secret.getByRole("button", { name: "Copy" }).click();
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toMatch(/^fls_key_/);
    await secret.getByRole("button", { name: "I have kept it" }).click();
    const made = page.getByRole("listitem").filter({ hasText: "Nightly job" });
    await made.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await made.waitFor({ state: "detached" });
    await expect.poll(() => page.content()).not.toContain("fls_key_");
    expect(await findings()).toEqual([]);
  });

  test("an identity key is made for a site", async () => {
    const page = await settingsAt("identityKeys");
    await page.getByText("Shop server").waitFor();
    await page.getByLabel("Name").fill("Backup server");
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByRole("button", { name: "I have kept it" }).click();
    await page.getByRole("listitem").filter({ hasText: "Backup server" }).waitFor();
    expect(await findings()).toEqual([]);
  });

  test("an issuer is set up, and its secret is set and never shown", async () => {
    const page = await settingsAt("signIn");
    const staff = page.getByRole("region", { name: "Staff account" });
    await staff.getByLabel("Client secret").fill("hush");
    await staff.getByRole("button", { name: "Set" }).click();
    await staff.getByText("A secret is kept, encrypted.").waitFor();
    await expect.poll(() => staff.getByLabel("Client secret").inputValue()).toBe("");
    await page.getByRole("button", { name: "Add a service" }).click();
    const added = page.getByRole("region", { name: "New service" });
    await added.getByText("Save the settings").waitFor();
    await added.getByLabel("Client ID").fill("desk");
    await added.getByLabel("Issuer").fill("https://id.example.com");
    await added.getByLabel("Name").fill("Partners");
    expect(await findings()).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("region", { name: "Partners" }).getByLabel("Client secret").waitFor();
  });

  test("an agent is signed out everywhere", async () => {
    const page = await settingsAt("sessions");
    await page.getByText("Safari, iPhone").waitFor();
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Nowhere.").waitFor();
    expect(await findings()).toEqual([]);
  });

  test("the audit log is read, narrowed, and gone on with; a change of the settings opens", async () => {
    const page = await settingsAt("audit");
    const lines = page.getByRole("list", { name: "Audit log" }).locator(":scope > li");
    await expect.poll(() => lines.count()).toBe(50);
    await page.getByText("2 changes").click();
    await page.getByText("teams.team_1.lead").waitFor();
    expect(await findings()).toEqual([]);
    await page.getByRole("button", { name: "Load more" }).click();
    await expect.poll(() => lines.count()).toBe(63);
    await page.getByLabel("What").selectOption("sign_in_failed");
    await expect.poll(() => lines.count()).toBe(1);
    await page.getByText("4 failed sign-ins by link within an hour").waitFor();
  });
});
