import { readdirSync } from "node:fs";
import { createDesk } from "@firstline/sdk/desk";
import type { Field, Setup } from "@firstline/sdk/wire";
import { expect, test, vi } from "vitest";
import { Notices } from "../src/models/notices.ts";
import { Guide } from "../src/settings/guide/guide.ts";
import { withFirstSite } from "../src/settings/guide/step-views.tsx";
import { doneSteps } from "../src/settings/guide/steps.ts";
import { boundTo, moved } from "../src/settings/parts/bound.ts";
import { SetupEditor } from "../src/settings/setup-editor.ts";
import { asSeen } from "../src/settings/sites/as-seen.ts";
import { asKind } from "../src/settings/sites/field-editor.tsx";
import { InstallationCheck } from "../src/settings/sites/installation.ts";
import { fieldIdFor, idFor, newSite, prefixFor } from "../src/settings/sites/new-site.ts";
import { originSlip, tidyOrigin } from "../src/settings/sites/origin.ts";
import { knownTexts, placeholderSlips, withText } from "../src/settings/sites/own-words.ts";
import { rulesNamingField, rulesNamingTopic } from "../src/settings/sites/rules-naming.ts";
import { snippetFor, ways } from "../src/settings/sites/snippet.ts";
import { widgetLanguages } from "../src/settings/sites/widget-texts.ts";
import { createTestDesk } from "./desk.ts";

const random = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 255]);

function world() {
  const server = createTestDesk();
  server.signIn("admin");
  const desk = createDesk({
    url: "http://desk.test",
    fetch: (input, init) => server.handle(new Request(input, init)),
  });
  const around = { notices: new Notices(), onFailure: vi.fn(), refreshSession: vi.fn(async () => {}) };
  return { server, desk, around };
}

async function editing() {
  const all = world();
  const editor = new SetupEditor(all.desk, all.around);
  await vi.waitFor(() => expect(editor.state.value.kind).toBe("ready"));
  const draft = () => {
    const state = editor.state.value;
    if (state.kind !== "ready") throw new Error("There is no draft.");
    return boundTo(editor, state.draft);
  };
  return { ...all, editor, draft };
}

test.each([
  ["Fernhill", [], "FERN"],
  ["Shop", [], "SHOP"],
  ["Shop", ["SHOP"], "SHOPAA"],
  ["Fernhill Outdoor", [], "FO"],
  ["Łąka i las", [], "LAKA"],
  ["ログイン", [], "SITEAA"],
  ["X", [], "XXAA"],
])("a site called %s, with %j taken, gets the prefix %s", (name, taken, prefix) => {
  expect(prefixFor(name, taken)).toBe(prefix);
});

test("every prefix that is proposed is one, and no other site's", () => {
  const taken: string[] = [];
  for (let count = 0; count < 300; count += 1) {
    const prefix = prefixFor("Ab", taken);
    expect(prefix).toMatch(/^[A-Z]{2,6}$/);
    expect(taken).not.toContain(prefix);
    taken.push(prefix);
  }
});

test("a new site has a key of its own, an id that nobody has, and lets no page in yet", () => {
  const site = newSite("Shop", "Hello!", [], random);
  expect(site).toMatchObject({ id: "site_shop", key: "pk_0102030405060708ff", prefix: "SHOP", origins: [] });
  expect(newSite("Shop", "Hello!", [site], random)).toMatchObject({ id: "site_shop2", prefix: "SHOPAA" });
  expect(idFor("top", "", ["top_one"])).toBe("top_one2");
  expect(["Order number", "Numer zamówienia", "注文", "2 parts"].map((label) => fieldIdFor(label, ["field"]))).toEqual([
    "orderNumber",
    "numerZamowienia",
    "field2",
    "field2",
  ]);
});

