import { env } from "cloudflare:test";
import type { Setup } from "@firstline/sdk/wire";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { digest, randomSecret } from "../src/secrets.ts";
import { run } from "../src/store/query.ts";
import { insertLink } from "../src/store/sessions.ts";
import { call, consoleOf, keyFor } from "./desk.ts";
import { setup } from "./fixture.ts";
import { closeAll, expectQuiet, hello, listen, secretOf, sitePath } from "./socket.ts";

type Headers = Readonly<Record<string, string>>;

let ada: Headers;
beforeEach(async () => {
  await env.DB.prepare("DELETE FROM sessions").run();
  ada = await consoleOf("agt_ada");
});
afterEach(() => {
  closeAll();
  vi.useRealTimers();
});

/** Signs somebody in as a browser would. */
async function signedIn(agentId: string, userAgent = ""): Promise<Headers> {
  const token = randomSecret();
  await run(env.DB, { link: insertLink(await digest(token), agentId, Date.now() + 60_000) });
  const { headers } = await call("POST /v1/desk/sessions", { headers: { "user-agent": userAgent }, body: { token } });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  return { cookie, origin: "https://desk.test", "sec-fetch-site": "same-origin" };
}

const list = async (headers: Headers) => (await call("GET /v1/desk/sessions", { headers })).body.items;
const isOver = async (headers: Headers) =>
  (await call("GET /v1/desk/session", { headers })).problem?.code === "credentials_invalid";

test("one's own sessions are listed, with the browser, the newest first, and no token can be made of their ids", async () => {
  const firefox = await signedIn("agt_ann", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_000 });
  const phone = await signedIn(
    "agt_ann",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1",
  );
  const sessions = await list(phone);
  expect(sessions).toMatchObject([
    { browser: "Safari, iPhone", method: "link", current: true },
    { browser: "Firefox, Linux", method: "link", current: false },
  ]);
  for (const { id } of sessions) expect(`${firefox.cookie}${phone.cookie}`).not.toContain(id.slice(4));
});

test("when a session was last heard of is kept to the hour", async () => {
  const noon = Date.UTC(2026, 10, 24, 12, 10);
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  const ann = await signedIn("agt_ann");
  vi.setSystemTime(noon + 3 * 3_600_000);
  await call("GET /v1/desk/session", { headers: ann });
  expect(await list(ann)).toMatchObject([
    { seenAt: "2026-11-24T15:00:00.000Z", createdAt: "2026-11-24T12:10:00.000Z" },
  ]);
});

test("one session, or all others, can be ended", async () => {
  const [one, two, three] = [await signedIn("agt_ann"), await signedIn("agt_ann"), await signedIn("agt_ann")];
  const lea = await signedIn("agt_lea");
  const session = (await list(one)).find(({ current }) => current)?.id ?? "";
  const foreign = await call("DELETE /v1/desk/sessions/:session", { headers: lea, path: { session } });
  expect(foreign.problem?.code).toBe("not_found");
  await call("DELETE /v1/desk/sessions/:session", { headers: two, path: { session } });
  expect(await isOver(one)).toBe(true);
  await call("DELETE /v1/desk/sessions", { headers: two });
  expect([await isOver(two), await isOver(three), await isOver(lea)]).toEqual([false, true, false]);
});

test("an admin sees and ends those of an agent", async () => {
  const [one, two] = [await signedIn("agt_ann"), await signedIn("agt_ann")];
  const path = { agent: "agt_ann" };
  const { body } = await call("GET /v1/desk/agents/:agent/sessions", { headers: ada, path });
  expect(body.items).toMatchObject([{ current: false }, { current: false }]);
  const session = body.items[0]?.id ?? "";
  const elsewhere = { agent: "agt_lea", session };
  expect(
    (await call("DELETE /v1/desk/agents/:agent/sessions/:session", { headers: ada, path: elsewhere })).problem?.code,
  ).toBe("not_found");
  await call("DELETE /v1/desk/agents/:agent/sessions/:session", { headers: ada, path: { ...path, session } });
  expect([await isOver(one), await isOver(two)].filter(Boolean)).toHaveLength(1);
  await call("DELETE /v1/desk/agents/:agent/sessions", { headers: ada, path });
  expect([await isOver(one), await isOver(two)]).toEqual([true, true]);
});

