import { execFileSync } from "node:child_process";
import { programEnvironment, root } from "./desk.ts";

/** Builds the desk once before the first test, unless whoever runs the tests just has. */
export default function build(): void {
  if (process.env.FIRSTLINE_BUILT !== undefined) return;
  execFileSync(process.execPath, ["worker/serve/build.ts"], { cwd: root, env: programEnvironment(), stdio: "inherit" });
}
