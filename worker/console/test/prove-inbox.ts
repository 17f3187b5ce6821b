import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { DeskActor, DeskTicket } from "@firstline/sdk/wire";
import type { CDPSession, Page } from "playwright-core";
import { launchChromium } from "../../serve/chromium.ts";
import { compare, positionOf } from "../src/models/views.ts";
import { buildConsole } from "./build.ts";
import { createTestDesk, serve, type TestDesk } from "./desk.ts";
import { session } from "./stories.ts";

/** How large a desk is, for how long (s) its list is scrolled, and for how long (s) an hour's changes come. */
interface Size {
  readonly tickets: number;
  readonly scroll: number;
  readonly seconds: number;
}

/** What was seen; times in ms, memory in bytes once what nobody needs is gone. */
interface Seen {
  /** In how many answers the list came, and how many rows of it the page holds. */
  readonly pages: number;
  readonly rows: number;
  /** How many changes came while it was scrolled; the processor time of each of the page's tasks meanwhile. */
  readonly scrolledChanges: number;
  readonly tasks: readonly number[];
  /** The times between two frames meanwhile, and those without changes. */
  readonly gaps: readonly number[];
  readonly quietGaps: readonly number[];
  /** How many changes came afterwards, and what was in memory around them. */
  readonly changes: number;
  readonly heap: { readonly read: number; readonly before: number; readonly halfway: number; readonly after: number };
}

/** Changes a second. */
const rate = 200;
/** The page size of a list that is so long that reading all of it would take minutes otherwise. */
const pageSize = 5_000;

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Shows the list of a desk on a processor slowed to a quarter, with 200 changes a second, and what an hour's leave. */
export async function proveInbox({ tickets, scroll, seconds }: Size, assets: string): Promise<Seen> {
  const desk = largeDesk(tickets);
  const server = await serve(desk, assets);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const devtools = await page.context().newCDPSession(page);
    await page.goto(`${server.url}/console/#/open`);
    await page.locator("a.row").first().waitFor();
    while ((await page.locator(".more").count()) > 0) {
      await page.evaluate(() => document.querySelector(".inbox-scroll")?.scrollTo(0, Number.MAX_SAFE_INTEGER));
      await page.waitForTimeout(1);
      if (desk.asked() > tickets) throw new Error("The list does not end");
    }
    const pages = desk.asked();
    const rows = await page.locator("a.row").count();
    const read = await heapOf(devtools);

    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const quietGaps = await scrolled(page, devtools, scroll / 4);
    await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
    const stopLive = traffic(desk.stir, rate);
    const gaps = await scrolled(page, devtools, scroll);
    const scrolledChanges = stopLive();
    const tasks = tasksIn(JSON.parse((await browser.stopTracing()).toString()));
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });

    const before = await heapOf(devtools);
    const stopHour = traffic(desk.stir, (rate * 3_600) / 300);
    await wait(seconds / 2);
    const halfway = await heapOf(devtools);
    await wait(seconds / 2);
    const changes = stopHour();
    await page.waitForTimeout(1_000);
    const after = await heapOf(devtools);
    const heap = { read, before, halfway, after };
    return { pages, rows, scrolledChanges, tasks, gaps, quietGaps, changes, heap };
  } finally {
    await browser.close();
    await server.close();
  }
}

interface LargeDesk extends TestDesk {
  /** How often its list was asked for. */
  asked(): number;
  /** One of many small changes somewhere on the desk. */
  stir(): void;
}

function largeDesk(count: number): LargeDesk {
  const desk = createTestDesk();
  desk.signIn();
  const first = [...desk.tickets.values()].find(
    ({ ticket }) => ticket.site.id === "site_shop" && ticket.status === "open",
  );
  if (!first) throw new Error("The desk has no open ticket");
  const like = first.ticket.number;
  for (let index = 0; index < count; index += 1) desk.copy(like, index);
  const copies = [...desk.tickets.values()].slice(-count);
  for (const stored of copies) stored.events = [...stored.events];

  const listing = { view: "open", order: "due" } as const;
  const listed: DeskTicket[] = copies
    .map(({ ticket }) => ({ ticket, position: positionOf(ticket, listing) }))
    .sort((one, other) => compare(one.position, other.position))
    .map(({ ticket }) => ticket);
  let asked = 0;
  const colleagues = session.agents.map(({ id, name }): DeskActor => ({ kind: "agent", id, name }));
  const priorities = ["low", "normal", "high", "urgent"] as const;
  let changes = 0;
  return {
    ...desk,
    asked: () => asked,
    async handle(request) {
      const url = new URL(request.url);
      if (request.method === "GET" && url.pathname === "/v1/desk/tickets") {
        asked += 1;
        const from = Number(url.searchParams.get("cursor") ?? 0);
        const to = from + pageSize;
        return Response.json({ items: listed.slice(from, to), next: to < listed.length ? String(to) : null });
      }
      if (url.pathname === "/v1/desk/counts") {
        const view = { count: 1_000, more: true };
        return Response.json({ views: { open: view, mine: view }, saved: [] });
      }
      return desk.handle(request);
    },
    stir() {
      changes += 1;
      const stored = copies[(changes * 7_919) % count];
      if (!stored) return;
      const { ticket, events } = stored;
      const actor = colleagues[changes % colleagues.length] ?? { kind: "system" };
      const to = priorities[changes % priorities.length] ?? "normal";
      // Only the console's memory is looked at; the desk forgets.
      events.splice(8);
      const waitingSince = new Date().toISOString();
      desk.change(
        ticket.number,
        actor,
        [{ type: "priority", from: ticket.priority, to }],
        changes % 3 === 0 ? { priority: to, waitingSince } : { priority: to },
      );
      stored.ticket = { ...stored.ticket, seq: ticket.seq + 1 };
    },
  };
}

