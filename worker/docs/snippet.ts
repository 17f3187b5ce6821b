import { readFileSync } from "node:fs";

/**
 * A piece of a program in `code/`, which is compiled with the rest: what stands between `// #region NAME` and
 * `// #endregion`. So a guide shows nothing that the types refuse.
 * @throws Error if the file has no such piece.
 */
export function snippet(file: string, region: string): string {
  const text = readFileSync(new URL(`code/${file}`, import.meta.url), "utf8");
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === "// #endregion");
  if (start === -1 || end === -1) throw new Error(`code/${file} has no region ${region}.`);
  const piece = lines.slice(start + 1, end);
  const indent = Math.min(...piece.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return piece
    .map((line) => line.slice(indent))
    .join("\n")
    .trim();
}
