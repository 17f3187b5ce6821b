import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "vite";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "../..");

/** One import: by which file, of what (a file from the root, or a package's specifier), and whether of types only. */
interface Import {
  readonly by: string;
  readonly of: string;
  readonly typeOnly: boolean;
}

const tooling = /(^|\/)(node_modules|dist|coverage)(\/|$)/;
const proof = /(^|\/)test\/|\.test\.tsx?$/;
const files = globSync("{sdk,widget,worker,examples}/**/*.{ts,tsx,mjs}", {
  cwd: root,
  exclude: (name) => tooling.test(name) || name.startsWith(".") || name.includes("/."),
}).sort();
const sources = files.filter((file) => !proof.test(file) && !/vite(st)?\.config\.ts$/.test(file));
const imports = files.flatMap(importsOf);
const ofSources = imports.filter(({ by }) => sources.includes(by));

function importsOf(by: string): Import[] {
  const text = readFileSync(join(root, by), "utf8");
  const { module, errors } = parseSync(by, text);
  expect(errors, by).toEqual([]);
  // What a bundler is told about a file follows it after a question mark.
  const resolved = (name: string) => (name.startsWith(".") ? join(dirname(by), name.replace(/\?\w+$/, "")) : name);
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      by,
      of: resolved(moduleRequest.value),
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ by, of: resolved(moduleRequest.value), typeOnly: isType }] : [],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      // An address that is put together at run time is no import of ours.
      const name = /^(["'])(.*)\1$/.exec(text.slice(start, end))?.[2];
      return name === undefined ? [] : [{ by, of: resolved(name), typeOnly: false }];
    }),
  ];
}

const told = ({ by, of, typeOnly }: Import) => `${by} → ${of}${typeOnly ? " (types)" : ""}`;
const broken = (rule: (one: Import) => boolean, among = ofSources) => among.filter((one) => !rule(one)).map(told);
const within = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);
const codeOf = (file: string) => readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
const isFile = (path: string) => existsSync(join(root, path));

/** The worker's floors from the ground up: whatever stands on one may import what is on it or below, never above. */
const floors = [
  ["env.ts", "incoming-file.ts", "running-digest.ts", "secrets.ts"],
  ["domain"],
  // Keeps copies of what a ticket's events add up to, so it knows what a ticket is; the domain does not know of it.
  ["store"],
  ["live", "webhooks"],
  [
    "desk.ts",
    "desk-batch.ts",
    "desk-erase.ts",
    "desk-files.ts",
    "desk-pair.ts",
    "desk-relief.ts",
    "desk-webhooks.ts",
    "upload.ts",
  ],
  ["http"],
  ["routes", "mail"],
  ["jobs"],
  ["app.ts"],
  ["index.ts"],
].map((names) => names.map((name) => within(`worker/src/${name}`)));
const floorOf = (path: string) => floors.findIndex((floor) => floor.some((holds) => holds(path)));

test("the reading is not empty", () => {
  expect(sources.length).toBeGreaterThan(150);
  expect(imports.map(told)).toContain("worker/src/index.ts → worker/src/app.ts");
  expect(imports.map(told)).toContain("worker/src/index.ts → worker/src/live/room.ts");
  expect(imports.map(told)).toContain("worker/src/http/bind.ts → worker/src/env.ts (types)");
});

test("every file of the worker stands on a floor, and imports only what is on it or below", () => {
  const worker = sources.filter(within("worker/src"));
  expect(worker.filter((file) => floorOf(file) === -1)).toEqual([]);
  const rule = ({ by, of }: Import) => !within("worker/src")(by) || !isFile(of) || floorOf(of) <= floorOf(by);
  expect(broken(rule)).toEqual([]);
  const outside = ({ by, of }: Import) => !within("worker/src")(by) || !isFile(of) || within("worker/src")(of);
  expect(broken(outside)).toEqual([]);
});

