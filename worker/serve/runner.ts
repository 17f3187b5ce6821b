import { join, relative } from "node:path";
import { run } from "../src/store/query.ts";
import { wholeSetup } from "../src/store/setup.ts";
import { build, built, root } from "./build.ts";
import { type Folder, openFolder, putAside } from "./folder.ts";
import { mailTold } from "./mail.ts";
import { freePort, type Served, serve } from "./server.ts";
import { signInFor } from "./sign-in.ts";
import { readOptions, type StartOptions } from "./usage.ts";

/**
 * What `npm start` does: reads the command line, takes the data folder, builds, migrates, fills a new desk, serves,
 * and tells where. Ends with the first signal.
 * @throws UsageError for what the person who typed the command can put right.
 */
export async function startDesk(args: readonly string[]): Promise<Served> {
  const options = readOptions(args, join(root, ".firstline"));
  await freePort(options.port);
  const folder = await openFolder(options.data);
  process.on("exit", folder.release);
  await build(tellPart);
  const served = await open(folder, options);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // Miniflare's own listener ends the process at once, with the minute's jobs half done.
    process.removeAllListeners(signal);
    process.once(signal, () => void served.close().then(() => process.exit(0)));
  }
  await announce(served, folder);
  return served;
}

export const tellPart = (name: string): void => {
  process.stdout.write(`Building ${name} …\n`);
};

async function open(folder: Folder, { port, empty }: StartOptions): Promise<Served> {
  const filling = folder.filledWith() ?? (empty ? "empty" : "demo");
  if (folder.filledWith() === undefined) putAside(folder);
  return await serve({
    port,
    worker: built.worker,
    assets: filling === "demo" ? built.assetsWithDemo : built.assets,
    migrations: built.migrations,
    state: folder.state,
    runtimeId: folder.runtimeId,
    secret: folder.secret,
    onMail: (mail) => {
      process.stdout.write(`\n${mailTold(mail)}\n`);
    },
    fill: async (database) => {
      if (folder.filledWith() !== undefined) return;
      const { fill } = await import("./seed/fill.ts");
      await fill(database, filling, Date.now());
      folder.setFilledWith(filling);
    },
  });
}

/** A path as one would type it: short within the working folder, whole elsewhere. */
function near(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") ? path : short;
}

/** What a page on this machine is given to get its bubble. */
const tagFor = (url: string, key: string): string =>
  `<script async src="${url}/firstline.js" data-site="${key}"></script>`;

async function announce({ url, database }: Served, folder: Folder): Promise<void> {
  const { found } = await run(database, { found: wholeSetup });
  if (found === undefined) throw new Error("The desk has no set-up.");
  const { path, write } = await signInFor(found.setup, Date.now());
  await run(database, { write });
  const lines: [name: string, value: string][] = [
    ["Console", `${url}${path}`],
    ["", "signs you in as the admin; works once, within 72 hours"],
    ["API", `${url}/docs/`],
    ["Data", near(folder.path)],
  ];
  if (folder.filledWith() === "demo") lines.unshift(["Demo shop", `${url}/demo/`]);
  else lines.unshift(...found.setup.sites.map(({ key }): [string, string] => ["Your page", tagFor(url, key)]));
  const told = lines.map(([name, value]) => `  ${name.padEnd(11)}${value}`);
  process.stdout.write(`\nFirstline is ready.\n\n${told.join("\n")}\n\nStop it with Ctrl+C; the data stay.\n`);
}
