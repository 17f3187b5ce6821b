// `npm run bench:sdk`: what a call costs over bare fetch, beside another SDK, on the same local answer in one run.
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Cell, measure } from "./measure.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
});

const columns = ["operation", "at once", "client", "calls/s", "p50 µs", "over fetch", "CPU µs", "over fetch"];
const widths = [10, 9, 11, 9, 9, 12, 9, 12];
const row = (cells: readonly string[]) =>
  cells.map((cell, index) => (index === 2 ? `  ${cell}`.padEnd(11) : cell.padStart(widths[index] ?? 0))).join("");

function linesOf({ operation, atOnce, figures }: Cell): string[] {
  const { fetch: bare } = figures;
  const more = (value: number, than: number) => `${value >= than ? "+" : "−"}${Math.abs(value - than).toFixed(0)}`;
  return Object.entries(figures).map(([client, { rate, p50, processor }]) =>
    row([
      operation,
      String(atOnce),
      client,
      rate.toFixed(0),
      p50.toFixed(0),
      client === "fetch" ? "" : more(p50, bare.p50),
      processor.toFixed(0),
      client === "fetch" ? "" : more(processor, bare.processor),
    ]),
  );
}

/** What the figures come to: calls a second as shares of bare fetch, and the overheads side by side. */
function ratiosOf({ operation, atOnce, figures }: Cell): string {
  const { fetch: bare, firstline, openai } = figures;
  const share = (rate: number) => (rate / bare.rate).toFixed(2);
  const overhead = (openai.processor - bare.processor) / (firstline.processor - bare.processor);
  return `${operation}, ${atOnce} at once: firstline ${share(firstline.rate)} and openai ${share(openai.rate)} of fetch's calls/s; firstline ${(firstline.rate / openai.rate).toFixed(2)} times openai's; openai's overhead in CPU is ${overhead.toFixed(2)} times firstline's`;
}

const tell = (line: string) => process.stdout.write(`${line}\n`);
const cells = await measure({ milliseconds: values.quick ? 800 : 6_000, atOnce: [1, 16] }, (line) => tell(`${line} …`));
tell(`\n${availableParallelism()} cores, ${process.platform} ${process.arch}, Node ${process.version}\n`);
tell(row(columns));
for (const cell of cells) tell(linesOf(cell).join("\n"));
tell("");
for (const cell of cells) tell(ratiosOf(cell));
if (values.json) await writeFile(values.json, `${JSON.stringify({ at: new Date().toISOString(), cells }, null, 2)}\n`);
