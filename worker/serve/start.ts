import { startDesk } from "./runner.ts";
import { run } from "./usage.ts";

await run(async () => {
  await startDesk(process.argv.slice(2));
});
