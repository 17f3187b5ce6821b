import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { stopToken } from "../src/mail/address.ts";
import { rowCounts } from "./database.ts";
import { call, page, send, visitorWithTicket } from "./desk.ts";
import { postbox, stopIn } from "./mail.ts";

let people = 0;
const someone = () => `lou${Date.now()}-${++people}@example.test`;

const shop = page("pk_shopshop");
const ask = async (email: string) => {
  const box = postbox();
  const { status } = await call("POST /v1/visitors/restore", { headers: shop, body: { email }, mail: box.mail });
  expect(status).toBe(202);
  return box.mails;
};
const get = (url: string) => send(new Request(url));
/** As the page's button does it, which sends an origin, or as a mail program does (RFC 8058), which sends none. */
const post = (url: string, body?: string) =>
  send(
    new Request(url, {
      method: "POST",
      ...(body !== undefined && { body, headers: { "content-type": "application/x-www-form-urlencoded" } }),
    }),
  );

describe("a stop link", () => {
  test.each([
    ["the page's button", undefined],
    ["a mail program's own button", "List-Unsubscribe=One-Click"],
  ])("ends all mail to the address once %s is pressed, and not before", async (_, body) => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    await visitorWithTicket("pk_bankbank", { email });
    const [first] = await ask(email);
    const stop = stopIn(first);
    expect(first?.headers?.["List-Unsubscribe"]).toBe(`<${stop}>`);
    const question = await get(stop);
    expect([question.status, await question.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
    // Whoever only reads the mail's links, as filters do, has stopped nothing.
    expect(await ask(email)).toHaveLength(1);

    const done = await post(stop, body);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("It is done.")]);
    expect(await ask(email)).toEqual([]);
    const again = await (await get(stop)).text();
    expect(again).toContain("It is done.");
    expect(again).not.toContain("<form");
    expect((await post(stop)).status).toBe(200);
    const other = someone();
    await visitorWithTicket("pk_shopshop", { email: other });
    expect(await ask(other)).toHaveLength(1);
  });

  test("is in the mail's language", async () => {
    const token = await stopToken(env.FIRSTLINE_SECRET, someone());
    const german = await (await get(`https://desk.test/mail/stop/de/${token}`)).text();
    expect(german).toContain('<html lang="de">');
    expect(german).toContain("Alle Mails abstellen");
    expect(await (await get(`https://desk.test/mail/stop/xx/${token}`)).text()).toContain('<html lang="en">');
  });

  test.each(["", "x", `${"A".repeat(43)}.${"A".repeat(43)}`, "<script>", "%00"])(
    "%j that the desk has not signed stops nothing and writes nothing",
    async (token) => {
      const rows = await rowCounts();
      for (const answer of [
        await get(`https://desk.test/mail/stop/en/${token}`),
        await post(`https://desk.test/mail/stop/en/${token}`),
      ]) {
        expect(answer.status).toBe(404);
        expect(await answer.text()).not.toContain("<script");
      }
      expect(await rowCounts()).toEqual(rows);
    },
  );

  test("of one address is not one of another", async () => {
    const [one, other] = [someone(), someone()];
    const [first = ""] = (await stopToken(env.FIRSTLINE_SECRET, one)).split(".");
    const [, second = ""] = (await stopToken(env.FIRSTLINE_SECRET, other)).split(".");
    expect((await post(`https://desk.test/mail/stop/en/${first}.${second}`)).status).toBe(404);
  });

  test("leads to a page that loads nothing, runs nothing, and is framed by nobody", async () => {
    const token = await stopToken(env.FIRSTLINE_SECRET, someone());
    const { headers } = await get(`https://desk.test/mail/stop/en/${token}`);
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    const styles = await get("https://desk.test/mail/stop.css");
    expect([styles.status, styles.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
  });
});
