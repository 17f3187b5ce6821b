import { setTimeout as wait } from "node:timers/promises";
import { build, fingerprint } from "./build.ts";
import { startDesk, tellPart } from "./runner.ts";
import { run } from "./usage.ts";

// Contributors' mode: `npm start`, which looks every second whether a source has changed, builds that part and takes it up.
await run(async () => {
  const served = await startDesk(process.argv.slice(2));
  for (let seen = fingerprint(); ; await wait(1000)) {
    const now = fingerprint();
    if (now === seen) continue;
    seen = now;
    try {
      await build(tellPart);
      await served.reload();
      process.stdout.write("Reloaded.\n");
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
});
