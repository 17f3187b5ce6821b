import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const sdk = fileURLToPath(new URL("../..", import.meta.url));
const zod = dirname(fileURLToPath(import.meta.resolve("zod/package.json")));

/** A folder outside the workspace in which the packed SDK is installed. */
export interface Installed {
  readonly folder: string;
  readonly tarball: string;
  /** Writes a project's files into a folder of its own; returns its path. */
  project(name: string, files: Readonly<Record<string, string>>): string;
  remove(): void;
}

/** What a program wrote; throws if it failed. */
export function run(command: string, args: readonly string[], cwd: string): string {
  // The test runner sets NODE_ENV, and a build for tests is not the one that ships.
  const { NODE_ENV: _, ...environment } = process.env;
  const env = { ...environment, CI: "1" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Packs the SDK as it is published, which builds it, and installs the tarball without asking a registry: its one dependency is the workspace's. */
export function installPacked(): Installed {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "firstline-consumers-")));
  const remove = () => rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  try {
    rmSync(join(sdk, "dist"), { recursive: true, force: true });
    run("npx", ["--prefer-offline", "--yes", "pnpm@12.21.0", "pack", "--pack-destination", root], sdk);
    const tarball = readdirSync(root).find((file) => file.endsWith(".tgz"));
    if (!tarball) throw new Error("nothing was packed");
    const folder = join(root, "consumers");
    mkdirSync(folder);
    const dependencies = { "@firstline/sdk": `file:../${tarball}`, zod: `file:${zod}` };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
    return {
      folder,
      tarball: join(root, tarball),
      project(name, files) {
        const path = join(folder, name);
        for (const [file, text] of Object.entries(files)) {
          mkdirSync(dirname(join(path, file)), { recursive: true });
          writeFileSync(join(path, file), text);
        }
        return path;
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
