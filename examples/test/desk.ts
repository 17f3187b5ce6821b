import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDesk, type Desk } from "@firstline/sdk/desk";

export const root = join(import.meta.dirname, "../..");

/** A desk as `npm start` serves it, in a process of its own. */
export interface RunningDesk {
  /** Its origin, `http://localhost:PORT`. */
  readonly url: string;
  /** The one-time link that signs the demo's admin in. */
  readonly signInLink: string;
  /** Everything that it has written so far, its mails among it. */
  told(): string;
  /** Ends the desk, as Ctrl+C would, or as a power cut. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** The test runner sets NODE_ENV, and a build for tests is not the one that ships. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...environment } = process.env;
  return environment;
}

/** Starts the demo desk with its data in a folder, or what other options say; resolves once it has told where it is. */
export async function startDesk(data: string, port = 0, options: readonly string[] = []): Promise<RunningDesk> {
  const program = ["worker/serve/start.ts", "--port", String(port), "--data", data, ...options];
  const child = spawn(process.execPath, program, { cwd: root, env: programEnvironment(), stdio: "pipe" });
  // Whoever ends the tests early leaves no desk behind.
  const end = () => child.kill();
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  let all = "";
  child.stdout.on("data", (chunk: Buffer) => {
    all += chunk.toString();
  });
  const told = await readUntil(child, "Stop it with");
  const signInLink = /http:\S+#signin=\S+/.exec(told)?.[0];
  if (signInLink === undefined) throw new Error(`The desk told no sign-in link:\n${told}`);
  return {
    url: new URL(signInLink).origin,
    signInLink,
    told: () => all,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, "exit");
    },
  };
}

/** What the program has written by the time it writes the given words. */
function readUntil(child: ChildProcess, words: string): Promise<string> {
  let told = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes(words)) resolve(told);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The desk ended with ${code}:\n${told}`)));
  });
}

/** A folder for a desk's data, and how to take it away again. */
export async function dataFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "firstline-journey-"));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** What a browser adds to the console's requests: the cookie it was given, and the page's origin. */
export function consoleFetch(origin: string): typeof fetch {
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

/** Signs the demo's admin in, as the console does it. The desk's link works once. */
export async function signInAdmin({ url, signInLink }: RunningDesk): Promise<Desk> {
  const admin = createDesk({ url, fetch: consoleFetch(url) });
  await admin.session.signIn(new URL(signInLink).hash.split("=")[1] ?? "");
  return admin;
}

/** The public keys of the demo's two sites. */
export const siteKeys = { shop: "pk_larkmoor4f7c2a91", product: "pk_tallyroom83bd06e5" };

/** What the examples read of their environment: where the desk is, a key for everything, and one that signs users. */
export async function environmentFor(desk: RunningDesk, admin: Desk): Promise<Readonly<Record<string, string>>> {
  const scopes = ["tickets:read", "tickets:write", "setup:read", "setup:write"] as const;
  const { secret } = await admin.keys.create({ name: "Examples", scopes: [...scopes], sites: "all" });
  const signing = await admin.identityKeys.create("site_tally", { algorithm: "HS256", name: "Examples" });
  return {
    FIRSTLINE_URL: desk.url,
    FIRSTLINE_KEY: secret,
    FIRSTLINE_IDENTITY_KEY: signing.key.id,
    FIRSTLINE_IDENTITY_SECRET: signing.secret ?? "",
    FIRSTLINE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
    VITE_FIRSTLINE_URL: desk.url,
  };
}
