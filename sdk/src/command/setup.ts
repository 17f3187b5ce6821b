import { readFile, writeFile } from "node:fs/promises";
import { createDesk, type VersionedSetup } from "../desk.ts";
import type { SetupDiff } from "../wire/index.ts";
import { connectionOf } from "./connection.ts";
import { json, plain, type Terminal } from "./terminal.ts";
import { UsageError, type Values } from "./usage.ts";

const fileOf = ({ file = "firstline.setup.json" }: Values): string => file;

export async function pullSetup(terminal: Terminal, values: Values): Promise<void> {
  const setup = await createDesk(connectionOf(terminal, values)).setup.get();
  const file = fileOf(values);
  if (file === "-") {
    terminal.write(json(setup));
    return;
  }
  await writeFile(file, json(setup)).catch(explain(file));
  const { version } = setup;
  terminal.write(values.json ? json({ file, version }) : `Version ${version} written to ${file}.\n`);
}

/** Tells what the file would change; resolves with whether it is anything. */
export async function diffSetup(terminal: Terminal, values: Values): Promise<boolean> {
  const desk = createDesk(connectionOf(terminal, values));
  const { setup } = await readSetup(terminal, fileOf(values));
  const diff = await desk.setup.diff(setup);
  terminal.write(values.json ? json(diff) : told(diff));
  return diff.changes.length > 0;
}

export async function pushSetup(terminal: Terminal, values: Values): Promise<void> {
  const desk = createDesk(connectionOf(terminal, values));
  const file = fileOf(values);
  const saved = await desk.setup.put(await readSetup(terminal, file));
  // The next push from this file replaces what this one has made.
  if (file !== "-") await writeFile(file, json(saved)).catch(explain(file));
  const { version } = saved;
  terminal.write(values.json ? json({ file, version }) : `The desk is at version ${version}.\n`);
}

function told({ version, changes, contracts }: SetupDiff): string {
  if (changes.length === 0) return `No change to version ${version}.\n`;
  const lines = changes.map(({ path, change, before, after }) => {
    const sides = [before, after].map((side) => (side === undefined ? "–" : JSON.stringify(side)));
    return `${change.padEnd(8)} ${path}\n         ${sides.join(" → ")}\n`;
  });
  const moved = contracts.map(({ id, version }) => `Contract ${id} gets version ${version}.\n`);
  return plain([`${changes.length} changes to version ${version}:\n`, ...lines, ...moved].join(""));
}

async function readSetup(terminal: Terminal, file: string): Promise<VersionedSetup> {
  const text = file === "-" ? await terminal.read() : await readFile(file, "utf8").catch(explain(file));
  const setup = parse(text);
  if (!isVersionedSetup(setup)) throw new UsageError(`${file} is no set-up: begin with “firstline setup pull”.`);
  return setup;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether this is a set-up as it was pulled; what is in it the desk judges, and says where it is wrong. */
function isVersionedSetup(value: unknown): value is VersionedSetup {
  const { version, setup } = Object(value);
  return Number.isInteger(version) && typeof setup === "object" && setup !== null;
}

const explain =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    const missing =
      error.code === "ENOENT" ? "is not there: begin with “firstline setup pull”" : `failed: ${error.code}`;
    throw new UsageError(`${file} ${missing}.`);
  };
