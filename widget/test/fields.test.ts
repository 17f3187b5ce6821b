import { afterEach, beforeEach, expect, test } from "vitest";
import { submit } from "./page.ts";
import { type Stage, useStages } from "./stage.ts";

const startStage = useStages();
let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

test("a topic's fields are filled in with native controls, checked, and sent", async () => {
  const { desk, page } = stage;
  await stage.open();
  await page.getByLabel("Repairs").check();
  expect(await page.getByLabel("Size", { exact: true }).count()).toBe(0);
  await page.getByLabel("What is it?").selectOption("Boots");
  await page.getByRole("spinbutton", { name: "Size" }).fill("99");
  await page.getByLabel("Link to a photo").fill("not an address");
  await submit(page);
  const notes = (name: string) => page.locator(`[id="fields.${name}-notes"]`).textContent();
  expect(await notes("orderNumber")).toBe("Please fill this in. Stands on the delivery note");
  expect(await notes("size")).toBe("Please give a number. 34 to 48");
  expect(await notes("faults")).toContain("Please fill this in.");
  expect(await notes("photo")).toContain("Please give an address that begins with https://.");
  expect(await page.getByLabel("Order number").evaluate((field) => field.matches(":focus"))).toBe(true);
  expect(desk.submissions).toEqual([]);

  await page.getByLabel("Order number").fill("L-1");
  await page.getByRole("spinbutton", { name: "Size" }).fill("42.5");
  await page.getByLabel("Day of purchase").fill("2026-11-02");
  await page.getByLabel("Zip", { exact: true }).check();
  await page.getByLabel("Buckle", { exact: true }).check();
  await page.getByLabel("Zip", { exact: true }).uncheck();
  await page.getByLabel("How was it used?").fill("On two walks.");
  await page.getByLabel("E-mail of the shop").fill("shop@shop.example");
  await page.getByLabel("Link to a photo").fill("https://shop.example/1.png");
  desk.refuse = {
    route: /POST/,
    code: "invalid",
    issues: [{ path: "body.fields.orderNumber", message: "must be an order number" }],
  };
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("Please check what is marked.").waitFor();
  expect(await notes("orderNumber")).toContain("Please check this.");
  desk.refuse = undefined;
  await page.reload();
  await page.click("[data-firstline-bubble]");
  expect(await page.getByLabel("Order number").inputValue()).toBe("L-1");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForSelector("output");
  expect(desk.submissions).toMatchObject([
    {
      topic: "top_repair",
      language: await page.evaluate("navigator.language"),
      fields: {
        orderNumber: "L-1",
        bought: "2026-11-02",
        kind: "Boots",
        size: 42.5,
        faults: ["Buckle"],
        wear: "On two walks.",
        shopMail: "shop@shop.example",
        photo: "https://shop.example/1.png",
      },
    },
  ]);
});

test("a date that is half typed is not lost in silence", async () => {
  const { page } = stage;
  await stage.open();
  await page.getByLabel("Repairs").check();
  await page.getByLabel("Day of purchase").click();
  await page.keyboard.type("11");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("Please give a date.").waitFor();
});
