import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Setup } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { z } from "zod";
import { setupIssues } from "../src/domain/setup.ts";
import { digest } from "../src/secrets.ts";
import { root } from "./build.ts";

const program = join(root, "worker/serve/first-setup.ts");
const print = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });

test("its SQL gives a new database a set-up and the admin a way in", async () => {
  const { stdout, stderr, status } = print("--origin", "https://shop.example", "--email", "o'neil@shop.example");
  expect(status).toBe(0);
  const database = new DatabaseSync(":memory:");
  const migrations = globSync(join(root, "worker/migrations/*.sql")).sort();
  for (const file of migrations) database.exec(readFileSync(file, "utf8"));
  database.exec(stdout);

  const desk = z.object({ setup: z.string() }).parse(database.prepare("SELECT setup FROM desk").get());
  const setup = Setup.parse(JSON.parse(desk.setup));
  expect(setupIssues(setup)).toEqual([]);
  expect(setup.sites.map((site) => site.origins)).toEqual([["https://shop.example"]]);
  expect(setup.agents.map((agent) => agent.email)).toEqual(["o'neil@shop.example"]);

  const token = /#signin=(\S+)/.exec(stderr)?.[1] ?? "";
  const link = z.object({ token_hash: z.string() }).parse(database.prepare("SELECT token_hash FROM links").get());
  expect(link.token_hash).toBe(await digest(token));
  expect(stdout).not.toContain(token);
  expect(stderr).toContain(setup.sites[0]?.key);
});

test.each([[[]], [["--origin", "shop.example", "--email", "a@b.example"]], [["--origin", "https://a.example"]]])(
  "%j is refused in one line, with exit code 2",
  (args) => {
    const { stdout, stderr, status } = print(...args);
    expect([stdout, stderr.trim().split("\n").length, status]).toEqual(["", 1, 2]);
  },
);
