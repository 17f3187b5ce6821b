import { expect, test } from "vitest";
import { useStage } from "./stage.ts";
import { screenViews, show, ticketViews } from "./views.ts";

const { now, signedInAt, findings } = useStage();

test("axe finds nothing in any view, and none is wider than a phone, whichever way it is written", {
  timeout: 600_000,
}, async () => {
  const { page, server, desk } = now();
  // Somebody who may see all of them.
  desk.signIn("admin");
  await signedInAt("#/mine");
  const views = [...ticketViews, ...(await screenViews(page))];
  expect(views.map(({ name }) => name)).toContain("settings, transfer");
  const found: string[] = [];
  for (const view of views) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await show(page, server.url, view);
    found.push(...(await findings()).map((finding) => `${view.name}: ${finding}`));
    await page.setViewportSize({ width: 360, height: 740 });
    for (const dir of ["ltr", "rtl"]) {
      await page.evaluate(`document.documentElement.dir = "${dir}"`);
      const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
      if (width > 360) found.push(`${view.name}, ${dir}: ${width} pixels wide`);
    }
  }
  expect(found).toEqual([]);
});
