import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { closeAll, expectQuiet, hello, listen, secretOf, sitePath, ticketPath } from "./socket.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});
afterEach(() => {
  closeAll();
  vi.useRealTimers();
});

/** A requester with a ticket, listening to it. */
async function requester() {
  const visitor = await visitorWithTicket();
  const socket = await listen(ticketPath(visitor.number));
  socket.say(hello(visitor.token));
  expect(await socket.next()).toEqual({ type: "ready", seq: 3, seen: 0 });
  return { ...visitor, socket };
}

async function agents(headers: Headers = ann) {
  const socket = await listen(sitePath(), headers);
  socket.say(hello());
  expect(await socket.next()).toEqual({ type: "ready", seq: 0 });
  return socket;
}

const answer = (number: string, text: string, headers: Headers = ann) =>
  call("POST /v1/desk/tickets/:number/reply", { headers, path: { number }, body: { text } });
const note = (number: string, text: string) =>
  call("POST /v1/desk/tickets/:number/note", { headers: ann, path: { number }, body: { text } });

describe("who hears what", () => {
  test("an answer reaches the requester, without what only agents may see", async () => {
    const { number, socket } = await requester();
    await note(number, "Old bulb?");
    await call("PATCH /v1/desk/tickets/:number", {
      headers: { ...ann, "if-match": '"5"' },
      path: { number },
      body: { priority: "urgent" },
    });
    await answer(number, "Is it plugged in?");
    const opened = await socket.next();
    expect(opened).toMatchObject({ type: "changed", events: [{ type: "status", to: "open", prev: 3, seq: 5 }] });
    const answered = await socket.next();
    expect(answered).toMatchObject({
      type: "changed",
      ticket: { status: "open", seq: 7, unread: 1 },
      events: [{ type: "message", prev: 5, seq: 7, message: { text: "Is it plugged in?" } }],
    });
    await expectQuiet(socket);
    expect(JSON.stringify([opened, answered])).not.toMatch(/Old bulb|urgent|note|priority|agt_|team_|con_/);
  });

  test("a reply reaches the site's agents and programs, and nobody of the other site", async () => {
    const { number, headers, socket: own } = await requester();
    const [first, second, other] = [
      await agents(),
      await agents(await consoleOf("agt_lea")),
      await listen(sitePath("site_bank"), await consoleOf("agt_bob")),
    ];
    other.say(hello());
    await other.next();
    const program = await listen(sitePath());
    program.say(hello(secretOf(await keyFor(["tickets:read"], ["site_shop"]))));
    await program.next();

    await call("POST /v1/tickets/:number/messages", { headers, path: { number }, body: { text: "It was not!" } });
    for (const socket of [first, second, program]) {
      expect(await socket.next()).toMatchObject({
        type: "changed",
        ticket: { number, priority: "normal", team: { id: "team_front" } },
        events: [{ type: "message", seq: 4, prev: 3, message: { text: "It was not!" } }],
      });
    }
    expect(await own.next()).toMatchObject({ ticket: { number }, events: [{ seq: 4 }] });
    await expectQuiet(other);
  });

  test("a new ticket and a note reach the agents", async () => {
    const socket = await agents();
    const { number } = await visitorWithTicket();
    expect(await socket.next()).toMatchObject({
      ticket: { number, status: "new" },
      events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
    });
    await note(number, "Known fault");
    expect(await socket.next()).toMatchObject({
      events: [{ type: "note", note: { text: "Known fault" } }, { type: "status" }],
    });
  });

  test("another ticket's requester hears nothing, nor does who has not said hello", async () => {
    const { socket } = await requester();
    const { number } = await visitorWithTicket();
    const silent = await listen(ticketPath(number));
    await answer(number, "Only for you");
    await expectQuiet(socket);
    await expectQuiet(silent);
  });

  test("who opened the ticket by its link hears it too", async () => {
    const { number, link } = await visitorWithTicket();
    const secret = link.split("#k=")[1] ?? "";
    const { body } = await call("POST /v1/visitors/redeem", { headers: page("pk_shopshop"), body: { number, secret } });
    const socket = await listen(ticketPath(number));
    socket.say(hello(body.visitorToken));
    expect(await socket.next()).toEqual({ type: "ready", seq: 3, seen: 0 });
    await answer(number, "Hello");
    expect(await socket.next()).toMatchObject({ type: "changed", events: [{ type: "message" }, { type: "status" }] });
  });

  test("ping is answered pong, whoever asks", async () => {
    const { number, socket } = await requester();
    await expectQuiet(socket);
    await expectQuiet(await listen(ticketPath(number)));
  });
});

test("nothing is lost between hello and ready", async () => {
  for (let round = 0; round < 10; round++) {
    const { number, token } = await visitorWithTicket();
    const socket = await listen(ticketPath(number));
    socket.say(hello(token));
    const { body } = await answer(number, `Round ${round}`);
    let seen = 0;
    // Either the number says that there is something to ask for, or the change was pushed.
    for (let ready = false; !ready || seen < body.ticket.seq; ) {
      const frame = await socket.next();
      if (frame.type === "ready") ready = true;
      if (frame.type === "ready") seen = Math.max(seen, frame.seq);
      if (frame.type === "changed") seen = Math.max(seen, ...frame.events.map((event) => event.seq));
    }
    expect(seen).toBe(body.ticket.seq);
    socket.close();
  }
});

describe("after five seconds a right is looked at again", () => {
  const later = () => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5_001 });

  test("a visitor who was forgotten hears no more", async () => {
    const { number, socket, headers } = await requester();
    await call("POST /v1/visitors/forget", { headers });
    later();
    await answer(number, "For nobody");
    expect(await socket.next()).toEqual({ type: "refused", code: "credentials_invalid" });
    expect(await socket.closed).toBe("1008 credentials_invalid");
    expect(socket.rest()).toEqual([]);
  });

  test("an agent who signed out, or whose key was revoked, hears no more", async () => {
    const lea = await consoleOf("agt_lea");
    const socket = await agents(lea);
    const ada = await consoleOf("agt_ada");
    const made = await call("POST /v1/desk/keys", {
      headers: ada,
      body: { name: "Short", scopes: ["tickets:read"], sites: "all" },
    });
    const program = await listen(sitePath());
    program.say(hello(made.body.secret));
    await program.next();
    await call("DELETE /v1/desk/session", { headers: lea });
    await call("DELETE /v1/desk/keys/:key", { headers: ada, path: { key: made.body.key.id } });
    later();
    await visitorWithTicket();
    for (const each of [socket, program]) {
      expect(await each.next()).toEqual({ type: "refused", code: "credentials_invalid" });
      expect(each.rest()).toEqual([]);
    }
  });

  test("whose right still holds goes on hearing", async () => {
    const { number, socket } = await requester();
    later();
    await answer(number, "Still here?");
    expect(await socket.next()).toMatchObject({ type: "changed" });
  });
});
