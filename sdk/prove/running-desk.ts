import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDesk } from "../src/desk.ts";
import type { Submit } from "./faulty-desk.ts";

/** A real desk, as `npm start` runs it, with its worker, its database and nothing of a test's. */
export interface RunningDesk {
  readonly submit: Submit;
  /** The subjects of all tickets that visitors have opened on the site. */
  subjects(): Promise<string[]>;
  stop(): Promise<void>;
}

/** The demo's shop. */
const site = { id: "site_shop", key: "pk_larkmoor4f7c2a91" };

/** Starts a desk on a free port, in a folder that goes with it. */
export async function startRunningDesk(): Promise<RunningDesk> {
  const data = await mkdtemp(join(tmpdir(), "firstline-retries-"));
  const program = [join(import.meta.dirname, "../../worker/serve/start.ts"), "--port", "0", "--data", data];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  const end = () => child.kill();
  process.once("exit", end);
  const { origin, token } = await signInLinkOf(child);

  return {
    async submit(key, text) {
      const headers = { "content-type": "application/json", "firstline-site": site.key, "idempotency-key": key };
      const response = await fetch(`${origin}/v1/tickets`, { method: "POST", headers, body: text });
      const type = response.headers.get("content-type") ?? "";
      return { status: response.status, text: await response.text(), type };
    },
    async subjects() {
      const desk = createDesk({ url: origin, fetch: signedIn(origin), timeout: 60_000, totalTimeout: 600_000 });
      await desk.session.signIn(token);
      const tickets = await desk.tickets.list({ site: site.id, limit: 100 }).toArray();
      return tickets.map(({ subject }) => subject);
    },
    async stop() {
      process.off("exit", end);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill();
        await once(child, "exit");
      }
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where the desk is and how its admin signs in, once it has told. */
function signInLinkOf(child: ChildProcess): Promise<{ readonly origin: string; readonly token: string }> {
  let told = "";
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      told += String(chunk);
      const [, origin, token] = /(http:\/\/[^\s/]+)\S*#signin=(\S+)/.exec(told) ?? [];
      if (origin !== undefined && token !== undefined && told.includes("Stop it with")) resolve({ origin, token });
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The desk ended with ${code}:\n${told}`)));
  });
}

/** What a browser adds to the console's requests: the cookie that it was given, and the page's origin. */
function signedIn(origin: string): typeof fetch {
  let cookie = "";
  return async (input, init) => {
    const request = new Request(input, init);
    request.headers.set("origin", origin);
    request.headers.set("cookie", cookie);
    const response = await fetch(request);
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  };
}