test("the domain is pure: it imports itself and the wire, and no clock, chance or network is asked in it", () => {
  const rule = ({ by, of }: Import) =>
    !within("worker/src/domain")(by) || within("worker/src/domain")(of) || of === "@firstline/sdk/wire";
  expect(broken(rule)).toEqual([]);
  const asked =
    /\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bcrypto\.|\bfetch\(|\bperformance\.|\bset(Timeout|Interval)\(/;
  const impure = sources.filter(within("worker/src/domain")).filter((file) => asked.test(codeOf(file)));
  expect(impure).toEqual([]);
});

test("only the store holds SQL and speaks to the database", () => {
  const spoken = /\bsql: |\.prepare\(|\.batch(<\w+>)?\(|\b(SELECT|INSERT INTO|DELETE FROM) /;
  const speakers = sources.filter(within("worker/src")).filter((file) => spoken.test(codeOf(file)));
  expect(speakers.filter((file) => !within("worker/src/store")(file))).toEqual([]);
  expect(speakers.length).toBeGreaterThan(4);
});

test("the worker never imports its tools, and reaches the SDK by the wire only", () => {
  const rule = ({ by, of }: Import) =>
    !within("worker/src")(by) || !of.startsWith("@firstline/") || of === "@firstline/sdk/wire";
  expect(broken(rule)).toEqual([]);
});

test("the wire imports itself and zod", () => {
  const rule = ({ by, of }: Import) => !within("sdk/src/wire")(by) || within("sdk/src/wire")(of) || of === "zod";
  expect(broken(rule)).toEqual([]);
});

test("the SDK imports itself, and of the wire the types only", () => {
  const apart = ["sdk/src/wire", "sdk/src/command"];
  const client = ({ by }: Import) => within("sdk/src")(by) && !apart.some((folder) => within(folder)(by));
  const rule = (one: Import) =>
    !client(one) || (within("sdk/src/wire")(one.of) ? one.typeOnly : within("sdk/src")(one.of));
  expect(broken(rule)).toEqual([]);
});

test("the test kit takes the SDK by its faces, and of the desk what decides and the door, down to the last import", () => {
  const kit = within("sdk/testing");
  const desk = ["domain", "http", "incoming-file.ts", "secrets.ts"].map((name) => within(`worker/src/${name}`));
  const isAllowed = (of: string) =>
    kit(of) || of.startsWith("@firstline/sdk") || of === "zod" || desk.some((holds) => holds(of));
  const reached = new Set(sources.filter(kit));
  // Whatever is reached is published, and has to run without a runtime, a database or anybody's framework.
  for (const file of reached) for (const { by, of } of ofSources) if (by === file && isFile(of)) reached.add(of);
  expect(broken(({ by, of }) => !reached.has(by) || isAllowed(of))).toEqual([]);
  expect([...reached].filter(within("worker/src/domain")).length).toBeGreaterThan(20);
  // Nothing that ships imports it, so that it never travels to visitors; the guide shows it.
  const guides = within("worker/docs/code");
  const isKit = (of: string) => kit(of) || of === "@firstline/sdk/testing";
  expect(broken(({ by, of }) => kit(by) || guides(by) || !isKit(of))).toEqual([]);
});

test("nothing of the SDK but its command line imports Node or the command line", () => {
  const rule = ({ by, of }: Import) =>
    within("sdk/src/command")(by) ||
    !(within("sdk/src")(by) || within("sdk/testing")(by)) ||
    !(of.startsWith("node:") || within("sdk/src/command")(of));
  expect(
    broken(
      rule,
      imports.filter(({ by }) => !by.endsWith(".test.ts")),
    ),
  ).toEqual([]);
});

test.each([
  ["widget/src", ["@firstline/sdk", "@firstline/sdk/errors"]],
  ["worker/console/src", ["@firstline/sdk/desk"]],
])("%s imports itself, its view library and the SDK's public faces, of the wire the types only", (folder, faces) => {
  const rule = ({ by, of, typeOnly }: Import) => {
    if (!within(folder)(by) || within(folder)(of) || /^(preact|@preact)(\/|$)/.test(of)) return true;
    // The one file for pages that are written in it.
    if (by === "widget/src/react.ts" && of === "react") return true;
    return faces.includes(of) || (of.startsWith("@firstline/sdk") && typeOnly);
  };
  expect(broken(rule)).toEqual([]);
});

test("nobody reaches into a package by its path: not into the SDK, the widget, the console or the examples", () => {
  const inside = ["sdk", "widget", "worker/console", "examples"];
  const rule = ({ by, of }: Import) => inside.every((home) => within(home)(by) || !isFile(of) || !within(home)(of));
  expect(
    broken(
      rule,
      imports.filter(({ by }) => sources.includes(by) || !within("examples")(by)),
    ),
  ).toEqual([]);
});

test("the examples import what is published; their tests may also start the desk, and take the widget's hostile texts", () => {
  const published = ({ by, of }: Import) => !within("examples")(by) || !isFile(of) || within("examples")(of);
  expect(broken(published)).toEqual([]);
  const started = (one: Import) =>
    published(one) || within("worker/serve")(one.of) || one.of === "widget/test/hostile-text.ts";
  expect(broken(started, imports)).toEqual([]);
});

test("no file imports itself by way of others, types included", () => {
  const next = new Map<string, string[]>();
  for (const { by, of } of ofSources) if (isFile(of)) next.set(by, [...(next.get(by) ?? []), of]);
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
    else if (!done.has(file)) for (const of of next.get(file) ?? []) visit(of, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test("the top level holds the packages, the settings and the words on the project, nothing else", () => {
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  const top = [...new Set(tracked.map((path) => path.split("/")[0] ?? ""))].filter((name) => !name.startsWith("."));
  const settings = [
    "biome.json",
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "tsconfig.json",
    "vitest.config.ts",
  ];
  expect(top.sort()).toEqual(["LICENSE", "README.md", "examples", "sdk", "widget", "worker", ...settings].sort());
});

test("a package names in its package.json whatever it imports", () => {
  const manifest = z.object({
    name: z.string(),
    dependencies: z.record(z.string(), z.string()).default({}),
    devDependencies: z.record(z.string(), z.string()).default({}),
  });
  const read = (folder: string) => manifest.parse(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));
  const examples = globSync("examples/*/package.json", { cwd: root }).map(dirname);
  const homes = ["worker/console", "worker", "widget", "sdk", ...examples];
  const base = read(".");
  const missing = imports.flatMap((one) => {
    if (isFile(one.of) || one.of.startsWith(".") || /^(node|cloudflare|virtual):/.test(one.of)) return [];
    const name = one.of
      .split("/")
      .slice(0, one.of.startsWith("@") ? 2 : 1)
      .join("/");
    const home = homes.find((folder) => within(folder)(one.by)) ?? ".";
    const own = read(home);
    const named = { ...base.devDependencies, ...base.dependencies, ...own.dependencies, ...own.devDependencies };
    return name in named || name === own.name ? [] : [told(one)];
  });
  expect(missing).toEqual([]);
});
