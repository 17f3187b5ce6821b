import { join, relative } from "node:path";
import { build, built, root } from "./build.ts";
import { type Folder, openFolder, putAside } from "./folder.ts";
import { type Served, serve } from "./server.ts";
import { createSignInLink } from "./sign-in.ts";
import { readOptions, run, type StartOptions } from "./usage.ts";

await run(async () => {
  const options = readOptions(process.argv.slice(2), join(root, ".firstline"));
  const folder = await openFolder(options.data);
  process.on("exit", folder.release);
  await build((name) => process.stdout.write(`Building ${name} …\n`));
  const served = await open(folder, options);
  // Miniflare ends the process at the first signal, with the jobs of this minute half done.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => void served.close().then(() => process.exit(0)));
  }
  await announce(served, folder);
});

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
    fill: async (database) => {
      if (folder.filledWith() !== undefined) return;
      const { fill } = await import("./seed/fill.ts");
      await fill(database, filling, Date.now());
      folder.setFilledWith(filling);
    },
  });
}

async function announce({ url, database }: Served, folder: Folder): Promise<void> {
  const lines = [
    ["Demo shop", folder.filledWith() === "demo" ? `${url}/demo/` : undefined],
    ["Console", `${url}/console/#signin=${await createSignInLink(database, Date.now())}`],
    ["", "(a sign-in link: works once, within 72 hours)"],
    ["API", `${url}/docs/`],
    ["Data", relative(process.cwd(), folder.path) || "."],
  ];
  const told = lines.filter(([, value]) => value !== undefined).map(([name, value]) => `  ${name?.padEnd(11)}${value}`);
  process.stdout.write(`\nFirstline is ready.\n\n${told.join("\n")}\n\nStop it with Ctrl+C; the data stay.\n`);
}
