import { html } from "hono/html";
import { codeBlock } from "../highlight.ts";
import { snippet } from "../snippet.ts";

export const testing = html`
  <p class="lead">A site that shows tickets wants to be tested without a server, without waiting, and against answers
    that are right.</p>
  <h2>A desk in memory</h2>
  <p>Both clients take a <code>fetch</code> of your own, so a test may put anything in the desk's place. The test kit
    puts a desk there: it decides with the real desk's code, and its answers keep to the contract.</p>
  ${codeBlock("Your test", snippet("testing.test.ts", "desk"))}
  <h2>Time, and things that go wrong</h2>
  ${codeBlock("Later, and broken", snippet("testing.test.ts", "later"))}
  <h2>The widget on your page</h2>
  <p>In a browser test, <code>data-firstline-bubble</code> and <code>data-firstline-panel</code> are stable handles
    within the widget's open shadow root:</p>
  ${codeBlock(
    "Playwright",
    `await page.locator("[data-firstline-bubble]").click();
await page.locator("[data-firstline-panel]").getByLabel("Message").fill("Where is it?");`,
  )}
  <h2>Webhooks</h2>
  ${codeBlock("A signed example", snippet("testing.test.ts", "webhook"))}`;
