import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response, type V4WorkerOptions } from "miniflare";
import { z } from "zod";
import type { Sender } from "../src/store/query.ts";
import { databaseOf, databaseWorker } from "./database.ts";
import { type Mail, mailBox, mailWorker } from "./mail.ts";
import { migrate } from "./migrate.ts";
import { UsageError } from "./usage.ts";

export interface ServeOptions {
  /** The TCP port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The worker as one built module. */
  readonly worker: string;
  /** The folder of static files. */
  readonly assets: string;
  /** The folder of numbered SQL files. */
  readonly migrations: string;
  /** Where the runtime keeps databases and objects. */
  readonly state: string;
  /** Where the runtime's process id is noted. */
  readonly runtimeId: string;
  readonly secret: string;
  /** Fills the migrated database before anybody is let in. */
  readonly fill?: (database: Sender) => Promise<void>;
  /** Is told of every mail that the worker sends; none leaves this machine. */
  readonly onMail?: (mail: Mail) => void;
  /** How often the worker's cron runs, in ms; a minute by default. */
  readonly cronEvery?: number;
}

export interface Served {
  /** Where it answers, without a slash at the end. */
  readonly url: string;
  readonly database: Sender;
  /** The last mails, the newest last. */
  readonly mails: readonly Mail[];
  /** Takes up a worker, static files and migrations that have changed on disk. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const runtime = z.string().parse(createRequire(import.meta.resolve("miniflare"))("workerd").default);
const compatibilityDate = "2026-11-01";

/**
 * Serves a desk on this machine: the worker straight on a socket of 127.0.0.1, its database and objects in a folder,
 * its cron every minute. The runtime's own entry, through which miniflare's tools go, stays on a port nobody is told,
 * and fires nothing for those who find it.
 * @throws UsageError when the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const port = await freePort(options.port);
  const { mails, take } = mailBox(options.onMail ?? (() => {}));
  const url = `http://localhost:${port}`;
  process.env.MINIFLARE_WORKERD_PATH = join(import.meta.dirname, "runtime.sh");
  // First the database alone: nobody meets one that is not migrated and filled.
  const miniflare = new Miniflare(runnerOptions(options, [databaseWorker]));
  const database = databaseOf(miniflare);
  const openDoor = () =>
    miniflare.setOptions(runnerOptions(options, [...deskOptions(options, url, take, port), databaseWorker]));
  try {
    await migrate(database, options.migrations);
    await options.fill?.(database);
    await openDoor();
    const stopCron = everyMinute(miniflare, options.cronEvery ?? 60_000);
    return {
      url,
      database,
      mails,
      reload: async () => {
        await migrate(database, options.migrations);
        await openDoor();
      },
      close: async () => {
        await stopCron();
        await miniflare.dispose();
      },
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

/** Static files stand in a worker of their own: in one with `assets`, each request would pass two more workers. */
function deskOptions(
  options: ServeOptions,
  url: string,
  takeMail: (json: unknown) => void,
  port: number,
): V4WorkerOptions[] {
  const desk: V4WorkerOptions = {
    name: "firstline",
    modules: true,
    scriptPath: options.worker,
    modulesRoot: dirname(options.worker),
    bindings: {
      FIRSTLINE_SECRET: options.secret,
      ADDRESS_HEADER: "",
      MAIL_FROM: "desk@firstline.invalid",
      DESK_URL: url,
    },
    d1Databases: { DB: "firstline" },
    r2Buckets: { FILES: "firstline" },
    durableObjects: { ROOMS: { className: "Room", useSQLite: true } },
    ratelimits: { SIEVE: { namespace_id: "1", simple: { limit: 6000, period: 60 } } },
    serviceBindings: {
      ASSETS: "assets",
      MAIL: { name: "mail", entrypoint: "Mail" },
      // Whatever a name leads to, a webhook reaches no address of this machine or its network.
      OUTBOUND: { network: { allow: ["public"], tlsOptions: { trustBrowserCas: true } } },
    },
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
  };
  const assets: V4WorkerOptions = {
    name: "assets",
    modules: true,
    script: "export default { fetch: (request, env) => env.FILES.fetch(request) };",
    assets: {
      directory: options.assets,
      binding: "FILES",
      assetConfig: { html_handling: "none" },
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
    },
  };
  const mail: V4WorkerOptions = {
    name: "mail",
    modules: true,
    script: mailWorker,
    serviceBindings: {
      TAKE: async (request) => {
        takeMail(await request.json());
        return new Response();
      },
    },
  };
  return [desk, assets, mail];
}

function runnerOptions(options: ServeOptions, workers: V4WorkerOptions[]) {
  return convertV4MiniflareOptions({
    workers: workers.map((worker) => ({ ...worker, compatibilityDate })),
    host: "127.0.0.1",
    port: 0,
    cf: false,
    telemetry: { enabled: false },
    log: new Log(LogLevel.WARN),
    handleStructuredLogs: ({ level, message }) => {
      process.stderr.write(`${level}: ${message}\n`);
    },
    resourcePersistencePath: options.state,
    unsafeRuntimeEnv: { FIRSTLINE_RUNTIME: runtime, FIRSTLINE_RUNTIME_ID: options.runtimeId },
  });
}

/** Runs the worker's cron; one run at a time, and a failed one is told and tried again at the next. */
function everyMinute(miniflare: Miniflare, every: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  const once = async () => {
    try {
      const worker = await miniflare.getWorker("firstline");
      await worker.scheduled({ cron: "* * * * *", scheduledTime: new Date() });
    } catch (error) {
      process.stderr.write(`The minute's jobs failed: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= once();
  }, every);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** The port if it is free, a free one for 0. The runtime would tell of a taken one late and at length. */
export async function freePort(port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(new UsageError(portTrouble(port, error))));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === "object" ? address.port : port));
    });
  });
}

function portTrouble(port: number, error: Error): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is taken. Choose another with --port.`;
  if (code === "EACCES") return `Port ${port} is not open to you. Choose one above 1023 with --port.`;
  return `Port ${port} cannot be used: ${error.message}.`;
}
