#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { runCommand } from "./run.ts";
import type { Terminal } from "./terminal.ts";

const terminal: Terminal = {
  environment: process.env,
  isInteractive: process.stdin.isTTY === true,
  write: (written) => void process.stdout.write(written),
  complain: (written) => void process.stderr.write(written),
  read: () => text(process.stdin),
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
};

const manifest = await readFile(new URL("../../package.json", import.meta.url), "utf8");
process.exitCode = await runCommand(process.argv.slice(2), terminal, JSON.parse(manifest).version);
