import type { AtSize, Cell, Report } from "./measure.ts";
import { operations } from "./system.ts";

const columns = [
  ["operation", 10],
  ["conns", 5],
  ["desk/s", 8],
  ["floor/s", 8],
  ["ratio", 7],
  ["desk p50", 10],
  ["p99", 8],
  ["floor p50", 11],
  ["p99", 8],
  ["desk CPU", 10],
  ["floor CPU", 11],
  ["ratio", 7],
] as const;

/** The share of the bare worker's rate that the desk reaches. */
export const ratioOf = ({ systems }: Cell): number => systems.desk.rate / systems.floor.rate;

/** The report as a table for people. Times are milliseconds. */
export function tableOf(report: Report): string {
  const { machine, sizes } = report;
  const lines = [`${machine.cores} cores, ${machine.platform}, Node ${machine.node}; times in ms, CPU per request`];
  for (const size of sizes) lines.push("", ...sizeLines(size));
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (least && most && least !== most) lines.push("", ...growthLines(least, most));
  const foreign = Math.max(...sizes.flatMap((size) => size.cells.map((cell) => cell.foreign)));
  if (foreign >= 0.2) {
    lines.push(
      "",
      `Other programs used up to ${foreign.toFixed(1)} cores meanwhile: measure again on a quiet machine.`,
    );
  }
  return lines.join("\n");
}

function sizeLines(size: AtSize): string[] {
  const held = [size.memory.desk, size.memory.floor].map((memory) =>
    memory ? `${Math.round(memory.megabytes)} MB in ${memory.processes} processes` : "not told by this system",
  );
  return [
    `${size.tickets.toLocaleString("en")} tickets`,
    row(columns.map(([name]) => name)),
    ...size.cells.map((cell) => {
      const { desk, floor } = cell.systems;
      return row([
        cell.operation,
        String(cell.connections),
        desk.rate.toFixed(0),
        floor.rate.toFixed(0),
        ratioOf(cell).toFixed(2),
        desk.p50.toFixed(2),
        desk.p99.toFixed(1),
        floor.p50.toFixed(2),
        floor.p99.toFixed(1),
        desk.processor.toFixed(2),
        floor.processor.toFixed(2),
        (floor.processor / desk.processor).toFixed(2),
      ]);
    }),
    `Memory: desk ${held[0]}, floor ${held[1]}`,
  ];
}

/** How much longer the desk takes with the most tickets than with the least. */
function growthLines(least: AtSize, most: AtSize): string[] {
  const title = `Desk p50 at ${most.tickets.toLocaleString("en")} tickets over ${least.tickets.toLocaleString("en")}`;
  return [
    title,
    ...operations.map((operation) => {
      const ratios = most.cells
        .filter((cell) => cell.operation === operation)
        .map((cell) => {
          const small = least.cells.find(
            (other) => other.operation === operation && other.connections === cell.connections,
          );
          const ratio = cell.systems.desk.p50 / (small?.systems.desk.p50 ?? Number.NaN);
          return `${ratio.toFixed(2)} with ${cell.connections}`;
        });
      return `${operation.padEnd(10)} ${ratios.join(", ")}`;
    }),
  ];
}

const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => (index === 0 ? cell.padEnd(columns[0][1]) : cell.padStart(columns[index]?.[1] ?? 0)))
    .join("");
