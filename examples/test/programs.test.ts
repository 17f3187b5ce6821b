import { execFile } from "node:child_process";
import { cp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { createDesk, type Desk } from "@firstline/sdk/desk";
import { signTestWebhook, signWebhook, type WebhookEvent } from "@firstline/sdk/webhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, triage } from "../triage-script/triage.ts";
import { type Local, serve } from "../webhook-receiver/local.ts";
import {
  dataFolder,
  environmentFor,
  programEnvironment,
  type RunningDesk,
  root,
  signInAdmin,
  startDesk,
} from "./desk.ts";

const execute = promisify(execFile);
let data: Awaited<ReturnType<typeof dataFolder>>;
let running: RunningDesk;
let desk: Desk;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  data = await dataFolder();
  running = await startDesk(data.path);
  environment = await environmentFor(running, await signInAdmin(running));
  desk = createDesk({ url: running.url, key: environment.FIRSTLINE_KEY });
});
afterAll(async () => {
  await running?.stop();
  await data.remove();
});

/** What a program writes, run in an example's folder with the desk in its environment. */
async function run(example: string, program: string, ...words: string[]): Promise<string> {
  const folder = join(root, "examples", example);
  const path = [join(folder, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH];
  const env = { ...programEnvironment(), ...environment, PATH: path.join(delimiter) };
  return (await execute(program, words, { cwd: folder, env, timeout: 60_000 })).stdout;
}

describe("the triage script", () => {
  const collect = async (act: boolean): Promise<Outcome[]> => {
    const all: Outcome[] = [];
    for await (const outcome of triage(desk, act)) all.push(outcome);
    return all;
  };

  test("tells what it would do, does it once, and says a word to the requester", async () => {
    const planned = await collect(false);
    expect(planned.length).toBeGreaterThan(0);
    expect(new Set(planned.map(({ outcome }) => outcome))).toEqual(new Set(["would escalate"]));
    const told = await run("triage-script", "node", "triage.ts", "--do", "--json");
    const done = told
      .trim()
      .split("\n")
      .map((line): Outcome => JSON.parse(line));
    expect(done.map(({ number }) => number)).toEqual(planned.map(({ number }) => number));
    const [first] = done.filter(({ outcome }) => outcome === "escalated");
    expect(first?.lateBy).toBeGreaterThan(0);
    const { ticket, events } = await desk.tickets.get(first?.number ?? "");
    expect(ticket.tier.level).toBeGreaterThan(1);
    // Its contract may send it on as well, for it is late.
    expect(events.filter(({ type, actor }) => type === "escalated" && actor.kind === "key")).toHaveLength(1);
    const last = events.findLast((event) => event.type === "message");
    expect(last?.message.text).toContain("longer than we promised");
    expect((await collect(true)).map(({ number }) => number)).not.toContain(first?.number);
  });

  test("without a key it says which", async () => {
    const failed = execute("node", ["triage.ts"], { cwd: join(root, "examples/triage-script"), env: process.env });
    await expect(failed).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("FIRSTLINE_KEY") });
  });
});

