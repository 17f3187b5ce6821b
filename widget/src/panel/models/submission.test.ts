import { createFirstline } from "@firstline/sdk";
import type { Submitted } from "@firstline/sdk/wire";
import { afterEach, beforeEach, expect, test } from "vitest";
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

test("what was typed comes back after a reload; nonsense in its place does not", () => {
  const draft = memory();
  start(draft).model.write("subject", "Wrong colour");
  expect(start(draft).model.fields.value.subject).toBe("Wrong colour");
  draft.write('{"subject":1,"other":"x"}');
  expect(start(draft).model.fields.value).toEqual({ topic: "", subject: "", message: "", email: "", name: "" });
  draft.write("{");
  expect(start(draft).model.fields.value.subject).toBe("");
});
