import { execFileSync } from "node:child_process";
import { programEnvironment, root } from "./desk.ts";

/** Builds the desk once before the first test, so that no two of them build at the same time. */
export default function build(): void {
  execFileSync(process.execPath, ["worker/serve/build.ts"], { cwd: root, env: programEnvironment(), stdio: "inherit" });
}
