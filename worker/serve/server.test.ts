import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";
import { openFolder } from "./folder.ts";
import { mailTold } from "./mail.ts";
import { type Served, serve } from "./server.ts";

// A small worker that stands for the desk: it shows what the runner gives a worker, whatever the desk does with it.
const standIn = `
import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  async fetch() { return new Response(String(this.ctx.storage.sql !== undefined)); }
}
export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/notes" && request.method === "POST") {
      await env.DB.prepare("INSERT INTO notes (text) VALUES (?)").bind(await request.text()).run();
      return new Response(null, { status: 201 });
    }
    if (pathname === "/notes") {
      return Response.json((await env.DB.prepare("SELECT text FROM notes ORDER BY id").all()).results.map((row) => row.text));
    }
    if (pathname === "/room") return env.ROOMS.get(env.ROOMS.idFromName("one")).fetch(request);
    if (pathname === "/sieve") return Response.json(await env.SIEVE.limit({ key: "one" }));
    if (pathname === "/settings") return Response.json([env.FIRSTLINE_SECRET.length, env.ADDRESS_HEADER, env.DESK_URL]);
    if (pathname === "/mail") return Response.json(await env.MAIL.send(await request.json()));
    if (pathname === "/outbound") {
      return env.OUTBOUND.fetch(await request.text()).catch((error) => new Response(error.message, { status: 502 }));
    }
    if (pathname === "/object" && request.method === "PUT") {
      await env.FILES.put("one", request.body);
      return new Response(null, { status: 201 });
    }
    if (pathname === "/object") return new Response((await env.FILES.get("one"))?.body ?? "none");
    if (pathname.startsWith("/files/")) return env.ASSETS.fetch("https://assets" + pathname.slice(6));
    return new Response("not found", { status: 404 });
  },
  async scheduled(controller, env) {
    await env.DB.prepare("INSERT INTO notes (text) VALUES (?)").bind("cron " + controller.cron).run();
  },
};
`;

const made = mkdtempSync(join(tmpdir(), "firstline-serve-"));
const file = (name: string) => join(made, name);
mkdirSync(file("assets/console"), { recursive: true });
mkdirSync(file("migrations"));
writeFileSync(file("worker.js"), standIn);
writeFileSync(file("assets/console/index.html"), "<h1>Console</h1>");
writeFileSync(
  file("migrations/0001_notes.sql"),
  "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;",
);
afterAll(() => rmSync(made, { recursive: true }));

let data: string;
const open: { close: () => Promise<void> }[] = [];
beforeEach(() => {
  data = mkdtempSync(file("data-"));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: Partial<Parameters<typeof serve>[0]> = {}): Promise<Served> {
  const folder = await openFolder(data);
  const served = await serve({
    port: 0,
    worker: file("worker.js"),
    assets: file("assets"),
    migrations: file("migrations"),
    state: folder.state,
    runtimeId: folder.runtimeId,
    secret: folder.secret,
    ...options,
  });
  const close = async () => {
    await served.close();
    folder.release();
  };
  open.push({ close });
  return { ...served, close };
}

test("gives the worker its database, rooms, objects, files, sieve and settings", async () => {
  const { url } = await start();
  expect(await (await fetch(`${url}/notes`)).json()).toEqual([]);
  expect(await (await fetch(`${url}/room`)).text()).toBe("true");
  expect(await (await fetch(`${url}/object`)).text()).toBe("none");
  expect(await (await fetch(`${url}/sieve`)).json()).toEqual({ success: true });
  expect(await (await fetch(`${url}/settings`)).json()).toEqual([43, "", url]);
  const page = await fetch(`${url}/files/console/index.html`, { redirect: "manual" });
  expect([page.status, await page.text()]).toEqual([200, "<h1>Console</h1>"]);
  expect((await fetch(`${url}/files/none.html`)).status).toBe(404);
});

test("lets the worker's webhooks reach no address of this machine, by number or by name", async () => {
  let reached = 0;
  const inner = createServer((socket) => {
    reached++;
    socket.end();
  });
  inner.listen(0, "127.0.0.1");
  await once(inner, "listening");
  open.push({ close: async () => void inner.close() });
  const address = inner.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const { url } = await start();
  for (const host of ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]) {
    const answer = await fetch(`${url}/outbound`, { method: "POST", body: `http://${host}:${port}/` });
    expect([host, answer.status]).toEqual([host, 502]);
  }
  expect(reached).toBe(0);
});

