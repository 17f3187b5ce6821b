import type { Page } from "playwright-core";

/** What has the focus, by its accessible name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    const named = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
    const label = named ? activeElement.labels?.[0]?.textContent : activeElement?.textContent;
    return (activeElement?.getAttribute("aria-label") ?? label ?? "").trim();
  });

/** Goes on with Tab until a control that is called so has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    const at = await focused(page);
    if (at.startsWith(name)) return;
    passed.push(at);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to “${name}”, but to: ${passed.join(" · ")}`);
}