/** Changes so many tickets a second, until it is stopped; answers how many that were. */
function traffic(change: () => void, perSecond: number): () => number {
  const begun = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    for (; done < ((performance.now() - begun) / 1_000) * perSecond; done += 1) change();
  }, 10);
  return () => {
    clearInterval(timer);
    return done;
  };
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

/**
 * Scrolls the list for a while as a wheel does, on from another place every two seconds; answers the times between
 * frames (ms).
 */
async function scrolled(page: Page, devtools: CDPSession, seconds: number): Promise<number[]> {
  const gaps = page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const begun = performance.now();
        let before = begun;
        const frame = (now: number) => {
          gaps.push(now - before);
          before = now;
          if (now - begun > milliseconds) resolve(gaps);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1_000,
  );
  const speed = 1_500;
  for (let share = 0; share < seconds / 2; share += 1) {
    await page.evaluate((at) => {
      const box = document.querySelector(".inbox-scroll");
      if (box) box.scrollTop = at * box.scrollHeight;
    }, Math.random());
    const gesture = { x: 420, y: 500, yDistance: -2 * speed, speed, gestureSourceType: "mouse" } as const;
    await devtools.send("Input.synthesizeScrollGesture", gesture);
  }
  // The first one began before anything was scrolled.
  return (await gaps).slice(1);
}

/**
 * The processor time (ms) of each task of the thread that was the busiest: the page's own. Unlike the time between frames
 * it does not grow with what else the machine does; that the processor is slowed is in it.
 */
function tasksIn(trace: { traceEvents: { name: string; pid: number; tid: number; tdur?: number }[] }): number[] {
  const threads = Map.groupBy(
    trace.traceEvents.filter(({ name, tdur }) => name === "ThreadControllerImpl::RunTask" && tdur !== undefined),
    ({ pid, tid }) => `${pid} ${tid}`,
  );
  const times = [...threads.values()].map((events) => events.map(({ tdur = 0 }) => tdur / 1_000));
  const sum = (list: readonly number[]) => list.reduce((whole, time) => whole + time, 0);
  return times.sort((one, other) => sum(other) - sum(one))[0] ?? [];
}

/** Times (ms) in a few words. */
function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`;
  return `median ${at(0.5)}, 99th percentile ${at(0.99)}, longest ${at(1)} of ${times.length}`;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Tells it, and ends with 1 where a task took too long or memory grew. */
async function tell(size: Size): Promise<void> {
  /** How long (ms) a task may keep the page busy. */
  const longest = 100;
  const assets = await buildConsole();
  try {
    const { pages, rows, scrolledChanges, tasks, gaps, quietGaps, changes, heap } = await proveInbox(size, assets);
    const late = tasks.filter((time) => time > longest).length;
    console.log(
      `${size.tickets} tickets came in ${pages} pages; the page holds ${rows} rows and ${megabytes(heap.read)}`,
    );
    console.log(`scrolled at a quarter of the speed, with ${scrolledChanges} changes at ${rate} a second:`);
    console.log(`  processor time of a task: ${spread(tasks)}; ${late} over ${longest} ms`);
    console.log(`  between two frames: ${spread(gaps)}; without changes ${spread(quietGaps)}`);
    console.log(
      `${changes} changes in ${size.seconds} s: the heap held ${megabytes(heap.before)} before, ${megabytes(heap.halfway)} halfway, ${megabytes(heap.after)} after`,
    );
    if (late > 0 || heap.after > heap.before * 1.05) process.exitCode = 1;
  } finally {
    await rm(assets, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      tickets: { type: "string", default: "100000" },
      scroll: { type: "string", default: "20" },
      seconds: { type: "string", default: "300" },
    },
  });
  await tell({ tickets: Number(values.tickets), scroll: Number(values.scroll), seconds: Number(values.seconds) });
}
