import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core")), "utf8");
/** The rules that hang on colours. */
const colours = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds wrong with a page as it is, open shadow roots included: in light colours by all of its rules, then in
 * dark ones, which change nothing else, by those that hang on colours. One line each: colours, rule, and where.
 */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
    // What is right need not be told, and no rule that is on reads the style sheets.
    const options = { resultTypes: ["violations"], preload: false };
    const asked = colorScheme === "light" ? options : { ...options, runOnly: colours };
    const violations = await page.evaluate<Violation[]>(
      `axe.run(document, ${JSON.stringify(asked)}).then(({ violations }) => violations)`,
    );
    for (const { id, nodes } of violations) {
      for (const { html, any } of nodes) found.push(`${colorScheme}, ${id}: ${html} ${any[0]?.message ?? ""}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[];
}

/** Waits for all movement that comes to an end. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const root = document.querySelector("firstline-widget")?.shadowRoot;
    const running = [...document.getAnimations(), ...(root?.getAnimations() ?? [])];
    const ending = running.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
  })()`);
}
