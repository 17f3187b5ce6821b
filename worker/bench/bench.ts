import { writeFileSync } from "node:fs";
import { build } from "../serve/build.ts";
import { run } from "../serve/usage.ts";
import { measure } from "./measure.ts";
import { readBenchOptions } from "./options.ts";
import { start } from "./start.ts";
import { tableOf } from "./table.ts";

const tell = (line: string): void => {
  process.stdout.write(`${line} …\n`);
};

await run(async () => {
  const options = readBenchOptions(process.argv.slice(2));
  await build((name) => tell(`Building ${name}`));
  if (options.hold) return await hold(options.sizes[0] ?? 1000);
  const report = await measure(options, tell);
  process.stdout.write(`\n${tableOf(report)}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
});

/** Starts the bench's desk for another program to measure, and stays until it is told to end. */
async function hold(tickets: number): Promise<void> {
  const desk = await start("desk", tickets);
  const { url, credentials } = desk.ready;
  process.stdout.write(
    `\nThe desk answers at ${url} with ${tickets.toLocaleString("en")} tickets; its process is ${desk.process}.\n\n` +
      `export FIRSTLINE_SITE=${credentials?.site} FIRSTLINE_KEY=${credentials?.key}\n` +
      `export FIRSTLINE_SESSION=${credentials?.session}\n\nStop it with Ctrl+C; its data go with it.\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  await desk.stop();
}
