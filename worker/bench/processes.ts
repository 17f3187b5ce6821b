import { readdirSync, readFileSync } from "node:fs";

/** What a process and its descendants hold: how many they are, and their memory (MB, shared pages counted once). */
export interface Memory {
  readonly processes: number;
  readonly megabytes: number;
}

/** The memory of a process tree; undefined where the system does not tell (it does on Linux). */
export function memoryOf(root: number): Memory | undefined {
  const sizes = treeOf(root).flatMap((id) => {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1];
    return kilobytes === undefined ? [] : [Number(kilobytes)];
  });
  if (sizes.length === 0) return undefined;
  return { processes: sizes.length, megabytes: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
}

/** Processor time (ms) that the whole machine has spent so far; 0 where the system does not tell. */
export function machineTime(): number {
  const fields = read("/proc/stat").split("\n", 1).join().trim().split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = fields;
  return (user + nice + system + interrupts + softInterrupts) * tick;
}

/** Processor time (ms) that a process and its descendants have spent so far; 0 where the system does not tell. */
export function treeTime(root: number): number {
  let ticks = 0;
  for (const id of treeOf(root)) {
    const fields = fieldsOf(id);
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks * tick;
}

/** Linux counts in hundredths of a second. */
const tick = 10;

/** A process with all its descendants. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of list("/proc")) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    const parent = Number(fieldsOf(id)[1]);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const tree = [root];
  for (const id of tree) tree.push(...(children.get(id) ?? []));
  return tree;
}

/** The fields of a process's status after its name, which may hold spaces: state, parent, …, time in user mode (11) and in the kernel (12). */
const fieldsOf = (id: number): string[] => (read(`/proc/${id}/stat`).split(") ").at(-1) ?? "").split(" ");

/** A file's text; empty if it is not there, for processes come and go. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
