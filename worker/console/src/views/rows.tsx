import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { InboxState } from "../models/inbox.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { TicketRow } from "./ticket-row.tsx";

/** How high a row is, in pixels, as `.row-item` has it. */
const rowHeight = 92;
/** How many rows are drawn beyond what can be seen, on either side. */
const beyond = 4;
/** How many rows are drawn anew in one frame: more would hold up a slow device. */
const perFrame = 4;
/** How far, in rows, what was in sight is looked for after the list has changed. */
const near = 100;

type Ready = InboxState & { readonly kind: "ready" };

/**
 * The rows that can be seen, and the one that the keys are on, at the places that they have in the whole list. Each says
 * where in the list it stands, for those who do not see it. What is in sight stays where it is while the list changes
 * above it, except at the list's very beginning, where one sees what comes.
 */
export function Rows({ state, workspace }: { state: Ready; workspace: Workspace }) {
  const { inbox } = workspace;
  const box = useRef<HTMLDivElement>(null);
  const seen = useSignal({ from: 0, to: 20 });
  const { items, next, more } = state;

  const look = () => {
    if (!box.current) return;
    const { scrollTop, clientHeight } = box.current;
    const first = Math.floor(scrollTop / rowHeight);
    const last = Math.ceil((scrollTop + clientHeight) / rowHeight);
    const wanted = { from: Math.max(0, first - beyond), to: last + beyond };
    const drawn = seen.peek();
    const isFar = drawn.to <= first || drawn.from >= last;
    const next = towards(wanted, isFar ? { from: first, to: first } : drawn);
    if (next.from !== drawn.from || next.to !== drawn.to) seen.value = next;
    if (next.from !== wanted.from || next.to !== wanted.to) lookSoon();
  };
  const frame = useRef<number | undefined>(undefined);
  const lookSoon = () => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = undefined;
      look();
    });
  };
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  // The next page is read before its place comes into sight, and as long as short pages leave room.
  useEffect(() => {
    if (next !== null && more === "idle" && seen.value.to >= items.length) void inbox.loadMore();
  }, [next, more, items.length, seen.value.to]);
  useSignalEffect(() => {
    const number = inbox.cursor.value;
    const current = inbox.state.peek();
    const index = current.kind === "ready" ? indexIn(current.items, number) : -1;
    if (index !== -1 && box.current) reveal(box.current, index);
  });

  /** What was drawn the last time, for the list itself goes on changing. */
  const drawn = useRef<Drawn>({ state, from: 0, numbers: [] });
  const top = box.current?.scrollTop ?? 0;
  const shift = top > 0 && state !== drawn.current.state ? shiftSince(drawn.current, items) : 0;
  useLayoutEffect(() => {
    if (shift === 0 || !box.current) return;
    box.current.scrollTop = top + shift * rowHeight;
    seen.value = { from, to };
    lookSoon();
  }, [state]);

  const from = Math.max(0, seen.value.from + shift);
  const to = seen.value.to + shift;
  const shown = items.slice(from, to);
  drawn.current = { state, from, numbers: shown.map(({ number }) => number) };
  const indexes = shown.map((_, index) => from + index);
  const cursorAt = indexIn(items, inbox.cursor.value);
  if (cursorAt !== -1 && (cursorAt < from || cursorAt >= to)) indexes.push(cursorAt);
  const stop = cursorAt === -1 ? 0 : cursorAt;
  const failure = typeof more === "object" ? more : undefined;
  return (
    <div class="inbox-scroll" ref={box} onScroll={lookSoon} aria-busy={more === "loading"}>
      <ul class="rows" style={{ blockSize: `${items.length * rowHeight}px` }}>
        {indexes.map((index) => {
          const ticket = items[index];
          return (
            ticket && (
              <li
                key={ticket.number}
                class="row-item"
                aria-setsize={next === null ? items.length : -1}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${index * rowHeight}px)` }}
              >
                <TicketRow
                  ticket={ticket}
                  workspace={workspace}
                  stop={index === stop}
                  passage={state.passages.get(ticket.number)}
                />
              </li>
            )
          );
        })}
      </ul>
      {next !== null && (
        <div class="more">
          {failure && <p role="alert">{failure.text}</p>}
          <button type="button" class="button" disabled={more === "loading"} onClick={inbox.loadMore}>
            {more === "loading" ? texts.loading : failure ? texts.retry : texts.list.more}
          </button>
        </div>
      )}
    </div>
  );
}

const indexIn = (items: Ready["items"], number: string | undefined): number =>
  number === undefined ? -1 : items.findIndex((item) => item.number === number);

interface Span {
  readonly from: number;
  readonly to: number;
}

/** From what is drawn as near to what shall be as one frame has time for; below first, for one reads downwards. */
function towards(wanted: Span, drawn: Span): Span {
  const to = Math.min(wanted.to, drawn.to + perFrame);
  const left = perFrame - Math.max(0, to - drawn.to);
  return { from: Math.max(wanted.from, drawn.from - left), to };
}

interface Drawn {
  readonly state: Ready;
  /** Where in the list the first of the rows stood. */
  readonly from: number;
  readonly numbers: readonly string[];
}

/** By how many places what was drawn has moved in the list: most of it, for what has changed itself may be elsewhere. */
function shiftSince({ from, numbers }: Drawn, items: Ready["items"]): number {
  const start = Math.max(0, from - near);
  const around = items.slice(start, from + numbers.length + near);
  const places = new Map(around.map(({ number }, index) => [number, start + index]));
  const shifts = numbers.flatMap((number, index) => {
    const place = places.get(number);
    return place === undefined ? [] : [place - from - index];
  });
  return shifts.sort((one, other) => one - other)[shifts.length >> 1] ?? 0;
}

/** Scrolls as little as shows a row whole. */
function reveal(box: HTMLElement, index: number) {
  const top = index * rowHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
}
