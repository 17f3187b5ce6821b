import { createFirstline } from "@firstline/sdk";
import type { Submitted } from "@firstline/sdk/wire";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Desk, startDesk } from "../../../test/desk.ts";
import { memory, memoryShelf, stubWindow } from "../../../test/memory.ts";
import { createDraft } from "./draft.ts";
import { createOutbox, type Parcel } from "./outbox.ts";
import { createSubmission } from "./submission.ts";

let desk: Desk;
let ends: (() => void)[];

beforeEach(async () => {
  stubWindow();
  ends = [];
  desk = await startDesk();
});
afterEach(async () => {
  for (const end of ends) end();
  vi.unstubAllGlobals();
  await desk.stop();
});

type Options = Partial<Parameters<typeof createSubmission>[0]["options"]>;

function start(kept = memory(), shelf = memoryShelf<Parcel>(), options: Options = {}) {
  const submitted: Submitted[] = [];
  const firstline = createFirstline({ url: desk.url, site: desk.site.key, retries: 0 });
  const draft = createDraft(kept);
  const outbox = createOutbox({
    site: desk.site.key,
    shelf,
    waiting: memory(),
    deliver: async (parcel) => {
      if (parcel.is === "ticket") await submission.deliver(parcel);
    },
  });
  const submission = createSubmission({
    key: desk.site.key,
    firstline,
    draft,
    outbox,
    site: () => desk.site,
    options,
    onSubmitted: (answer) => submitted.push(answer),
  });
  ends.push(submission.stop, outbox.stop);
  return { model: { ...draft, ...submission }, draft: kept, outbox, submitted };
}

test("submits what was typed, and clears it only then", async () => {
  const { model, draft, submitted } = start();
  model.write("topic", "top_returns");
  model.write("subject", " Wrong colour ");
  model.write("message", "I ordered brown.");
  const sending = model.submit();
  expect(model.state.value.kind).toBe("sending");
  expect(model.fields.value.message).toBe("I ordered brown.");
  await sending;
  expect(submitted[0]?.ticket).toMatchObject({ subject: "Wrong colour", topic: { id: "top_returns" } });
  expect(model.fields.value.message).toBe("");
  expect(draft.read()).toBeUndefined();
});

test("asks the desk nothing while a field is missing", async () => {
  const { model } = start();
  model.write("subject", "   ");
  await model.submit();
  expect(model.state.value).toEqual({ kind: "editing", wrong: new Set(["subject", "message"]) });
  expect(desk.requests).toEqual([]);
});

test("names the field that the desk did not take, and keeps the text", async () => {
  const { model } = start();
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  model.write("email", "nobody");
  await model.submit();
  expect(model.state.value).toMatchObject({ kind: "failed", wrong: new Set(["email"]), error: { code: "invalid" } });
  expect(model.fields.value.message).toBe("I ordered brown.");
});