describe("the webhook receiver, on workerd", () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  /** What the chat was told, and what it answers. */
  const told: unknown[] = [];
  let chatAnswers = 200;
  const chat = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (chatAnswers === 200) told.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(chatAnswers).end();
  });
  let receiver: Local;

  beforeAll(async () => {
    await new Promise<void>((resolve) => chat.listen(0, "127.0.0.1", resolve));
    const address = chat.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    receiver = await serve({ FIRSTLINE_WEBHOOK_SECRET: secret, CHAT_URL: `http://127.0.0.1:${port}/` }, 0);
  });
  afterAll(async () => {
    await receiver?.stop();
    await new Promise((done) => chat.close(done));
  });

  /** An example's event, told as one that the channel wants to hear of. */
  async function urgent(id: `whm_${string}`): Promise<WebhookEvent> {
    const event: WebhookEvent = JSON.parse((await signTestWebhook("ticket.created", secret)).body);
    return { ...event, id, data: { ...event.data, ticket: { ...event.data.ticket, priority: "urgent" } } };
  }
  const send = ({ headers, body }: { headers: Readonly<Record<string, string>>; body: string }) =>
    fetch(receiver.url, { method: "POST", headers, body });

  test("a signed event reaches the chat, once however often it comes", async () => {
    const signed = await signWebhook(await urgent("whm_0000000000000000000001"), secret);
    for (let time = 0; time < 3; time++) expect((await send(signed)).status).toBe(204);
    expect(told).toEqual([{ text: expect.stringMatching(/^New and urgent: \S+, /) }]);
  });

  test("what the chat did not take comes again", async () => {
    const signed = await signWebhook(await urgent("whm_0000000000000000000002"), secret);
    chatAnswers = 503;
    expect((await send(signed)).status).toBe(502);
    chatAnswers = 200;
    expect((await send(signed)).status).toBe(204);
    expect(told).toHaveLength(2);
  });

  test("what is not signed, or was changed, is refused with the reason, and the chat hears nothing", async () => {
    const { headers, body } = await signWebhook(await urgent("whm_0000000000000000000003"), secret);
    const changed = await send({ headers, body: body.replace("urgent", "low") });
    expect([changed.status, await changed.text()]).toEqual([400, expect.stringContaining("No signature fits")]);
    expect((await send({ headers: {}, body })).status).toBe(400);
    expect((await fetch(receiver.url)).status).toBe(405);
    expect(told).toHaveLength(2);
  });

  test("an event that concerns nobody, and one of a kind not known yet, are taken in silence", async () => {
    expect((await send(await signTestWebhook("ticket.created", secret))).status).toBe(204);
    const event = await urgent("whm_0000000000000000000004");
    // A newer desk's event: nothing that this version's types know.
    const newer: WebhookEvent = JSON.parse(JSON.stringify({ ...event, type: "ticket.merged" }));
    expect((await send(await signWebhook(newer, secret))).status).toBe(204);
    expect(told).toHaveLength(2);
  });
});

describe("the desk in git", () => {
  const file = join(root, "examples/desk-in-git/firstline.setup.json");
  const read = async (): Promise<{ version: number; setup: { sites: { topics: unknown[] }[] } }> =>
    JSON.parse(await readFile(file, "utf8"));
  afterAll(() => rm(file, { force: true }));

  test("pulled, changed, compared, pushed: one command; and a stale file is refused", async () => {
    const before = await desk.setup.get();
    const told = await run("desk-in-git", "npm", "start", "--silent");
    expect(told).toContain(`Version ${before.version} written to firstline.setup.json.`);
    expect(told).toContain("sites.site_shop.topics");
    expect(told).toContain(`The desk is at version ${before.version + 1}.`);
    const topics = (await desk.setup.get()).setup.sites[0]?.topics ?? [];
    expect(topics.map(({ label }) => label)).toContain("Gift cards");
    expect((await read()).version).toBe(before.version + 1);
    expect(await run("desk-in-git", "firstline", "setup", "diff")).toContain("No change");

    const stale = `${file}.stale`;
    await cp(file, stale);
    const current = await desk.setup.get();
    await desk.setup.put({ ...current, setup: { ...current.setup, name: "Somebody else's" } });
    const push = run("desk-in-git", "firstline", "setup", "push", "--file", stale);
    await expect(push).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("setup pull") });
    await rm(stale);
  });

  test("the pipeline's step says what would change, and fails for a file that is none", async () => {
    const workflow = await readFile(join(root, "examples/desk-in-git/.github/workflows/desk.yml"), "utf8");
    const [, step = ""] = /run: (npx firstline setup diff .+)$/m.exec(workflow) ?? [];
    expect(step).toContain("GITHUB_STEP_SUMMARY");
    const inBash = step.replace("npx ", "").replace('"$GITHUB_STEP_SUMMARY"', "/dev/null");
    const bash = (script: string) => run("desk-in-git", "bash", "-e", "-o", "pipefail", "-c", script);
    expect(await bash(inBash)).toContain("changes to version");
    const broken = inBash.replace("setup diff", "setup diff --file package.json");
    await expect(bash(broken)).rejects.toMatchObject({ code: 1 });
  });
});

test("npm run example NAME brings a desk along, and ends with the example", async () => {
  const program = ["worker/serve/launch.mjs", "example", "triage-script"];
  const { stdout } = await execute(process.execPath, program, { cwd: root, env: programEnvironment() });
  expect(stdout).toMatch(/The desk: http:\/\/localhost:\d+\//);
  expect(stdout).toContain("would escalate");
  const unknown = execute(process.execPath, [...program.slice(0, 2), "none"], { cwd: root, env: programEnvironment() });
  await expect(unknown).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("own-ui") });
});
