import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Absences, localTime } from "../src/board/absences-model.ts";
import { BoardModel, PAUSE } from "../src/board/board-model.ts";
import { CoverageModel } from "../src/board/coverage-model.ts";
import { createWorld, type World } from "./workspace.ts";

let world: World;
const open: Disposable[] = [];
beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  for (const model of open.splice(0)) model[Symbol.dispose]();
  world.end();
  vi.useRealTimers();
});

const kept = <Model extends Disposable>(model: Model): Model => {
  open.push(model);
  return model;
};
const settled = (model: BoardModel) => vi.waitFor(() => expect(model.state.value.kind).not.toBe("loading"));
const boards = () => world.callsOf("GET /v1/desk/board").length;

describe("the board", () => {
  test("is read again while things change, and at most once in a pause", async () => {
    const workspace = await world.workspaceAt("#/board");
    const changes = signal(0);
    const stir = (times: number) => {
      for (let more = 0; more < times; more++) changes.value++;
    };
    const model = kept(new BoardModel({ ...workspace, stirred: changes }));
    await settled(model);
    expect(boards()).toBe(1);
    vi.useFakeTimers();
    stir(20);
    await vi.advanceTimersByTimeAsync(PAUSE - 1_000);
    stir(20);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(boards()).toBe(2);
    stir(1);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(boards()).toBe(3);
    await vi.advanceTimersByTimeAsync(10 * PAUSE);
    expect(boards()).toBe(3);
  });

  test("that cannot be read again stays, and says so until it can", async () => {
    const model = kept(new BoardModel(await world.workspaceAt("#/board")));
    await settled(model);
    world.server.fail("GET /v1/desk/board", "forbidden");
    await model.load();
    expect(model.state.value).toMatchObject({ kind: "ready", stale: { code: "forbidden" } });
    await model.load();
    expect(model.state.value).toMatchObject({ kind: "ready", stale: undefined });
  });

  test("that was never read says why not, and asks for one site where it is told to", async () => {
    world.server.fail("GET /v1/desk/board", "forbidden");
    const model = kept(new BoardModel(await world.workspaceAt("#/board")));
    await settled(model);
    expect(model.state.value).toMatchObject({ kind: "failed", failure: { code: "forbidden" } });
    model.showSite("site_app");
    await settled(model);
    expect(world.callsOf("GET /v1/desk/board").at(-1)?.query).toEqual({ site: "site_app" });
  });
});

describe("an absence", () => {
  const marked: string[] = [];
  const create = () =>
    kept(
      new Absences({
        desk: world.desk,
        now: () => Date.UTC(2026, 10, 27, 9, 12),
        onMarked: ({ agent }) => marked.push(agent),
        onTakenBack: () => {},
        onNotTakenBack: () => {},
        onFailure: () => {},
      }),
    );

  test("is planned before it is written, and what was typed stays on the way back", async () => {
    const model = create();
    model.open("agt_1");
    expect(model.fields.value.from).toBe(localTime(Date.UTC(2026, 10, 27, 9, 12)));
    model.change({ reason: "Flu", standIn: "agt_2" });
    await model.plan();
    expect(model.form.value).toMatchObject({ kind: "planned", plan: { hidden: 1 } });
    expect(world.server.absences).toEqual([]);
    model.back();
    expect(model.form.value).toEqual({ kind: "open", failure: undefined });
    expect(model.fields.value).toMatchObject({ agent: "agt_1", standIn: "agt_2", reason: "Flu" });
  });

  test("that is refused keeps what was typed, with the reason beside its field", async () => {
    const model = create();
    model.open("agt_1");
    model.change({ to: model.fields.value.from });
    await model.plan();
    expect(model.form.value).toMatchObject({
      kind: "open",
      failure: { code: "invalid", issues: [{ path: "body.to" }] },
    });
    expect(model.fields.value.agent).toBe("agt_1");
  });

  test("is written once, however often it is sent, and can be taken back", async () => {
    const model = create();
    model.open("agt_1");
    await model.plan();
    world.server.fail("POST /v1/desk/absences", "answerLost", "answerLost", "answerLost", "answerLost", "answerLost");
    await model.save();
    if (model.form.value.kind === "planned") await model.save();
    await vi.waitFor(() => expect(model.form.value.kind).toBe("closed"));
    expect(world.server.absences).toHaveLength(1);
    expect(marked).toEqual(["agt_1"]);
    const [absence] = world.server.absences;
    if (!absence) throw new Error("nothing was written");
    await model.takeBack(absence);
    expect(model.list.value).toEqual({ kind: "ready", absences: [] });
  });
});

test("the calendar asks for whole days, for what the form says, and turns by what it shows", async () => {
  const { session } = await world.workspaceAt("#/board/coverage");
  const model = kept(
    new CoverageModel({
      desk: world.desk,
      session: session.value,
      now: Date.UTC(2026, 10, 27, 12),
      onFailure: () => {},
    }),
  );
  const last = () => world.callsOf("GET /v1/desk/coverage/calendar").at(-1)?.query;
  await vi.waitFor(() => expect(model.state.value.kind).toBe("ready"));
  expect(last()).toMatchObject({ site: "site_shop", tier: "1", days: "8" });
  expect(new Date(last()?.from ?? "").getHours()).toBe(0);
  model.ask({ whom: "team_pay", certificate: "skl_pay", language: "de" });
  await vi.waitFor(() => expect(last()).toMatchObject({ team: "team_pay", certificate: "skl_pay", language: "de" }));
  const [first] = model.days.value;
  model.turn(1);
  await vi.waitFor(() => expect(Date.parse(last()?.from ?? "")).toBe(model.days.value[0]?.begins));
  expect(model.days.value[0]?.begins).toBeGreaterThan(first?.begins ?? 0);
  model.show(60);
  await vi.waitFor(() => expect(last()).toMatchObject({ days: "61" }));
});
