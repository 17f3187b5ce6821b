import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { consoleOf, keyFor, visitorWithTicket } from "./desk.ts";
import { closeAll, expectQuiet, hello, type Listener, listen, secretOf, sitePath, ticketPath } from "./socket.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
let lea: Headers;
let ada: Headers;
let number: string;
beforeAll(async () => {
  [ann, lea, ada] = [await consoleOf("agt_ann"), await consoleOf("agt_lea"), await consoleOf("agt_ada")];
  ({ number } = await visitorWithTicket());
});
afterEach(() => {
  closeAll();
  vi.useRealTimers();
});

async function at(headers: Headers, site?: string): Promise<Listener> {
  const socket = await listen(sitePath(site), headers);
  socket.say(hello());
  expect(await socket.next()).toMatchObject({ type: "ready" });
  return socket;
}

const attend = (socket: Listener, attention: string, about = number, more: object = {}) =>
  socket.say(JSON.stringify({ type: "attending", number: about, attention, ...more }));
const told = (attention: string, id = "agt_ann", about = number) => ({
  type: "attending",
  number: about,
  attention,
  agent: { id },
});

describe("what colleagues are told", () => {
  test("who looks, types and leaves; not the agent's own other page", async () => {
    const [mine, again, colleague] = [await at(ann), await at(ann), await at(lea)];
    attend(mine, "looking");
    expect(await colleague.next()).toMatchObject({ ...told("looking"), agent: { id: "agt_ann", name: "Ann Agent" } });
    attend(mine, "typing");
    expect(await colleague.next()).toMatchObject(told("typing"));
    attend(mine, "left");
    expect(await colleague.next()).toMatchObject(told("left"));
    await expectQuiet(again);
    await expectQuiet(mine);
  });

  test("whoever comes is told who is there already", async () => {
    const [first, second] = [await at(ann), await at(lea)];
    attend(first, "typing");
    expect(await second.next()).toMatchObject(told("typing"));
    attend(second, "looking");
    expect(await second.next()).toMatchObject(told("typing"));
    expect(await first.next()).toMatchObject(told("looking", "agt_lea"));
  });

  test("a socket that goes leaves, unless the same agent is there with another page", async () => {
    const [mine, again, colleague] = [await at(ann), await at(ann), await at(lea)];
    attend(mine, "looking");
    attend(again, "looking");
    await colleague.next();
    await colleague.next();
    mine.close();
    attend(again, "typing");
    expect(await colleague.next()).toMatchObject(told("typing"));
    again.close();
    expect(await colleague.next()).toMatchObject(told("left"));
  });

  test("another ticket leaves the one before", async () => {
    const other = (await visitorWithTicket()).number;
    const [mine, colleague] = [await at(ann), await at(lea)];
    attend(mine, "looking");
    await colleague.next();
    attend(mine, "looking", other);
    expect(await colleague.next()).toMatchObject(told("left"));
    expect(await colleague.next()).toMatchObject(told("looking", "agt_ann", other));
  });

  test("after a minute of silence it is over", async () => {
    const [first, second] = [await at(ann), await at(lea)];
    attend(first, "typing");
    await second.next();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_001 });
    attend(second, "looking");
    await first.next();
    await expectQuiet(second);
  });
});

describe("what nobody can do", () => {
  test("speak for somebody else", async () => {
    const [mine, colleague] = [await at(ann), await at(lea)];
    attend(mine, "typing", number, { agent: { id: "agt_ada", name: "Ada" } });
    expect(await mine.next()).toEqual({ type: "refused", code: "invalid" });
    await expectQuiet(colleague);
  });

  test("speak of a ticket of another site, or be heard there", async () => {
    const bank = await visitorWithTicket("pk_bankbank", {}, { "cf-connecting-ip": "203.0.113.90" });
    const [shop, colleague, other] = [await at(ada), await at(lea), await at(await consoleOf("agt_bob"), "site_bank")];
    attend(shop, "looking", bank.number);
    attend(shop, "looking", "SHOP-10018");
    await expectQuiet(shop);
    await expectQuiet(colleague);
    attend(shop, "looking");
    expect(await colleague.next()).toMatchObject(told("looking", "agt_ada"));
    await expectQuiet(other);
  });

  test("attend as a program or as a requester, or before a hello", async () => {
    const visitor = await visitorWithTicket();
    const colleague = await at(lea);
    const program = await listen(sitePath());
    program.say(hello(secretOf(await keyFor(["tickets:read"], ["site_shop"]))));
    await program.next();
    attend(program, "looking");
    await expectQuiet(program);
    const requester = await listen(ticketPath(visitor.number));
    requester.say(hello(visitor.token));
    await requester.next();
    attend(requester, "typing", visitor.number);
    expect(await requester.next()).toEqual({ type: "refused", code: "invalid" });
    const early = await listen(sitePath(), ann);
    attend(early, "looking");
    expect(await early.next()).toEqual({ type: "refused", code: "invalid" });
    await expectQuiet(colleague);
    // Programs are not told who looks at what.
    attend(await at(ann), "looking");
    await colleague.next();
    await expectQuiet(program);
  });

  test("flood colleagues: of many frames in a moment twenty are heard", async () => {
    const [mine, colleague] = [await at(ann), await at(lea)];
    for (let index = 0; index < 60; index++) attend(mine, index % 2 === 0 ? "looking" : "typing");
    for (let index = 0; index < 20; index++) expect(await colleague.next()).toMatchObject({ type: "attending" });
    // What the room says after the flood comes after all that it said of it.
    attend(colleague, "looking");
    expect(await mine.next()).toMatchObject(told("looking", "agt_lea"));
    expect(await colleague.next()).toMatchObject({ type: "attending" });
    await expectQuiet(colleague);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_001 });
    attend(mine, "left");
    expect(await colleague.next()).toMatchObject(told("left"));
  });

  test("go on after the session is over", async () => {
    const gone = await consoleOf("agt_ann", Date.now() + 5_000);
    const [mine, colleague] = [await at(gone), await at(lea)];
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6_000 });
    attend(mine, "looking");
    expect(await mine.next()).toEqual({ type: "refused", code: "credentials_invalid" });
    await expectQuiet(colleague);
  });
});
