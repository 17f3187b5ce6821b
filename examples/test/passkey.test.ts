import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "./browser.ts";
import { openWorld, signIn, type World } from "./world.ts";

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.newPerson();
});
afterAll(() => world?.close());

/** A device that holds passkeys; while nobody is there it waits, as a real one does. */
async function addAuthenticator({ context, page }: Person) {
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    someoneIsThere: (enabled: boolean) =>
      devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
  };
}

test("a passkey is added, and signs in at a click on its button", async () => {
  const { page } = admin;
  const authenticator = await addAuthenticator(admin);
  await signIn(world, admin);
  await page.goto(`${world.desk.url}/console/#/account`);
  await page.getByLabel("Name").last().fill("Laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("list", { name: "Passkeys" }).getByText("Laptop").waitFor();

  await authenticator.someoneIsThere(false);
  await page.evaluate(() => {
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    const asked: (string | undefined)[] = [];
    credentials.get = (options) => {
      asked.push(options?.mediation);
      return get(options);
    };
    Object.assign(window, { asked });
  });
  const asked = () => page.evaluate("asked");
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.getByLabel("Your e-mail address").waitFor();
  await expect.poll(asked).toEqual(["conditional"]);
  await authenticator.someoneIsThere(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  // The field for the address had asked too, and it was not that which let them in.
  expect(await asked()).toEqual(["conditional", undefined]);
  expect(admin.complaints).toEqual([]);
});
