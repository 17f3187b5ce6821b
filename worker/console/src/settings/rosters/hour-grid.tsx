import { useRef, useState } from "preact/hooks";

export type CellState = "all" | "part" | "none";

interface HourGridProps {
  readonly label: string;
  /** What the rows are, such as "Day". */
  readonly head: string;
  readonly rows: readonly { readonly key: string; readonly label: string }[];
  readonly stateOf: (row: number, hour: number) => CellState;
  /** What a cell says to whoever hears it. */
  readonly say: Readonly<Record<CellState, string>>;
  /** Red where nothing is, rather than blue where something is. */
  readonly gaps?: boolean;
  /** Paints from one hour of a row to another, both included. Without it a cell can be chosen alone. */
  readonly onPaint?: (row: number, from: number, to: number, on: boolean) => void;
  readonly onChoose?: (row: number, hour: number) => void;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** A table of days by hours. One cell is in the tab order; arrow keys move, Space paints or chooses. */
export function HourGrid({ label, head, rows, stateOf, say, gaps, onPaint, onChoose }: HourGridProps) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ row: 0, hour: 9 });
  /** What a stroke of the mouse paints, from where. */
  const stroke = useRef<{ row: number; hour: number; on: boolean } | undefined>(undefined);

  const focus = (row: number, hour: number) => {
    const next = { row: clamp(row, rows.length - 1), hour: clamp(hour, 23) };
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.hour}"]`)?.focus();
    return next;
  };
  const use = (row: number, hour: number) => {
    if (onPaint) onPaint(row, hour, hour, stateOf(row, hour) !== "all");
    else onChoose?.(row, hour);
  };
  const onKeyDown = (event: KeyboardEvent, row: number, hour: number) => {
    const rtl = table.current !== null && getComputedStyle(table.current).direction === "rtl";
    const step = moves(rtl)[event.key];
    if (step) {
      const next = focus(row + step[0], hour + step[1]);
      if (event.shiftKey && onPaint) onPaint(next.row, next.hour, next.hour, stateOf(row, hour) === "all");
    } else if (event.key === " " || event.key === "Enter") use(row, hour);
    else return;
    event.preventDefault();
  };

  return (
    <div class="table-scroll">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are used
        role="grid"
        class={`hour-grid${gaps ? " hour-grid-gaps" : ""}`}
        aria-label={label}
        onPointerLeave={() => {
          stroke.current = undefined;
        }}
        onPointerUp={() => {
          stroke.current = undefined;
        }}
      >
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">{head}</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col" class={hour % 3 === 0 ? undefined : "hour-quiet"}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label: name }, row) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {hours.map((hour) => {
                const state = stateOf(row, hour);
                return (
                  <td
                    key={hour}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid's cell is a table's
                    role="gridcell"
                    data-cell={`${row}-${hour}`}
                    class={`hour hour-${state}`}
                    tabIndex={row === clamp(at.row, rows.length - 1) && hour === at.hour ? 0 : -1}
                    aria-selected={onPaint ? state === "all" : row === at.row && hour === at.hour}
                    aria-label={`${name} ${clock(hour)}: ${say[state]}`}
                    title={`${name} ${clock(hour)}: ${say[state]}`}
                    onKeyDown={(event) => onKeyDown(event, row, hour)}
                    onFocus={() => setAt({ row, hour })}
                    onPointerDown={(event) => {
                      if (event.button !== 0) return;
                      if (onPaint) stroke.current = { row, hour, on: state !== "all" };
                      use(row, hour);
                    }}
                    onPointerEnter={() => {
                      const from = stroke.current;
                      if (!from || from.row !== row) return;
                      onPaint?.(row, Math.min(from.hour, hour), Math.max(from.hour, hour), from.on);
                    }}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const clamp = (value: number, last: number): number => Math.min(Math.max(value, 0), last);

const moves = (rtl: boolean): Readonly<Record<string, readonly [rows: number, hours: number]>> => ({
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, rtl ? 1 : -1],
  ArrowRight: [0, rtl ? -1 : 1],
  Home: [0, -24],
  End: [0, 24],
});
