import type { Board } from "@firstline/sdk/desk";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { timeOfDay } from "../time.ts";
import { NextDue } from "../views/clocks.tsx";
import { CheckIcon, WarningIcon } from "../views/icons.tsx";
import { Avatar, Blank, PersonName, Skeleton } from "../views/parts.tsx";
import type { BoardModel } from "./board-model.ts";
import { Tiles } from "./now.tsx";
import { useWakeLock } from "./wake-lock.ts";
import "./wall.css";

/** How many tickets a wall has room for. */
const most = 8;

/** Between these hours of the reader's clock a wall is dimmed. */
const isNight = (now: number): boolean => {
  const hour = new Date(now).getHours();
  return hour >= 20 || hour < 7;
};

/** The board for a screen on the wall: large, over everything, with no control but the one that leaves it. */
export function Wall({ workspace, board }: { workspace: Workspace; board: BoardModel }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const leave = () => workspace.open(["board"]);
  useWakeLock();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const state = board.state.value;
  const now = workspace.now.value;
  const lost = workspace.cutOff.value !== undefined || (state.kind === "ready" && state.stale !== undefined);
  return (
    <dialog
      ref={dialog}
      class={`wall${isNight(now) ? " wall-night" : ""}`}
      aria-labelledby="screen-title"
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <header class="wall-head">
        <h2 id="screen-title" tabIndex={-1}>
          <bdi>{workspace.session.value.desk.name}</bdi>
        </h2>
        <button type="button" class="button wall-leave" onClick={leave}>
          {texts.wall.leave}
        </button>
        <time class="wall-time" dateTime={new Date(now).toISOString()}>
          {timeOfDay(new Date(now).toISOString())}
        </time>
      </header>
      {state.kind === "loading" && <Skeleton row="row row-skeleton" count={4} />}
      {state.kind === "failed" && <Blank title={texts.failed} text={state.failure.text} problem />}
      {state.kind === "ready" && (
        <>
          {lost && (
            <p class="board-stale" role="status">
              <WarningIcon />
              {texts.wall.lost(timeOfDay(state.board.at))}
            </p>
          )}
          <Tiles board={state.board} />
          <div class="wall-columns">
            <Next board={state.board} now={now} />
            <OnDuty board={state.board} />
          </div>
        </>
      )}
    </dialog>
  );
}

/** What is broken, then what breaks next. */
function Next({ board, now }: { board: Board; now: number }) {
  const tickets = [...board.breached, ...board.atRisk].slice(0, most);
  return (
    <section aria-labelledby="wall-next">
      <h3 id="wall-next">{texts.wall.next}</h3>
      {tickets.length === 0 ? (
        <p class="card-none">
          <CheckIcon />
          {texts.wall.calm}
        </p>
      ) : (
        <ul>
          {tickets.map((ticket) => (
            <li key={ticket.number} class="wall-ticket">
              <span class="number">{ticket.number}</span>
              <span class="card-subject" dir="auto">
                {ticket.subject}
              </span>
              <span class="wall-who">
                {ticket.assignee ? <PersonName name={ticket.assignee.name} /> : texts.lists.nobody}
              </span>
              <NextDue ticket={ticket} now={now} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Who is there, and how much they have. */
function OnDuty({ board }: { board: Board }) {
  const there = board.agents.filter(({ onShift, onCall, absentUntil }) => (onShift || onCall) && absentUntil === null);
  return (
    <section aria-labelledby="wall-duty">
      <h3 id="wall-duty">{texts.wall.onDuty}</h3>
      <ul>
        {there.slice(0, 2 * most).map(({ agent, open, capacity, onShift }) => (
          <li key={agent.id} class="wall-person">
            <Avatar id={agent.id} name={agent.name} small />
            <PersonName name={agent.name} />
            <span class="soft">{!onShift && texts.load.duty.onCall}</span>
            <span class="wall-load">{capacity === null ? open : texts.load.of(open, capacity)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
