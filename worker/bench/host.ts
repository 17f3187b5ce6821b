import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { built } from "../serve/build.ts";
import { openFolder } from "../serve/folder.ts";
import { serve } from "../serve/server.ts";
import { fillDesk } from "./desk-fill.ts";
import { fillFloor } from "./floor/fill.ts";
import { Order, type Ready } from "./system.ts";

// A process of its own for each system, so that memory and processor time can be told apart from the client's. It
// lives as long as the one that started it.
const order = Order.parse(JSON.parse(process.argv[2] ?? "null"));
const folder = await openFolder(order.folder);
const common = { port: 0, state: folder.state, runtimeId: folder.runtimeId, secret: folder.secret };
let credentials: Ready["credentials"];

const served =
  order.system === "desk"
    ? await serve({
        ...common,
        worker: built.worker,
        assets: built.assets,
        migrations: built.migrations,
        fill: async (database) => {
          credentials = await fillDesk(database, order.tickets);
        },
      })
    : await serve({
        ...common,
        worker: await bundleFloor(folder.path),
        assets: emptyFolder(join(folder.path, "assets")),
        migrations: join(import.meta.dirname, "floor/migrations"),
        fill: (database) => fillFloor(database, order.tickets),
      });

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // A terminal sends these to every process of the bench; the one that started this one ends it in its own time.
  process.removeAllListeners(signal);
  process.on(signal, () => {});
}
process.once("disconnect", async () => {
  await served.close();
  // The one that started this process may have been ended before it could clear away.
  rmSync(order.folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});
process.send?.({ url: served.url, ...(credentials && { credentials }) } satisfies Ready);

async function bundleFloor(path: string): Promise<string> {
  const outfile = join(path, "floor.js");
  await bundle({
    entryPoints: [join(import.meta.dirname, "floor/worker.ts")],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*"],
    logLevel: "warning",
  });
  return outfile;
}

function emptyFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
