import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const sdk = fileURLToPath(new URL("../..", import.meta.url));
const widget = join(sdk, "../widget");
const tsc = join(sdk, "../node_modules/typescript/bin/tsc");

/** Where a package of the workspace keeps one that it uses. */
const used = (by: string, name: string) => realpathSync(join(by, "node_modules", name));

/** A folder outside the workspace in which the packed SDK and the packed widget are installed, and React. */
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

/** Packs what a package publishes as it is built; returns the tarball's path. */
function pack(folder: string, into: string): string {
  const before = readdirSync(into);
  const options = ["--config.ignore-scripts=true", "--pack-destination", into];
  run("npx", ["--prefer-offline", "--yes", "pnpm@12.21.0", "pack", ...options], folder);
  const tarball = readdirSync(into).find((file) => file.endsWith(".tgz") && !before.includes(file));
  if (!tarball) throw new Error("nothing was packed");
  return join(into, tarball);
}

/**
 * Packs SDK and widget as they are published, and installs the tarballs without asking a registry: what they depend on
 * is the workspace's. The SDK is built for it; of the widget only the types, for its code is built before all tests.
 */
export function installPacked(): Installed {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "firstline-consumers-")));
  const remove = () => rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  try {
    rmSync(join(sdk, "dist"), { recursive: true, force: true });
    run(process.execPath, [tsc, "-p", "testing/tsconfig.build.json"], sdk);
    for (const folder of [sdk, widget]) run(process.execPath, [tsc, "-p", "tsconfig.build.json"], folder);
    const tarball = pack(sdk, root);
    const folder = join(root, "consumers");
    mkdirSync(folder);
    const dependencies = {
      "@firstline/sdk": `file:${tarball}`,
      "@firstline/widget": `file:${pack(widget, root)}`,
      zod: `file:${used(sdk, "zod")}`,
      preact: `file:${used(widget, "preact")}`,
      "@preact/signals-core": `file:${used(widget, "@preact/signals-core")}`,
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
    mkdirSync(join(folder, "node_modules/@types"));
    for (const name of ["react", "react-dom", "@types/react", "@types/react-dom"])
      symlinkSync(used(widget, name), join(folder, "node_modules", name));
    return {
      folder,
      tarball,
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
