import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFirstline } from "../src/index.ts";
import { Thread } from "../src/wire/index.ts";
import { type DeskServer, problem, startDeskServer } from "./desk-server.ts";
import { errorOf } from "./error-of.ts";
import { answerAt, number, ticketAt } from "./examples.ts";

const site = "pk_shopshop";
const visitor = { name: null, email: "kim@example.test", verified: false, plan: null };
const thread = Thread.parse({ ticket: ticketAt(1), events: [answerAt(1, 0)] });

let desk: DeskServer;
beforeAll(async () => {
  desk = await startDeskServer();
});
afterAll(() => desk.stop());

const bodyOf = (index = 0): unknown => JSON.parse(desk.arrivals[index]?.text ?? "");

describe("asking for a link", () => {
  test("says the address and the language, and resolves with nothing", async () => {
    desk.answer(() => ({ status: 202 }));
    const client = createFirstline({ url: desk.url, site });
    expect(await client.restore("kim@example.test", { language: "pl" })).toBeUndefined();
    expect(await client.restore("kim@example.test")).toBeUndefined();
    expect(desk.arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill("POST /v1/visitors/restore"),
    );
    expect([bodyOf(0), bodyOf(1)]).toEqual([
      { email: "kim@example.test", language: "pl" },
      { email: "kim@example.test" },
    ]);
  });

  test("is not repeated by itself, for each would be a mail", async () => {
    desk.answer(() => problem("unavailable"));
    const error = await errorOf(createFirstline({ url: desk.url, site }).restore("kim@example.test"));
    expect([error.code, desk.arrivals.length]).toEqual(["unavailable", 1]);
  });
});

describe("following it", () => {
  test("says who is back, and keeps the token that comes with it", async () => {
    desk.answer(() => ({ status: 201, json: { visitor, visitorToken: "flv_new" } }));
    const told: unknown[] = [];
    const client = createFirstline({ url: desk.url, site, onToken: (token) => told.push(token) });
    expect(await client.redeemRestore("secret")).toEqual(visitor);
    expect(bodyOf()).toEqual({ restore: "secret" });
    expect([client.token, told]).toEqual(["flv_new", ["flv_new"]]);
  });

  test("leaves the token of a browser that has one", async () => {
    desk.answer(() => ({ status: 201, json: { visitor } }));
    const client = createFirstline({ url: desk.url, site, token: "flv_old" });
    await client.redeemRestore("secret");
    expect(desk.arrivals[0]?.headers.authorization).toBe("Bearer flv_old");
    expect(client.token).toBe("flv_old");
  });

  test("rejects with not_found once it was used", async () => {
    desk.answer(() => problem("not_found"));
    const error = await errorOf(createFirstline({ url: desk.url, site }).redeemRestore("secret"));
    expect([error.code, desk.arrivals.length]).toEqual(["not_found", 1]);
  });

  test("a desk that answers the other question is not understood", async () => {
    const client = createFirstline({ url: desk.url, site });
    desk.answer(() => ({ status: 200, json: thread }));
    expect((await errorOf(client.redeemRestore("secret"))).code).toBe("unreadable");
    desk.answer(() => ({ status: 201, json: { visitor } }));
    expect((await errorOf(client.redeem(number, "secret"))).code).toBe("unreadable");
  });
});