test("takes the worker's mail, keeps the last fifty, and sends nothing anywhere", async () => {
  const told: unknown[] = [];
  const { url, mails } = await start({ onMail: (mail) => told.push(mail) });
  const mail = (to: string) => ({
    from: { name: "Desk", email: "desk@firstline.invalid" },
    to,
    subject: "Zażółć",
    text: "One\n\nTwo\n",
    headers: { "Auto-Submitted": "auto-generated" },
  });
  const send = async (message: unknown) =>
    (await fetch(`${url}/mail`, { method: "POST", body: JSON.stringify(message) })).status;
  for (let index = 0; index < 51; index++) expect(await send(mail(`kim${index}@example.test`))).toBe(200);
  expect(told).toHaveLength(51);
  expect(mails).toHaveLength(50);
  expect(mails.at(-1)).toEqual(mail("kim50@example.test"));
  expect(mailTold(mail("kim@example.test"))).toBe("  Mail to kim@example.test\n  Zażółć\n\n  One\n\n  Two");
  // What is no mail of ours fails where it was sent, and does not end the runner.
  expect(await send({ to: "kim@example.test" })).toBe(500);
  expect(await send(mail("lou@example.test"))).toBe(200);
});

test("keeps the data and the secret, and fills before anybody is let in", async () => {
  const first = await start({
    fill: async (database) => {
      await database.send([{ sql: "INSERT INTO notes (text) VALUES ('filled')", values: [] }]);
    },
  });
  expect(await (await fetch(`${first.url}/notes`)).json()).toEqual(["filled"]);
  await fetch(`${first.url}/notes`, { method: "POST", body: "kept" });
  await fetch(`${first.url}/object`, { method: "PUT", body: "stored" });
  const secret = readFileSync(join(data, "secret"), "utf8");
  expect(statSync(join(data, "secret")).mode & 0o777).toBe(0o600);
  await first.close();
  open.pop();

  const second = await start();
  expect(await (await fetch(`${second.url}/notes`)).json()).toEqual(["filled", "kept"]);
  expect(await (await fetch(`${second.url}/object`)).text()).toBe("stored");
  expect(readFileSync(join(data, "secret"), "utf8")).toBe(secret);
});

test("takes up a new worker and new migrations on reload, on the same port", async () => {
  const { url, reload } = await start();
  writeFileSync(file("migrations/0002_more.sql"), "INSERT INTO notes (text) VALUES ('a;b'); -- one; more\n");
  try {
    await reload();
    await reload();
    expect(await (await fetch(`${url}/notes`)).json()).toEqual(["a;b"]);
  } finally {
    rmSync(file("migrations/0002_more.sql"));
  }
});

test("fires the cron itself, and nobody else can", async () => {
  const { url } = await start({ cronEvery: 200 });
  await expect
    .poll(async () => await (await fetch(`${url}/notes`)).text(), { timeout: 5000 })
    .toMatch(/cron \* \* \* \* \*.*cron/);
  expect((await fetch(`${url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`)).status).toBe(404);
});

test.runIf(process.platform === "linux")(
  "the runtime's own entry fires neither cron nor mail, and asks no database",
  async () => {
    const { url } = await start();
    const id = Number(readFileSync(join(data, "runtime.pid"), "utf8"));
    const ports = listeningPorts(id);
    expect(ports).toContain(Number(new URL(url).port));
    for (const port of ports) {
      for (const path of ["scheduled?cron=*+*+*+*+*", "email?from=a@b.example&to=c@d.example", "explorer"]) {
        const method = path.startsWith("email") ? "POST" : "GET";
        const response = await fetch(`http://127.0.0.1:${port}/cdn-cgi/local/${path}`, { method });
        expect(response.status, `${port} ${path}`).toBe(404);
      }
      const body = JSON.stringify([{ sql: "INSERT INTO notes (text) VALUES ('asked')", values: [] }]);
      const response = await fetch(`http://127.0.0.1:${port}`, {
        method: "POST",
        headers: { "MF-Route-Override": "database", authorization: "" },
        body,
      });
      expect(response.ok, `${port}`).toBe(false);
    }
    expect(await (await fetch(`${url}/notes`)).json()).toEqual([]);
  },
);

