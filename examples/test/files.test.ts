import { readFile } from "node:fs/promises";
import type { Desk } from "@firstline/sdk/desk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInAdmin } from "./desk.ts";
import { bubbleOf, fillQuestion, openInConsole, openWorld, panelOf, type World } from "./world.ts";

let world: World;
let admin: Desk;
beforeAll(async () => {
  world = await openWorld();
  admin = await signInAdmin(world.desk);
});
afterAll(() => world?.close());

test("files go with a ticket and with its answer, are seen and saved on either side, and kept from everybody else", async () => {
  const visitor = await world.newPerson();
  const { page } = visitor;
  const panel = panelOf(page);
  await page.goto(world.shop);
  // Any picture would do: 1,280 by 800 pixels.
  const pole = await page.screenshot();
  await bubbleOf(page).click();
  await fillQuestion(page, { subject: "Bent pole", message: "See the picture." });
  await panel.locator("[type=file]").setInputFiles([
    { name: "pole.png", mimeType: "image/png", buffer: pole },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script>") },
    // What only looks like a picture is found out by what is in it.
    { name: "not-one.png", mimeType: "image/png", buffer: Buffer.from("<svg onload='alert(1)'/>") },
  ]);
  await panel.getByRole("status", { name: "pole.png, ready" }).waitFor();
  await panel.getByText("Files such as page.html are not taken.").waitFor();
  await panel.getByText("Files such as not-one.png are not taken.").waitFor();
  await panel.getByRole("button", { name: "Send", exact: true }).click();
  const number = (await panel.locator("output").textContent()) ?? "";
  await panel.getByRole("button", { name: "See my ticket" }).click();
  const picture = panel.getByRole("button", { name: "pole.png" });
  await picture.locator("canvas").waitFor();
  await expect.poll(() => picture.boundingBox()).toMatchObject({ width: 240, height: 150 });

  const agent = await world.newPerson();
  await agent.page.goto(world.desk.url + (await admin.agents.createLink("agt_amara")).link);
  await agent.page.getByText("Live", { exact: true }).waitFor();
  await openInConsole(agent, number);
  const saved = agent.page.waitForEvent("download");
  await agent.page.getByRole("button", { name: "pole.png" }).click();
  expect((await readFile(await (await saved).path())).equals(pole)).toBe(true);

  const { setup } = await admin.setup.get();
  const manual = new File(["%PDF-1.7 how to mend a pole"], "manual.pdf");
  const attachment = await admin.uploads.create(
    setup.sites.find(({ prefix }) => number.startsWith(prefix))?.id ?? "",
    manual,
  );
  await admin.tickets.reply(number, { text: "Here is how.", attachments: [attachment] });
  await panel.getByText("Here is how.").waitFor();
  const download = page.waitForEvent("download");
  await panel.getByTitle("Download manual.pdf").click();
  expect((await download).suggestedFilename()).toBe("manual.pdf");
  expect(await readFile(await (await download).path(), "utf8")).toBe("%PDF-1.7 how to mend a pole");

  // The address of a file opens for nobody by itself.
  const answer = await page.request.get(`${world.desk.url}/v1/attachments/${attachment.id}`);
  expect(answer.status()).toBe(401);
  expect(visitor.complaints).toEqual([]);
  expect(agent.complaints).toEqual([]);
  await visitor.context.close();
  await agent.context.close();
});
