import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signTestWebhook } from "../../src/webhooks.ts";
import { type DeskServer, problem, startDeskServer } from "../desk-server.ts";
import { deskTicketAt, number } from "../examples.ts";
import { run, sdk } from "./installed.ts";

const key = "sk_the-secret-key";
const webhookSecret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const folder = mkdtempSync(join(tmpdir(), "firstline-command-"));
let desk: DeskServer;
beforeAll(async () => {
  const tsc = join(sdk, "../node_modules/typescript/bin/tsc");
  run(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", join(folder, "dist")], sdk);
  copyFileSync(join(sdk, "package.json"), join(folder, "package.json"));
  desk = await startDeskServer();
}, 120_000);
afterAll(async () => {
  await desk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program, with the desk and the secrets in its environment. */
async function firstline(args: readonly string[], input = "", environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(folder, "dist/command/firstline.js"), ...args], {
    cwd: folder,
    env: { FIRSTLINE_URL: desk.url, FIRSTLINE_KEY: key, FIRSTLINE_WEBHOOK_SECRET: webhookSecret, ...environment },
  });
  const ended = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    ended.out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    ended.err += chunk;
  });
  child.stdin.on("error", () => {}).end(input);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  expect(ended.out + ended.err).not.toContain(key);
  expect(ended.out + ended.err).not.toContain(webhookSecret);
  return { code, ...ended };
}

