// `npm run example NAME`: a demo desk that lasts as long as the example, and the example with it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { dataFolder, environmentFor, programEnvironment, root, signInAdmin, startDesk } from "./test/desk.ts";

const here = join(root, "examples");

/** The examples that are packages of their own, by name, and the command that starts each. */
function examples(): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(here, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === "test" || entry.name === "pictures") continue;
    const { scripts } = JSON.parse(readFileSync(join(here, entry.name, "package.json"), "utf8"));
    found.set(entry.name, String(scripts.start));
  }
  return found;
}

const [name = "", ...words] = process.argv.slice(2).filter((word) => word !== "--");
const command = examples().get(name);
if (command === undefined) {
  process.stderr.write(`Name an example: ${[...examples().keys()].join(", ")}.\n`);
  process.exit(2);
}

// A terminal's Ctrl+C reaches desk and example by itself; this one stays to tidy up after them.
let interrupted = false;
process.on("SIGINT", () => {
  interrupted = true;
});

const data = await dataFolder();
try {
  process.stdout.write("Starting a demo desk …\n");
  const desk = await startDesk(data.path);
  try {
    const environment = await environmentFor(desk, await signInAdmin(desk));
    process.stdout.write(`The desk: ${desk.url}/\nIts webhooks' secret: ${environment.FIRSTLINE_WEBHOOK_SECRET}\n\n`);
    const path = [join(here, name, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH];
    const child = spawn([command, ...words].join(" "), {
      cwd: join(here, name),
      env: { ...programEnvironment(), ...environment, PATH: path.join(delimiter) },
      stdio: "inherit",
      shell: true,
    });
    process.on("SIGTERM", () => child.kill());
    const [code] = await once(child, "exit");
    process.exitCode = typeof code === "number" ? code : 0;
  } finally {
    await desk.stop();
  }
} catch (error) {
  if (!interrupted) throw error;
} finally {
  await data.remove();
}
