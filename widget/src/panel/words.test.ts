import { expect, test } from "vitest";
import type { OwnTexts } from "../widget.ts";
import { replaceTexts, type Texts } from "./words.ts";

const texts = (): Texts => ({
  send: "Send",
  moved: (from, to) => `From ${from} to ${to}`,
  status: { open: "Open" },
});

function said(own: OwnTexts) {
  const changed = texts();
  replaceTexts(changed, own);
  const { moved, ...others } = changed;
  return { ...others, moved: typeof moved === "function" && moved("a", "b") };
}

test.each([
  ["nothing", {}, {}],
  ["a text", { send: "Go" }, { send: "Go" }],
  ["a text within others", { status: { open: "Taken" } }, { status: { open: "Taken" } }],
  ["a text that speaks about something", { moved: "{} → {}" }, { moved: "a → b" }],
  ["a text that leaves out what it could speak about", { moved: "Moved" }, { moved: "Moved" }],
  ["what is written as a pattern", { moved: "{} $& {}" }, { moved: "a $& b" }],
  ["a name that is not there", { sned: "Go" }, {}],
  ["a group in the place of a text, and the other way round", { send: { go: "Go" }, status: "Open" }, {}],
  ["a name that every object has", JSON.parse('{"__proto__":{"send":"Go"},"toString":"Go"}'), {}],
])("%s", (_, own, changed) => {
  expect(said(own)).toEqual({ send: "Send", moved: "From a to b", status: { open: "Open" }, ...changed });
  expect("send" in {}).toBe(false);
});