test.each([
  ["shop.example", "https://shop.example", undefined],
  ["https://shop.example/help?x", "https://shop.example", undefined],
  ["HTTP://Shop.Example:8080", "http://shop.example:8080", undefined],
  ["loopback", "loopback", undefined],
  ["localhost:3000", "https://localhost:3000", undefined],
  ["ftp://shop.example", "ftp://shop.example", "scheme"],
  ["javascript:alert(1)", "javascript:alert(1)", "scheme"],
  ["https://*.shop.example", "https://*.shop.example", "unreadable"],
  ["shop", "https://shop", "unreadable"],
  ["a b", "a b", "unreadable"],
])("%s is meant as %s; what is wrong with it: %s", (typed, origin, slip) => {
  const tidied = tidyOrigin(typed);
  expect([tidied, originSlip(tidied)]).toEqual([origin, slip]);
});

test("a place of the draft knows its value, changes it and no other, and what the desk said about it", async () => {
  const { draft, editor } = await editing();
  const site = draft().at("sites").at(1);
  site.at("name").set("");
  site
    .at("limits")
    .at("perSite")
    .change((limit) => limit + 1);
  site.at("consent").or({ version: "1", text: "" }).at("text").set("We keep it.");
  expect(draft().at("sites").at(1).value).toMatchObject({
    name: "",
    limits: { perAddress: 20, perSite: 1_001 },
    consent: { version: "1", text: "We keep it." },
  });
  expect(draft().at("sites").at(0).value.name).toBe("Fernhill Outdoor");
  expect(await editor.save()).toBe(false);
  const wrong = draft().at("sites").at(1);
  expect(wrong.at("name").issue).toBeTypeOf("string");
  expect([wrong.issues, draft().at("sites").at(0).issues, draft().at("sites").issues]).toEqual([1, 0, 1]);
  expect(wrong.at("name").value).toBe("");
  wrong.at("consent").set(undefined);
  wrong.at("name").set("Ledgerly");
  expect(await editor.save()).toBe(true);
});

test("a saved set-up is what the whole console goes on with", async () => {
  const { draft, editor, around } = await editing();
  draft().at("name").set("Another");
  expect(await editor.save()).toBe(true);
  expect(around.refreshSession).toHaveBeenCalledOnce();
});

test("an item is moved, and nothing is lost", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b"], 5, 0)).toEqual(["a", "b"]);
});

test("the rules that name a topic or a field are found however deep they ask for it", () => {
  const setup: Pick<Setup, "rules"> = {
    rules: [
      {
        id: "rul_1",
        name: "Deep",
        when: {
          type: "all",
          of: [
            { type: "not", of: { type: "any", of: [{ type: "topic", is: [null, "top_a"] }] } },
            { type: "field", field: "order", test: { operator: "equals", value: 1 } },
          ],
        },
        outcome: {},
      },
      { id: "rul_2", name: "Gives it", when: { type: "always" }, outcome: { topic: "top_a" } },
    ],
  };
  expect(rulesNamingTopic(setup, "top_a").map(({ name }) => name)).toEqual(["Deep", "Gives it"]);
  expect(rulesNamingTopic(setup, "top_b")).toEqual([]);
  expect(rulesNamingField(setup, "order").map(({ name }) => name)).toEqual(["Deep"]);
});

test("a field keeps what its next kind knows, and drops the rest", () => {
  const choice: Field = { type: "choice", id: "size", label: "Size", required: true, options: ["S", "M"] };
  expect(asKind(choice, "several")).toEqual({ ...choice, type: "several" });
  expect(asKind(choice, "number")).toEqual({ type: "number", id: "size", label: "Size", required: true });
  expect(asKind(asKind(choice, "text"), "choice")).toEqual({ ...choice, options: [] });
});

test("own words come and go without a trace, and placeholders are held against ours", () => {
  const words = withText(withText({}, "status.open", "In work"), "send", "Go");
  expect(words).toEqual({ status: { open: "In work" }, send: "Go" });
  expect(withText(withText(words, "status.open", undefined), "send", undefined)).toEqual({});
  expect(knownTexts(words).map(({ name }) => name)).toEqual(["status.open", "send"]);
  expect(placeholderSlips("Due {at}", "Due {when}")).toEqual({ lost: ["{at}"], strange: ["{when}"] });
});

test("the settings know every language that the widget speaks", () => {
  const files = readdirSync(new URL("../../../widget/src/panel/languages", import.meta.url));
  const spoken = files.filter((file) => /^[^.]+\.ts$/.test(file)).map((file) => file.slice(0, -3));
  expect([...widgetLanguages].sort()).toEqual(spoken.sort());
});