test("an unchanged submission keeps its id over every try; a changed one gets another", async () => {
  const { model } = start();
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  desk.refuse = { route: /POST/, code: "forbidden" };
  await model.submit();
  await model.submit();
  model.write("message", "I ordered black.");
  await model.submit();
  const [first, second, third] = desk.keys;
  expect(first).toMatch(/^msg_[A-Za-z0-9]{22}$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("a second press while it is on its way sends nothing", async () => {
  const { model, submitted } = start();
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  await Promise.all([model.submit(), model.submit()]);
  expect(submitted).toHaveLength(1);
  expect(desk.tickets.size).toBe(1);
});

describe("a topic's fields", () => {
  function fillIn(model: ReturnType<typeof start>["model"]) {
    model.write("topic", "top_repair");
    model.write("subject", "Zip");
    model.write("message", "It does not close.");
    model.write("fields.orderNumber", " L-1 ");
    model.write("fields.kind", "Boots");
    model.write("fields.size", "42.5");
    model.write("fields.faults", "Seam\nZip");
  }

  test("are sent as what they are, with the browser's language; what is empty is not", async () => {
    const { model } = start();
    fillIn(model);
    await model.submit();
    expect(desk.submissions[0]).toMatchObject({ topic: "top_repair", language: navigator.language });
    expect(desk.submissions[0]?.fields).toEqual({
      orderNumber: "L-1",
      kind: "Boots",
      size: 42.5,
      faults: ["Zip", "Seam"],
    });
  });

  test("are not sent while they are hidden, but kept", async () => {
    const { model } = start();
    fillIn(model);
    model.write("fields.kind", "Tent");
    expect(model.asked().map(({ id }) => id)).not.toContain("size");
    expect(model.fields.value["fields.size"]).toBe("42.5");
    await model.submit();
    expect(desk.submissions[0]?.fields).not.toHaveProperty("size");
  });

  test("of another topic are not asked for", async () => {
    const { model } = start();
    fillIn(model);
    model.write("topic", "top_returns");
    await model.submit();
    expect(desk.submissions[0]).not.toHaveProperty("fields");
  });

  test("that are required and empty, or that the browser cannot read, are named before anything is sent", async () => {
    const { model } = start();
    fillIn(model);
    model.write("fields.orderNumber", " ");
    model.write("fields.faults", "");
    await model.submit(["fields.bought"]);
    const wrong = new Set(["fields.orderNumber", "fields.faults", "fields.bought"]);
    expect(model.state.value).toEqual({ kind: "editing", wrong });
    expect(desk.requests).toEqual([]);
    model.write("fields.orderNumber", "L-1");
    expect(model.state.value.wrong).toEqual(new Set(["fields.faults", "fields.bought"]));
  });

  test("that the desk does not take are named", async () => {
    const { model } = start();
    fillIn(model);
    const issues = ["body.fields.size", "body.message.text"].map((path) => ({ path, message: "must be another" }));
    desk.refuse = { route: /POST/, code: "invalid", issues };
    await model.submit();
    expect(model.state.value).toMatchObject({ kind: "failed", wrong: new Set(["fields.size", "message"]) });
  });

  test("come back after a reload", () => {
    const draft = memory();
    fillIn(start(draft).model);
    expect(start(draft).model.fields.value).toMatchObject({ "fields.faults": "Seam\nZip", topic: "top_repair" });
  });
});

test("what was typed comes back after a reload; nonsense in its place does not", () => {
  const draft = memory();
  start(draft).model.write("subject", "Wrong colour");
  expect(start(draft).model.fields.value.subject).toBe("Wrong colour");
  draft.write('{"subject":1,"other":"x"}');
  expect(start(draft).model.fields.value).not.toHaveProperty("other");
  expect(start(draft).model.fields.value.subject).toBe("");
  draft.write("{");
  expect(start(draft).model.fields.value.subject).toBe("");
});

test("what cannot be sent now waits, survives a reload, and becomes one ticket", async () => {
  const kept = memory();
  const shelf = memoryShelf<Parcel>();
  const { model, outbox } = start(kept, shelf);
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  desk.refuse = { route: /POST/, code: "unavailable" };
  await model.submit();
  expect(model.state.value).toMatchObject({ kind: "queued", error: { code: "unavailable" } });
  expect(model.fields.value.message).toBe("I ordered brown.");
  model.stop();
  outbox.stop();

  desk.refuse = undefined;
  const next = start(kept, shelf);
  next.model.resume(await next.outbox.resume());
  expect(next.model.state.value.kind).toBe("sending");
  await vi.waitUntil(() => next.submitted.length === 1);
  expect(new Set(desk.keys).size).toBe(1);
  expect(await shelf.all()).toEqual([]);
  expect(next.model.fields.value.message).toBe("");
});

test("another tab, where nothing is written, takes up what a closed one left", async () => {
  const shelf = memoryShelf<Parcel>();
  const first = start(memory(), shelf);
  first.model.write("subject", "Wrong colour");
  first.model.write("message", "I ordered brown.");
  desk.refuse = { route: /POST/, code: "unavailable" };
  await first.model.submit();
  const empty = start(memory(), shelf);
  empty.model.resume(await empty.outbox.resume());
  expect(empty.model.fields.value.message).toBe("I ordered brown.");
  const busy = start(memory(), shelf);
  busy.model.write("message", "Something else.");
  busy.model.resume(await busy.outbox.resume());
  expect(busy.model.fields.value.message).toBe("Something else.");
  expect(busy.model.state.value.kind).toBe("editing");
});

test("what is changed while it waits is taken back and sent anew, under another key", async () => {
  const shelf = memoryShelf<Parcel>();
  const { model } = start(memory(), shelf);
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  desk.refuse = { route: /POST/, code: "unavailable" };
  await model.submit();
  await model.submit();
  expect(new Set(desk.keys).size).toBe(1);
  model.write("message", "I ordered black.");
  expect(model.state.value.kind).toBe("editing");
  await vi.waitFor(async () => expect(await shelf.all()).toEqual([]));
  desk.refuse = undefined;
  await model.submit();
  expect(desk.submissions).toMatchObject([{ message: { text: "I ordered black." } }]);
  expect(new Set(desk.keys).size).toBe(2);
});

test("what goes with a ticket is the page without its query, and what the page adds; not what is turned off", async () => {
  const context = { plan: "Pro", cart: async () => "3 things", secret: () => "x", broken: () => Promise.reject() };
  const { model } = start(memory(), memoryShelf(), { context, errors: ["x is undefined"] });
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  model.context.toggle("viewport");
  model.context.toggle("custom.secret");
  await model.submit();
  expect(desk.submissions[0]?.context).toEqual({
    page: "https://shop.example/boots",
    browser: navigator.userAgent,
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    errors: ["x is undefined"],
    custom: { plan: "Pro", cart: "3 things" },
  });
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

test("what has to be agreed to is asked for, and its version goes along", async () => {
  desk.site.consent = { version: "2026-01", text: "We keep this for two years." };
  const { model } = start();
  model.write("subject", "Wrong colour");
  model.write("message", "I ordered brown.");
  await model.submit();
  expect(model.state.value.wrong).toEqual(new Set(["consent"]));
  model.write("consent", "2026-01");
  model.write("followUpOf", "LARK-10013");
  await model.submit();
  expect(desk.submissions).toMatchObject([{ consent: { version: "2026-01" }, followUpOf: "LARK-10013" }]);
});
