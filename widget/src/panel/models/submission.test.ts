import { createFirstline } from "@firstline/sdk";
import type { Submitted } from "@firstline/sdk/wire";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, startDesk } from "../../../test/desk.ts";
import { memory } from "../../../test/memory.ts";
import { createSubmissionModel } from "./submission.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

function start(draft = memory()) {
  const submitted: Submitted[] = [];
  const firstline = createFirstline({ url: desk.url, site: desk.site.key });
  const model = createSubmissionModel(
    firstline,
    draft,
    () => desk.site.topics,
    (answer) => submitted.push(answer),
  );
  return { model, draft, submitted };
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
  expect(start(draft).model.fields.value).toEqual({ topic: "", subject: "", message: "", email: "", name: "" });
  draft.write("{");
  expect(start(draft).model.fields.value.subject).toBe("");
});