test("the preview is given nothing that the desk would not give a widget", () => {
  const site = newSite("Shop", "Hello!", [], random);
  const half = { ...site, theme: { ...site.theme, accent: "#12", logo: "javascript:x", offset: "1;}" } };
  expect(asSeen(half).theme).toEqual({ accent: "#2457c5", scheme: "auto", side: "end" });
});

test.each(ways)("what is pasted by way of %s names the desk and the site", (way) => {
  const snippet = snippetFor(way, { url: "https://desk.example", key: "pk_shopshop" });
  expect(snippet).toContain("https://desk.example/");
  expect(snippet).toContain("pk_shopshop");
});

test("the guide tells from the desk how far it is, and ends with the first answer", async () => {
  const { server, desk, around } = world();
  const guide = new Guide(desk, around);
  await guide.look();
  expect(guide.state.value).toMatchObject({ kind: "ready", now: undefined });

  const stored = [...server.tickets.values()];
  server.tickets.clear();
  const placeholder = {
    ...newSite("Help desk", "Hello!", [], random),
    id: "site_main",
    origins: ["loopback" as const],
  };
  server.setup.setup = { ...server.setup.setup, name: "My desk", sites: [placeholder] };
  const nowAt = async () => {
    await guide.look();
    const state = guide.state.value;
    return state.kind === "ready" ? state.now : state.kind;
  };
  expect(await nowAt()).toBe("name");
  server.setup.setup = { ...server.setup.setup, name: "Fernhill" };
  expect(await nowAt()).toBe("site");
  server.setup.setup = withFirstSite(
    server.setup.setup,
    { name: "Fernhill Shop", origins: ["https://shop.example"] },
    random,
  );
  expect(server.setup.setup.sites).toEqual([
    expect.objectContaining({
      id: "site_main",
      key: placeholder.key,
      prefix: "FS",
      origins: ["loopback", "https://shop.example"],
    }),
  ]);
  expect(await nowAt()).toBe("tag");
  server.setup.installations.set("site_main", {
    seen: [{ origin: "https://shop.example", at: new Date().toISOString() }],
    refused: null,
  });
  expect(await nowAt()).toBe("ticket");
  const [first] = stored;
  if (!first) throw new Error("There is no ticket.");
  first.ticket = { ...first.ticket, status: "new", waitingSince: new Date().toISOString() };
  server.tickets.set(first.ticket.number, first);
  expect(await nowAt()).toBe("answer");
  first.ticket = { ...first.ticket, status: "open", waitingSince: null };
  expect(await nowAt()).toBeUndefined();
});

test("a guide that cannot look says so once, and keeps what it knew", async () => {
  const { server, desk, around } = world();
  const guide = new Guide(desk, around);
  server.fail("GET /v1/desk/setup", "forbidden");
  await guide.look();
  expect(guide.state.value.kind).toBe("failed");
  await guide.look();
  server.fail("GET /v1/desk/setup", "forbidden");
  await guide.look();
  expect(guide.state.value.kind).toBe("ready");
});

test("a site beside others is added, not put in their place", () => {
  const { server } = world();
  const { setup } = server.setup;
  expect(withFirstSite(setup, { name: "Third", origins: [] }, random).sites.map(({ id }) => id)).toEqual([
    ...setup.sites.map(({ id }) => id),
    "site_third",
  ]);
  expect(doneSteps({ setup, seen: false, tickets: [] })).toEqual(new Set(["name", "site"]));
});

test("whether the tag runs is looked at while somebody waits, and never after", async () => {
  vi.useFakeTimers();
  const { server, desk, around } = world();
  const check = new InstallationCheck(desk, "site_shop", { ...around, visible: () => true });
  const asked = () => server.calls.filter(({ name }) => name.endsWith("/installation")).length;
  await vi.waitFor(() => expect(check.state.value.kind).toBe("ready"));
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(asked()).toBe(2);
  check[Symbol.dispose]();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked()).toBe(2);
  vi.useRealTimers();
});
