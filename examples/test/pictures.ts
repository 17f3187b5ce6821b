import { join } from "node:path";
import type { Person } from "./browser.ts";
import { root } from "./desk.ts";
import { askInShop, openInConsole, openWorld, panelOf, replyInConsole, signIn, type World } from "./world.ts";

// Takes the README's picture from the real thing: a visitor in the shop beside the agent who answers.

const height = 840;
const shopWidth = 600;
const consoleWidth = 1440;

async function play(world: World, visitor: Person, agent: Person): Promise<void> {
  const { number } = await askInShop(world, visitor, {
    topic: "Order and delivery",
    subject: "Tent pole arrived bent",
    message: "My Curlew 2 came today, but one of its poles is bent. We leave on Friday. Can you help?",
    email: "marta@example.com",
    name: "Marta Nowak",
  });
  await signIn(world, agent);
  await openInConsole(agent, number);
  await replyInConsole(agent, "Oh no! A new pole leaves today by express and is with you on Thursday.");
  const panel = panelOf(visitor.page);
  await panel.getByRole("textbox", { name: "Write a reply" }).fill("That is quick. Thank you!");
  await visitor.page.keyboard.press("Enter");
  await agent.page.getByRole("log").getByText("That is quick. Thank you!").waitFor();
  await agent.page.getByRole("textbox", { name: "Reply" }).fill("Have a good tour, Marta.");
}

async function photograph({ page }: Person): Promise<string> {
  // What is hovered or has the caret would look accidental.
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement?.blur()");
  await page.waitForLoadState("networkidle");
  const png = await page.screenshot({ caret: "hide" });
  return `data:image/png;base64,${png.toString("base64")}`;
}

const picture = (shop: string, desk: string) => `<!doctype html>
<style>
  body { margin: 0; padding: 36px; display: flex; gap: 36px; width: max-content;
    background: #dfe7e1; font: 15px system-ui, sans-serif; color: #3c4a42; }
  figure { margin: 0; background: #fff; border-radius: 14px; overflow: hidden; box-shadow: 0 4px 12px #1d352a33; }
  figcaption { padding: 11px 18px; background: #f7f8f7; border-bottom: 1px solid #d9dfdb; }
  img { display: block; height: ${height}px; }
</style>
<figure><figcaption><b>In the shop</b> · Marta asks and sees who has her ticket</figcaption><img src="${shop}"></figure>
<figure><figcaption><b>At the desk</b> · Amara answers; both see it at once</figcaption><img src="${desk}"></figure>`;

const world = await openWorld();
try {
  const visitor = await world.newPerson({ viewport: { width: shopWidth, height }, colorScheme: "light" });
  const agent = await world.newPerson({ viewport: { width: consoleWidth, height }, colorScheme: "light" });
  await play(world, visitor, agent);
  const frame = await world.newPerson();
  await frame.page.setContent(picture(await photograph(visitor), await photograph(agent)));
  const path = join(root, "examples/pictures/firstline.png");
  await frame.page.locator("body").screenshot({ path });
  process.stdout.write(`Took ${path}\n`);
} finally {
  await world.close();
}