describe("what was typed", () => {
  test("--help and --version are answered; nothing typed is 2, with the help", async () => {
    expect(await firstline(["--help"])).toMatchObject({ code: 0, err: "" });
    expect((await firstline(["tickets", "list", "-h"])).out).toContain("firstline <command>");
    expect((await firstline(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await firstline([])).toMatchObject({ code: 2, err: "" });
  });

  test.each([
    [["ticket"], "There is no command “ticket”"],
    [["tickets", "lost"], "There is no command “tickets lost”"],
    [["constructor"], "There is no command"],
    [["tickets", "show"], "Name the ticket"],
    [["tickets", "show", "A-1", "B-2"], "“B-2” is one word too many"],
    [["tickets", "list", "--nothing"], "--nothing"],
    [["tickets", "list", "--text", "Hello"], "“tickets list” takes no --text"],
    [["tickets", "list", "--view", "all"], "--view is one of mine, team"],
    [["tickets", "list", "--limit", "0"], "--limit is a whole number from 1"],
    [["setup", "push", "--file", "missing.json"], "begin with “firstline setup pull”"],
    [["init"], "Name --site"],
    [["init", "--site", "sk_secret1"], "A site's public key is pk_"],
    [["init", "--site", "pk_shopshop", "--url", "desk.example"], "is no address such as https://desk.example"],
    [["verify"], "webhook-id"],
  ])("%j is told what is right", async (args, words) => {
    const { code, err, out } = await firstline(args);
    expect(err).toContain(words);
    expect(out).toBe("");
    expect(code).toBe(args[0] === "verify" ? 1 : 2);
  });

  test("a missing address or key says where it comes from", async () => {
    expect((await firstline(["setup", "pull"], "", { FIRSTLINE_URL: "" })).err).toContain("FIRSTLINE_URL");
    expect((await firstline(["setup", "pull"], "", { FIRSTLINE_KEY: "" })).err).toContain("FIRSTLINE_KEY");
  });
});

describe("init", () => {
  const place = ["--url", "https://desk.example/console/", "--site", "pk_shopshop"];

  test("prints the tag", async () => {
    const { code, out } = await firstline(["init", ...place]);
    expect(code).toBe(0);
    expect(out).toBe('<script async src="https://desk.example/firstline.js" data-site="pk_shopshop"></script>\n');
  });

  test("writes a module that compiles, and never over another", async () => {
    const args = ["init", ...place, "--as", "typescript", "--file", "desk.ts"];
    expect((await firstline(args)).out).toBe("Written to desk.ts.\n");
    expect(readFileSync(join(folder, "desk.ts"), "utf8")).toContain('url: "https://desk.example"');
    expect(await firstline(args)).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
  });
});

describe("tickets", () => {
  const ticket = deskTicketAt(3);

  test("list shows one a line, and as JSON what the desk says", async () => {
    desk.answer(() => ({ status: 200, json: { items: [ticket, ticket], next: null } }));
    const { out } = await firstline(["tickets", "list", "--view", "team", "--limit", "2"]);
    expect(out.trim().split("\n")).toHaveLength(2);
    expect(out).toContain(`${number}    open`);
    expect(desk.arrivals[0]?.query.toString()).toBe("view=team&limit=2");
    expect(desk.arrivals[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(JSON.parse((await firstline(["tickets", "list", "--json"])).out)).toEqual([ticket, ticket]);
  });

  test("show never lets what strangers wrote steer the terminal", async () => {
    const event = {
      type: "message",
      seq: 1,
      prev: 0,
      at: "2026-11-23T09:30:00.000Z",
      actor: { kind: "contact", id: "con_1", name: "\u001b]0;owned\u0007" },
      message: { id: "msg_1", text: "one\n\u001b[2Jtwo\u009b31m" },
    };
    desk.answer(() => ({ status: 200, json: { ticket, events: [event] } }));
    for (const args of [[], ["--json"]]) {
      const { out } = await firstline(["tickets", "show", number, ...args]);
      expect(out).toMatch(/one(\n {2}|\\n)/);
      expect(out).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });

  test("reply sends what is given or piped in, once", async () => {
    desk.answer(() => ({ status: 201, json: { ticket, events: [] } }));
    const { code, out } = await firstline(["tickets", "reply", number, "--status", "pending"], "On its way.\n");
    expect([code, out.slice(0, 5)]).toEqual([0, "Sent."]);
    expect(JSON.parse(desk.arrivals[0]?.text ?? "")).toMatchObject({ text: "On its way.", status: "pending" });
    expect(desk.arrivals[0]?.headers["idempotency-key"]).toMatch(/^msg_/);
    expect((await firstline(["tickets", "reply", number], " \n")).code).toBe(2);
  });

  test("a refusal is 1, with the desk's sentence, or as JSON with its code", async () => {
    desk.answer(() => problem("not_found"));
    const { code, err } = await firstline(["tickets", "show", number]);
    expect([code, err]).toEqual([1, "firstline: There is nothing here that you may see. (req_1)\n"]);
    const told = await firstline(["tickets", "show", number, "--json"]);
    expect(told).toMatchObject({ code: 1, out: "" });
    expect(JSON.parse(told.err).error).toMatchObject({ code: "not_found", status: 404, requestId: "req_1" });
  });
});

describe("setup", () => {
  const versioned = { version: 3, setup: { name: "Support" } };

  test("goes round: pulled to a file, compared, pushed with its version", async () => {
    desk.answer(() => ({ status: 200, json: versioned }));
    expect((await firstline(["setup", "pull"])).out).toBe("Version 3 written to firstline.setup.json.\n");
    const file = join(folder, "firstline.setup.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(versioned);

    writeFileSync(file, JSON.stringify({ ...versioned, setup: { name: "Help" } }));
    const change = { path: "name", change: "changed", before: "Support", after: "Help" };
    desk.answer(() => ({ status: 200, json: { version: 3, changes: [change], contracts: [] } }));
    const diff = await firstline(["setup", "diff"]);
    expect(diff).toMatchObject({ code: 3, out: expect.stringContaining('"Support" → "Help"') });
    expect(desk.arrivals[0]).toMatchObject({ path: "/v1/desk/setup/diff", text: '{"name":"Help"}' });
    desk.answer(() => ({ status: 200, json: { version: 3, changes: [], contracts: [] } }));
    expect(await firstline(["setup", "diff"])).toMatchObject({ code: 0, out: "No change to version 3.\n" });

    desk.answer(() => ({ status: 200, json: { version: 4, setup: { name: "Help" } } }));
    expect((await firstline(["setup", "push"])).out).toBe("The desk is at version 4.\n");
    expect(desk.arrivals[0]).toMatchObject({ method: "PUT", text: '{"name":"Help"}' });
    expect(desk.arrivals[0]?.headers["if-match"]).toBe('"3"');
    expect(JSON.parse(readFileSync(file, "utf8")).version).toBe(4);
  });

  test("a push over somebody else's says how to go on, and a file that is no set-up is told", async () => {
    writeFileSync(join(folder, "mine.json"), JSON.stringify(versioned));
    desk.answer(() => problem("version_mismatch"));
    const { code, err } = await firstline(["setup", "push", "--file", "mine.json"]);
    expect([code, err]).toEqual([1, expect.stringContaining("“firstline setup pull” reads the newest set-up.")]);
    for (const text of ["{", "[]", '{"setup":{}}'])
      expect((await firstline(["setup", "diff", "--file", "-"], text)).err).toContain("is no set-up");
  });
});

test("verify tells a good webhook from a bad one", async () => {
  const { body, headers } = await signTestWebhook("ticket.created", webhookSecret);
  const { "webhook-id": id = "", "webhook-timestamp": timestamp = "", "webhook-signature": signature = "" } = headers;
  const args = ["verify", "--id", id, "--timestamp", timestamp, "--signature", signature];
  expect(await firstline(args, body)).toMatchObject({ code: 0, out: `Good: ticket.created, ${id}.\n` });
  expect(JSON.parse((await firstline([...args, "--json"], body)).out)).toEqual(JSON.parse(body));
  const bad = await firstline([...args, "--json"], `${body} `);
  expect(bad).toMatchObject({ code: 1, out: "" });
  expect(JSON.parse(bad.err).error.code).toBe("signature_mismatch");
});
