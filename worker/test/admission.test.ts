import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { consoleOf, keyFor, visitorWithTicket } from "./desk.ts";
import { closeAll, expectQuiet, hello, listen, open, secretOf, sitePath, ticketPath } from "./socket.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});
afterEach(() => {
  closeAll();
  vi.unstubAllGlobals();
});

describe("who is turned away", () => {
  test.each<[string, (own: { token: string }) => Promise<string> | string, string]>([
    ["says nothing of a token", () => hello(), "credentials_missing"],
    ["brings an unknown token", () => hello("flv_unknown"), "credentials_invalid"],
    ["brings an empty token", () => hello(""), "credentials_invalid"],
    [
      "brings the other site's token",
      async () => hello((await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "192.0.2.1" })).token),
      "credentials_invalid",
    ],
    ["brings another requester's token", async () => hello((await visitorWithTicket()).token), "not_found"],
    ["brings an agent's token", () => hello(/fls_\w+/.exec(ann.cookie ?? "")?.[0]), "credentials_invalid"],
    ["does not say hello", () => JSON.stringify({ type: "subscribe" }), "invalid"],
    ["adds a key to hello", () => JSON.stringify({ type: "hello", admin: true }), "invalid"],
    ["says no JSON", () => "hello", "invalid"],
    ["says nothing at all", () => "", "invalid"],
    [
      "sends a huge frame",
      ({ token }) => JSON.stringify({ type: "hello", token, more: "x".repeat(10_000) }),
      "invalid",
    ],
    ["sends a token without end", () => hello("x".repeat(201)), "invalid"],
  ])("who %s", async (_name, frame, code) => {
    const own = await visitorWithTicket();
    const socket = await listen(ticketPath(own.number));
    socket.say(await frame(own));
    expect(await socket.next()).toEqual({ type: "refused", code });
    expect(await socket.closed).toBe(`1008 ${code}`);
  });

  test("who sends bytes", async () => {
    const { number, token } = await visitorWithTicket();
    const socket = await listen(ticketPath(number));
    const bytes = new TextEncoder().encode(hello(token));
    socket.say(new Uint8Array(bytes).buffer);
    expect(await socket.next()).toEqual({ type: "refused", code: "invalid" });
  });

  test("who says nothing for ten seconds", async () => {
    const { number } = await visitorWithTicket();
    const inTime = setTimeout;
    // Ten times faster.
    vi.stubGlobal("setTimeout", (work: () => void, ms: number) => inTime(work, ms / 10));
    const socket = await listen(ticketPath(number));
    vi.unstubAllGlobals();
    await expectQuiet(socket);
    expect(await socket.next()).toEqual({ type: "refused", code: "credentials_missing" });
    expect(await socket.closed).toBe("1008 credentials_missing");
  });

  test("who says hello twice", async () => {
    const { number, token } = await visitorWithTicket();
    const socket = await listen(ticketPath(number));
    socket.say(hello(token));
    expect(await socket.next()).toEqual({ type: "ready", seq: 3, seen: 0 });
    socket.say(hello(token));
    expect(await socket.next()).toEqual({ type: "refused", code: "invalid" });
  });

  test("who greets again before the first greeting is answered: one question to the database is all they get", async () => {
    const { number, token } = await visitorWithTicket();
    const socket = await listen(ticketPath(number));
    for (let greeting = 0; greeting < 20; greeting++) socket.say(hello(token));
    expect(await socket.next()).toEqual({ type: "refused", code: "invalid" });
    expect(await socket.closed).toBe("1008 invalid");
    expect(socket.rest()).toEqual([]);
  });

  test("who asks for a ticket that never was", async () => {
    const { token } = await visitorWithTicket();
    const socket = await listen(ticketPath("SHOP-99999999999992"));
    socket.say(hello(token));
    expect(await socket.next()).toEqual({ type: "refused", code: "not_found" });
  });

  test.each<[string, string, Headers, number, string]>([
    ["without an upgrade", ticketPath("SHOP-10019"), { upgrade: "" }, 422, "invalid"],
    ["with another upgrade", ticketPath("SHOP-10019"), { upgrade: "h2c" }, 422, "invalid"],
    ["with a mistyped number", ticketPath("SHOP-10018"), {}, 422, "number_mistyped"],
    ["with another site's number", ticketPath("BANK-10019"), {}, 404, "not_found"],
    ["with an unknown public key", ticketPath("SHOP-10019", "pk_unknown1"), {}, 401, "credentials_invalid"],
    ["with a token in the address", `${ticketPath("SHOP-10019")}&token=flv_x`, {}, 422, "invalid"],
    [
      "from a page that is not on the list",
      ticketPath("SHOP-10019"),
      { origin: "https://evil.test" },
      403,
      "origin_not_allowed",
    ],
  ])("a requester's socket %s", async (_name, path, headers, status, code) => {
    const refused = await open(path, headers);
    expect(refused).toMatchObject({ status, text: expect.stringContaining(`"code":"${code}"`) });
  });

  test("an agent's socket from another origin, to another site, or with a key of too little", async () => {
    const refused = async (path: string, headers: Headers) => {
      const answered = await open(path, headers);
      return "status" in answered ? /"code":"(\w+)"/.exec(answered.text)?.[1] : "open";
    };
    expect(await refused(sitePath(), { ...ann, origin: "https://shop.test" })).toBe("forbidden");
    expect(await refused(sitePath(), { cookie: ann.cookie ?? "" })).toBe("forbidden");
    expect(await refused(sitePath("site_bank"), ann)).toBe("not_found");
    expect(await refused(sitePath("site_gone"), ann)).toBe("not_found");
    expect(await refused(sitePath(), await keyFor(["tickets:write"]))).toBe("forbidden");
    expect(await refused(sitePath(), await keyFor(["tickets:read"], ["site_bank"]))).toBe("not_found");
  });

  test.each<[string, () => Promise<string | undefined>, string]>([
    ["nothing", async () => undefined, "credentials_missing"],
    ["a visitor's token", async () => (await visitorWithTicket()).token, "credentials_invalid"],
    ["a key without the scope", async () => secretOf(await keyFor(["tickets:write"])), "forbidden"],
    ["a key of the other site", async () => secretOf(await keyFor(["tickets:read"], ["site_bank"])), "not_found"],
  ])("a stranger in a site's room who shows %s", async (_name, token, code) => {
    const socket = await listen(sitePath());
    socket.say(hello(await token()));
    expect(await socket.next()).toEqual({ type: "refused", code });
  });

  test("the fifty-first stranger, while agents still come in", async () => {
    const { number } = await visitorWithTicket();
    for (let index = 0; index < 50; index++) await listen(ticketPath(number));
    expect(await open(ticketPath(number))).toMatchObject({
      status: 429,
      text: expect.stringContaining("too_many_requests"),
    });
    for (let index = 0; index < 50; index++) await listen(sitePath("site_bank"));
    expect(await open(sitePath("site_bank"))).toMatchObject({ status: 429 });
    await listen(sitePath("site_bank"), await consoleOf("agt_bob"));
  });
});
