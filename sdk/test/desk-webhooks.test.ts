import { afterEach, expect, test, vi } from "vitest";
import { createDesk } from "../src/desk.ts";

afterEach(() => void vi.restoreAllMocks());

const desk = createDesk({ url: "https://desk.test", key: "fls_key_1", fetch: async () => Response.json({}) });

test.each([
  ["a ping", () => desk.webhooks.ping("whk_1"), 20_000],
  ["a replay", () => desk.webhooks.replay("whk_1", "whm_1"), 20_000],
  ["the list", () => desk.webhooks.list(), 10_000],
])("%s waits as long as the desk itself may wait for the webhook", async (_, call, patience) => {
  const timers = vi.spyOn(globalThis, "setTimeout");
  await call();
  expect(timers.mock.calls.map(([, milliseconds]) => milliseconds)).toEqual([patience]);
});
