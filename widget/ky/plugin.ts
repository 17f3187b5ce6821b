import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** Puts the files of this folder in the place of ky's modules of the same name; see the README beside. */
export function slimKy(): Plugin {
  const missing = new Set([
    "core/Ky",
    "core/constants",
    "errors/HTTPError",
    "errors/NetworkError",
    "errors/TimeoutError",
    "utils/merge",
  ]);
  const replacements = new Map(
    [...missing].map((name) => [name, fileURLToPath(new URL(`${name}.ts`, import.meta.url))]),
  );
  return {
    name: "slim-ky",
    enforce: "pre",
    resolveId(source, importer) {
      const [, importing] = importer?.match(/[\\/]ky[\\/]distribution[\\/](.+)$/) ?? [];
      if (!importing) return null;
      const name = posix.join(posix.dirname(importing.replaceAll("\\", "/")), source).replace(/\.js$/, "");
      missing.delete(name);
      return replacements.get(name) ?? null;
    },
    buildEnd() {
      if (missing.size > 0) this.error(`ky has no ${[...missing].join(", ")} any more`);
    },
  };
}
