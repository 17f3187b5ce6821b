import type { Attachment } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { attached, attachingOf } from "./attachment.ts";

const file = (id: string): Attachment => ({ id, name: `${id}.png`, type: "image/png", size: 9 });
const named = (...ids: string[]) => ids.map((id) => ({ id }));

test("files stand in the order in which a message names them", () => {
  const files = attached(named("b", "a"), [file("a"), file("b")], 2, "attachments");
  expect(files).toEqual([file("b"), file("a")]);
});

test("one that is not there is told by its place", () => {
  expect(attached(named("a", "b"), [file("a")], 5, "message.attachments")).toEqual({
    refused: "invalid",
    issues: [
      {
        path: "message.attachments.1.id",
        message: "There is no such file of yours that could be sent. Upload it again.",
      },
    ],
  });
});

test.each([
  [2, "At most 2 files are allowed."],
  [0, "This site takes no files."],
])("more than %i are refused", (most, message) => {
  expect(attached(named("a", "b", "c"), [file("a"), file("b"), file("c")], most, "attachments")).toEqual({
    refused: "invalid",
    issues: [{ path: "attachments", message }],
  });
});

test("a message's files are its requester's to see, a note's are not", () => {
  const attachments = [file("a")];
  expect(
    attachingOf([
      { type: "message", id: "msg_a", text: "T", attachments },
      { type: "note", id: "msg_b", text: "T", attachments },
      { type: "message", id: "msg_c", text: "T" },
      { type: "status", from: "new", to: "open" },
    ]),
  ).toEqual([
    { message: "msg_a", ids: ["a"], isPublic: true },
    { message: "msg_b", ids: ["a"], isPublic: false },
  ]);
});