test("a second runner is kept off the same folder", async () => {
  await start();
  writeFileSync(join(data, "lock"), String(process.ppid));
  await expect(openFolder(data)).rejects.toThrow(/in use by another Firstline/);
});

test("agrees with what Cloudflare is told", () => {
  const source = readFileSync(join(import.meta.dirname, "server.ts"), "utf8");
  expect(readConfig({ config: join(import.meta.dirname, "../wrangler.jsonc") })).toMatchObject({
    compatibility_date: source.match(/compatibilityDate = "([\d-]+)"/)?.[1],
    compatibility_flags: [],
    assets: { binding: "ASSETS", run_worker_first: true, html_handling: "none" },
    d1_databases: [{ binding: "DB" }],
    r2_buckets: [{ binding: "FILES" }],
    durable_objects: { bindings: [{ name: "ROOMS", class_name: "Room" }] },
    ratelimits: [{ name: "SIEVE" }],
    triggers: { crons: ["* * * * *"] },
  });
});

const launcher = join(import.meta.dirname, "launch.mjs");

/** Runs the command as a person would; gathers what it says. */
function launch(...args: string[]) {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", error: "" };
  child.stdout.on("data", (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    said.error += String(chunk);
  });
  const ended = once(child, "close").then(() => child.exitCode);
  return { child, said, ended };
}

test("wrong options, a folder that cannot be, and an unknown command: one line, exit code 2", async () => {
  writeFileSync(file("plain"), "");
  const cases = [
    ["start", "--prot", "1"],
    ["start", "--port", "many"],
    ["start", "--port", "65536"],
    ["start", "--data", ""],
    ["start", "--port", "0", "--data", "/proc/firstline"],
    ["start", "--port", "0", "--data", join(file("plain"), "below")],
    ["begin"],
  ];
  for (const args of cases) {
    const { said, ended } = launch(...args);
    expect(await ended, args.join(" ")).toBe(2);
    expect(said.error, args.join(" ")).toMatch(/^firstline: [^\n]+\n$/);
  }
});

test("a taken port: one line, exit code 2, nothing written", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { said, ended } = launch("start", "--port", String(port), "--data", join(data, "new"));
  expect(await ended).toBe(2);
  expect(said.error).toBe(`firstline: Port ${port} is taken. Choose another with --port.\n`);
  expect(existsSync(join(data, "new"))).toBe(false);
  taken.close();
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "after %s nothing is left running, and it starts again",
  async (signal) => {
    for (let round = 0; round < 2; round++) {
      const { child, said, ended } = launch("start", "--port", "0", "--data", data, "--empty");
      await expect.poll(() => said.out, { timeout: 60_000 }).toContain("Firstline is ready");
      const origin = said.out.match(/(http:\/\/localhost:\d+)\/console\/#signin=[\w-]{43}\n/)?.[1];
      expect(said.out).toMatch(
        new RegExp(`<script async src="${origin}/firstline.js" data-site="pk_\\w+"></script>\n`),
      );
      expect((await fetch(`${origin}/openapi.json`)).status).toBe(200);
      const runtime = Number(readFileSync(join(data, "runtime.pid"), "utf8"));
      child.kill(signal);
      await ended;
      if (signal === "SIGTERM") expect(child.exitCode).toBe(0);
      await expect.poll(() => isRunning(runtime), { timeout: 5000 }).toBe(false);
      await wait(50);
    }
  },
  120_000,
);

function isRunning(id: number): boolean {
  // A process that has ended but that nobody has reaped shows an empty command line.
  return existsSync(`/proc/${id}/cmdline`) && readFileSync(`/proc/${id}/cmdline`, "utf8") !== "";
}

/** The TCP ports on which a process listens, read from the kernel's tables. */
function listeningPorts(id: number): number[] {
  const sockets = new Set(listSockets(id));
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/${id}/net/${table}`, "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[3] === "0A" && sockets.has(columns[9] ?? ""))
      .map((columns) => Number.parseInt(columns[1]?.split(":")[1] ?? "", 16)),
  );
}

function listSockets(id: number): string[] {
  return readdirSync(`/proc/${id}/fd`).flatMap((name) => {
    try {
      return readlinkSync(`/proc/${id}/fd/${name}`).match(/^socket:\[(\d+)\]$/)?.[1] ?? [];
    } catch {
      return [];
    }
  });
}