describe("with nothing else happening on the desk, sockets are closed", () => {
  const refused = { type: "refused", code: "credentials_invalid" };

  async function listening(headers: Headers, site = "site_shop") {
    const socket = await listen(sitePath(site), headers);
    socket.say(hello());
    expect(await socket.next()).toEqual({ type: "ready", seq: 0 });
    return socket;
  }

  test("when their session ends, and no others", async () => {
    const [one, two, lea] = [await signedIn("agt_ann"), await signedIn("agt_ann"), await signedIn("agt_lea")];
    const [first, second, third] = [await listening(one), await listening(two), await listening(lea)];
    await call("DELETE /v1/desk/sessions", { headers: two });
    expect(await first.next()).toEqual(refused);
    expect(await first.closed).toBe("1008 credentials_invalid");
    await expectQuiet(second);
    await expectQuiet(third);
  });

  test("when somebody signs out", async () => {
    const ann = await signedIn("agt_ann");
    const socket = await listening(ann);
    await call("DELETE /v1/desk/session", { headers: ann });
    expect(await socket.next()).toEqual(refused);
  });

  test("when an admin signs somebody out, in every room", async () => {
    const session = await signedIn("agt_ada");
    const sockets = [await listening(session), await listening(session, "site_bank")];
    await call("DELETE /v1/desk/agents/:agent/sessions", { headers: ada, path: { agent: "agt_ada" } });
    for (const socket of sockets) expect(await socket.next()).toEqual(refused);
  });

  test("when a key is revoked", async () => {
    const program = await keyFor(["tickets:read"], ["site_shop"], "To be revoked");
    const other = await keyFor(["tickets:read"], ["site_shop"], "To stay");
    const [gone, kept] = [await listen(sitePath()), await listen(sitePath())];
    gone.say(hello(secretOf(program)));
    kept.say(hello(secretOf(other)));
    await Promise.all([gone.next(), kept.next()]);
    const { body } = await call("GET /v1/desk/keys", { headers: ada });
    const key = body.items.find(({ name }) => name === "To be revoked")?.id ?? "";
    await call("DELETE /v1/desk/keys/:key", { headers: ada, path: { key } });
    expect(await gone.next()).toEqual(refused);
    await expectQuiet(kept);
  });

  const changed = (change: Partial<Setup["agents"][number]> | undefined): Setup => ({
    ...setup,
    teams: setup.teams.map((team) => ({ ...team, members: team.members.filter((id) => change || id !== "agt_ann") })),
    agents: setup.agents.flatMap((agent) => {
      if (agent.id !== "agt_ann") return [agent];
      return change ? [{ ...agent, ...change }] : [];
    }),
  });
  async function put(next: Setup) {
    const { headers } = await call("GET /v1/desk/setup", { headers: ada });
    const answer = await call("PUT /v1/desk/setup", {
      headers: { ...ada, "if-match": headers.get("etag") ?? "" },
      body: next,
    });
    expect(answer.status).toBe(200);
  }

  test.each<[string, before: Partial<Setup["agents"][number]>, after: Partial<Setup["agents"][number]> | undefined]>([
    ["leaves the desk", {}, undefined],
    ["may see a site no more", { sites: ["site_shop", "site_bank"] }, { sites: ["site_bank"] }],
    ["may do less", { role: "lead" }, { role: "agent" }],
  ])("when their agent %s", async (_, before, after) => {
    await put(changed(before));
    const [ann, lea] = [await signedIn("agt_ann"), await signedIn("agt_lea")];
    const [socket, other] = [await listening(ann), await listening(lea)];
    await put(changed(after));
    expect(await socket.next()).toEqual(refused);
    await expectQuiet(other);
    expect(await isOver(ann)).toBe(after === undefined);
    await put(setup);
    // Whoever comes by the same id later is somebody else: nothing of the one who left lets them in.
    expect(await isOver(ann)).toBe(after === undefined);
  });
});
